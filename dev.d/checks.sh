# Checks that have a verb of their own; ./dev test runs them too.
# shellcheck shell=bash

cpp_sources() { git ls-files -co --exclude-standard -- '*.cc' '*.h' | while read -r file; do [[ ! -e $file ]] || echo "$file"; done; }

check_format() {
  need lint
  cpp_sources | xargs clang-format --dry-run -Werror
}

check_scripts() {
  need lint
  shellcheck -x dev .ci/run
}

verb_fmt() {
  (($# <= 1)) || usage_error "fmt takes one word at most"
  need lint
  case ${1:-} in
    '') cpp_sources | xargs clang-format -i ;;
    --check) check_format ;;
    *) usage_error "fmt does not know '$1'" ;;
  esac
}

# What differs from the main branch upstream, or, without one, from the last commit but one.
changed_units() {
  local base
  base=$(git merge-base HEAD origin/main 2>/dev/null || git rev-parse HEAD~1)
  git diff --name-only --diff-filter=d "$base" -- '*.cc'
}

# clang 14 compiles no coroutine of g++ 12's library: the units that speak Asio are read by g++'s warnings alone.
without_coroutines() { grep -Ev '^(server/(net|swarm|cli)/|server/[^/]*$|tests/(unit/(net|cli)|conformance|fuzz)/|bench/)' || true; }

verb_lint() {
  (($# <= 1)) || usage_error "lint takes one word at most"
  local units
  case ${1:-} in
    '') units=$(changed_units | without_coroutines) ;;
    --all) units=$(git ls-files -- '*.cc' | without_coroutines) ;;
    *) usage_error "lint does not know '$1'" ;;
  esac
  need build test lint fuzz node
  check_scripts
  check_format
  need_modules
  npm --prefix web-client run --silent check
  # Of its own, without precompiled headers: clang-tidy cannot read those of g++.
  quietly build/logs/configure-lint.log cmake --preset dev -B build/lint -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON
  [[ -z $units ]] || xargs -P "$(build_jobs)" -n 4 clang-tidy -p build/lint --quiet <<<"$units"
}

# run_fuzzers SECONDS [RUNS]: each so long. With RUNS, so many inputs that are the same each time, for as long as that: a
# test that fails can be repeated, and fails for what was changed. A crash is kept in var/fuzz/<name>/, without RUNS the
# inputs that found something new beside it.
run_fuzzers() {
  local seconds=$1 runs=${2:-} program name passed=0 failed=0 seeds kept grown found programs=()
  local bounds=(-rss_limit_mb=2048 -timeout=10 -verbosity=0)
  mkdir -p build/logs
  shopt -s nullglob
  for program in build/fuzz/tests/fuzz/fuzz_*; do
    if [[ -x $program && ! -d $program ]]; then programs+=("$program"); fi
  done
  # Zero would be for ever.
  ((seconds > 0)) || seconds=1
  for program in "${programs[@]}"; do
    name=${program##*/fuzz_}
    kept=var/fuzz/$name
    seeds=tests/fuzz/corpus/$name
    mkdir -p "$kept"
    grown=$kept
    if [[ -n $runs ]]; then grown=$(mktemp -d); fi
    [[ -d $seeds ]] || seeds=
    found=("$kept"/{crash,timeout,oom,leak}-*)
    rm -f -- "build/logs/fuzz-$name.log"
    say "fuzzing $name for ${runs:+$runs inputs or }$seconds s"
    # First what was found before, for as long as it is kept there.
    if { ((${#found[@]} == 0)) || "$program" "${bounds[@]}" "${found[@]}"; } &&
      "$program" "${bounds[@]}" ${runs:+-seed=1 -runs="$runs"} -max_total_time="$seconds" -print_final_stats=1 \
        -artifact_prefix="$kept/" "$grown" ${seeds:+"$seeds"} 2>&1 | tee "build/logs/fuzz-$name.log"; then
      passed=$((passed + 1))
      if [[ -n $runs && $(sed -n 's/^stat::number_of_executed_units: *//p' "build/logs/fuzz-$name.log") -lt $runs ]]; then
        say "fewer than $runs inputs of $name in $seconds s: on a faster machine the same test looks at more"
      fi
    else
      failed=$((failed + 1))
    fi
    if [[ -n $runs ]]; then rm -r -- "$grown"; fi
  done
  shopt -u nullglob
  [[ -z ${current_part:-} ]] || count "$passed" "$failed"
  if ((passed + failed == 0)); then
    say_error "there is no fuzzer"
    return 1
  fi
  ((failed == 0))
}

verb_fuzz() {
  (($# <= 1)) || usage_error "fuzz takes one number at most"
  local seconds=60
  (($# == 0)) || seconds=$(number_of seconds "$1")
  need build fuzz
  build_preset fuzz fuzzers
  run_fuzzers "$seconds"
}

# run_seeds N: so many whole halls on a simulated clock, under the sanitizers.
run_seeds() {
  build_preset asan test_simulation
  CONVENE_SEEDS=$1 build/asan/tests/test_simulation --gtest_filter='Simulation.*' --gtest_brief=1
}

# play_seed N: one of them again, with all that the test says.
play_seed() {
  build_preset asan test_simulation
  CONVENE_SEED=$1 build/asan/tests/test_simulation --gtest_filter='Simulation.*'
}

# play_days SEED N: a whole day of the example institute with all of its roster, by this seed, or, without one, N days.
# Each closes with a report of what happened.
play_days() {
  build_preset asan test_simulation
  CONVENE_DAY_PEOPLE=400 CONVENE_SEED=$1 CONVENE_DAYS=$2 \
    build/asan/tests/test_simulation --gtest_filter='InstituteDay.*' --gtest_brief=1
}

# run_kills N: the real process, killed at random under load.
run_kills() {
  need_modules
  counting node tests/load/kills.mjs "$1"
}

# counting COMMAND...: for one that closes with "N passed, N failed"; hands these numbers to ./dev test.
counting() {
  local out=build/logs/counting.$$ status=0 numbers
  mkdir -p build/logs
  "$@" | tee "$out" || status=$?
  numbers=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$out" | tail -n 1)
  rm -f "$out"
  # shellcheck disable=SC2086 # two numbers
  [[ -z ${current_part:-} || -z $numbers ]] || count $numbers
  return "$status"
}

verb_sim() {
  local seeds=1000 kills=50 seed= day= days=1
  while (($# > 0)); do
    case $1 in
      --short) seeds=100 kills=10 ;;
      --seed) seed=$(number_of "$@") && shift || exit 2 ;;
      --seeds) seeds=$(number_of "$@") && days=$seeds && shift || exit 2 ;;
      --day) day=yes ;;
      --kills) kills=$(number_of "$@") && shift || exit 2 ;;
      *) usage_error "sim does not know '$1'" ;;
    esac
    shift
  done
  need build test node
  build_client
  if [[ -n $day ]]; then
    play_days "${seed:-0}" "$days"
    return
  fi
  if [[ -n $seed ]]; then
    play_seed "$seed"
    return
  fi
  ((seeds == 0)) || run_seeds "$seeds"
  ((kills == 0)) || { build_preset release convene && run_kills "$kills"; }
}

# The real server and the real client in Chromium, act by act; pictures go to build/screenshots.
run_e2e() {
  need_modules
  counting node tests/e2e/run.mjs "$@"
}

# The bars of the client, measured: what is slower than its bar is told, and fails nothing.
run_bars() {
  need_modules
  node tests/e2e/bars.mjs "$@"
}

verb_e2e() {
  local run=run_e2e
  if [[ ${1:-} == --bars ]]; then
    run=run_bars
    shift
  fi
  (($# <= 1)) || usage_error "e2e takes one pattern at most"
  need build e2e node
  build_client
  build_preset release convene
  "$run" "$@"
}

# The client alone, against a server that plays every situation: what people do ...
client_flows() { counting npm --prefix web-client run --silent flows; }

# ... and each screen, with a picture and the accessibility checker's opinion.
client_screens() { counting npm --prefix web-client run --silent screens -- "$@" "$PWD/build/screenshots/client"; }

# What the command line says of good files and of bad ones, and that a whole crowd is seated by it.
check_command_line() {
  local convene=build/release/convene file folder answers=0
  "$convene" version
  for folder in "$example" "$second_example"; do
    "$convene" check "$folder/event.json" --roster "$folder/roster.csv"
    node "$folder/make-roster.mjs" | cmp - "$folder/roster.csv"
    answers=$((answers + 2))
  done
  for file in examples/broken/event-*.json; do
    # Odd and sound: what editors on Windows write.
    [[ -e $file ]] || return 1
    if [[ $file == */event-bom-crlf.json ]]; then "$convene" check "$file"; else must_say_no "$convene" check "$file"; fi
    answers=$((answers + 1))
  done
  "$convene" schema | diff - protocol/schema/convene.schema.json
  count "$((answers + 2))" 0
}

must_say_no() {
  local status=0
  "$@" || status=$?
  ((status == 1 || status == 2)) || { say_error "exit status $status instead of a refusal: $*"; return 1; }
}

# Everybody on the example's roster joins its first role-alike session; `simulate` judges what they saw.
check_crowd() {
  local data=var/crowd port admin
  rm -rf "$data"
  mkdir -p "$data"
  port=$(free_port 8480)
  admin=$(free_port $((port + 1)))
  demo=$data
  start_demo 127.0.0.1 "$port" "$admin" 2021-07-27T10:59:00-04:00
  local said people=0 seated=0
  said=$(build/release/convene simulate --url "ws://127.0.0.1:$port" --event "$example/event.json" --data "$data" \
    --people 400 --session role-alike-1 --seconds 105 --seed 7 | tee >(cat >&2))
  # Where nobody gets in, no promise is broken either: nearly all of 400 must have had a seat.
  if [[ $said =~ ([0-9]+)\ people,\ [0-9]+\ greeted,\ ([0-9]+)\ seated ]]; then
    people=${BASH_REMATCH[1]} seated=${BASH_REMATCH[2]}
  fi
  if ((people != 400)); then
    say_error "of $people people, not of 400, was told what they saw"
    return 1
  fi
  if ((seated < 390)); then
    say_error "$seated of 400 people were ever seated"
    return 1
  fi
  # Nor are kinds and sizes, where no plan was seen.
  if [[ ! $said =~ role-alike-1\ 1\ opened\ with\ ([0-9]+)\ people ]] || ((BASH_REMATCH[1] < 300)); then
    say_error "the rooms that the round opened with were not seen"
    return 1
  fi
}

# The example's first office hour, cut short: half a minute of short calls and conversations, and then its line closes.
check_hours() {
  local data=var/crowd-hours port admin said pattern
  rm -rf "$data"
  mkdir -p "$data/event"
  sed '/"id": "office-hours-1"/,/"desks"/ {
    s/"opening": "lottery",/"call_s": 15, "wrap_up_s": 2,/
    s/T14:00:00-04:00/T13:00:26-04:00/
  }' "$example/event.json" >"$data/event/event.json"
  cp "$example/roster.csv" "$data/event/"
  local example=$data/event
  port=$(free_port 8480)
  admin=$(free_port $((port + 1)))
  demo=$data
  start_demo 127.0.0.1 "$port" "$admin" 2021-07-28T12:59:57-04:00
  said=$(build/release/convene simulate --url "ws://127.0.0.1:$port" --event "$example/event.json" --data "$data" \
    --people 60 --session office-hours-1 --seconds 33 --arrive 10 --talk 1 --seed 7 | tee >(cat >&2))
  # Where nobody is helped and the order is not looked at, no promise is broken either.
  pattern='([0-9]+) tickets, .*; ([0-9]+) served, .* ([0-9]+) told at closing, 0 still there'
  if [[ ! $said =~ $pattern ]] || ((BASH_REMATCH[1] < 50 || BASH_REMATCH[2] < 5 || BASH_REMATCH[3] < 10)); then
    say_error "the office hour's line did not go on as it should: people come, are helped, and are told when it closes"
    return 1
  fi
  if [[ ! $said =~ the\ order\ was\ looked\ at\ ([0-9]+)\ times ]] || ((BASH_REMATCH[1] < 50)); then
    say_error "nobody looked at the order of the line"
    return 1
  fi
}

# The measurements, one after another: nothing else should run beside them. What follows a name goes to its program.
verb_bench() {
  local wanted=${1:-} program name found=
  (($# == 0)) || shift
  if [[ -n $wanted && ! -e bench/${wanted}_bench.cc && ! -d bench/$wanted ]]; then
    usage_error "no benchmark is called '$wanted'; there are: $(ls bench | sed -n 's/_bench.cc$//p; /^[a-z]*$/p' | xargs)"
  fi
  need build
  # Pure computation needs no client.
  if [[ $wanted != queue && $wanted != matching ]]; then
    need node
    build_client
  fi
  build_preset release "${wanted:+bench_}${wanted:-benches}" >&2
  for program in build/release/bench/bench_*; do
    [[ -x $program && ! -d $program ]] || continue
    name=${program##*/bench_}
    [[ -z $wanted || $wanted == "$name" ]] || continue
    found=yes
    say "measuring $name"
    "$program" "$@"
  done
  [[ -n $found ]] || { say_error "there is nothing to measure"; return 1; }
}
