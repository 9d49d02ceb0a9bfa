# The product as a whole: the command line, the real process killed at random, the pages in a real browser.
# shellcheck shell=bash

check_command_line() {
  local convene=build/release/convene
  $convene version
  $convene check examples/institute-2021/event.json --roster examples/institute-2021/roster.csv
  local file
  for file in examples/broken/*.json; do
    if $convene check "$file" >/dev/null 2>&1; then
      say_error "$file is broken, and 'check' does not say so"
      return 1
    fi
  done
}

# run_kills [--full | --short | --kills N]
run_kills() {
  need_modules
  local kills=10
  case ${1:-} in
    --full) kills=200 ;;
    --kills) kills=$2 ;;
  esac
  node tests/load/kills.mjs "$kills"
}

# run_seeds N: halls on a simulated clock; a failing seed is printed.
run_seeds() {
  CONVENE_SEEDS=$1 build/asan/tests/test_simulation
}

run_e2e() {
  need_modules
  local log=${reports:-build/reports}/e2e.out status=0
  mkdir -p "$(dirname "$log")"
  node tests/e2e/run.mjs | tee "$log" || status=$?
  if [[ -n ${current_part:-} ]]; then
    count "$(sed -n 's/^\([0-9]*\) passed, .*/\1/p' "$log")" "$(sed -n 's/.* \([0-9]*\) failed$/\1/p' "$log")"
  fi
  return "$status"
}

verb_sim() {
  local seeds= kills=50
  while (($# > 0)); do
    case $1 in
      --short) kills=10 seeds=1000 ;;
      --seeds) seeds=$(number_of "$@") && shift || exit 2 ;;
      --kills) kills=$(number_of "$@") && shift || exit 2 ;;
      *) usage_error "sim does not know '$1'" ;;
    esac
    shift
  done
  need build test node
  build_client
  build_binary_quietly
  run_kills --kills "$kills"
  build_preset asan test_simulation
  run_seeds "${seeds:-5000}"
}

verb_e2e() {
  need build e2e node
  build_client
  build_binary_quietly
  case ${1:-} in
    '') run_e2e ;;
    --bars) need_modules && npm --prefix web-client run --silent bars ;;
    *) usage_error "e2e does not know '$1'" ;;
  esac
}
