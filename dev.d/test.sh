# ./dev test: every part runs, each under its own heading; the last line says how many checks passed and failed.
# shellcheck shell=bash

reports=build/reports
declare -a part_rows=()
declare -a failed_parts=()
total_passed=0
total_failed=0

# part NAME COMMAND...: runs it, keeps its output in build/reports/NAME.log, takes its counts from NAME.count where the
# command wrote one, else counts the part itself.
part() {
  local name=$1 status began=$SECONDS passed=1 failed=0
  shift
  printf '\n\033[1m--- %s\033[0m\n' "$name"
  rm -f "$reports/$name.count"
  # A process of its own: inside a condition bash would overlook every failure but the last.
  ./dev --step "$name" "$@" 2>&1 | tee "$reports/$name.log" && status=0 || status=$?
  if [[ -s $reports/$name.count ]]; then
    read -r passed failed <"$reports/$name.count"
  elif ((status != 0)); then
    passed=0
  fi
  # A part that failed says so, even when each of its checks passed (a crash at the end).
  ((status == 0 || failed > 0)) || failed=1
  total_passed=$((total_passed + passed))
  total_failed=$((total_failed + failed))
  part_rows+=("$(printf '%-28s %7s %7s %6ss' "$name" "$passed" "$failed" "$((SECONDS - began))")")
  ((failed == 0)) || failed_parts+=("$name")
  ((failed == 0))
}

# run_step NAME COMMAND...: the inner side of `part`.
run_step() {
  current_part=$1
  shift
  "$@"
}

# not_run NAME...: parts that could not run, because what they need did not build.
not_run() {
  local name
  for name in "$@"; do
    rm -f "$reports/$name.log"
    total_failed=$((total_failed + 1))
    part_rows+=("$(printf '%-28s %7s %7s  not run' "$name" 0 1)")
  done
}

# count PASSED FAILED: what the part that is running checked.
count() { printf '%d %d\n' "$1" "$2" >"$reports/$current_part.count"; }

summary() {
  printf '\n%-28s %7s %7s %7s\n' part passed failed time
  printf '%s\n' "${part_rows[@]}"
  say_what_failed
  printf '\n%d passed, %d failed\n' "$total_passed" "$total_failed"
  ((total_failed == 0))
}

# The names of what failed stand at the end once more, where they are found, and of what held only when it was tried
# again; the rest is in each part's log.
say_what_failed() {
  local name row
  for row in "${part_rows[@]}"; do
    grep -s -A 2 '^AGAIN ' "$reports/${row%% *}.log" | head -n 20 || true
  done
  for name in "${failed_parts[@]}"; do
    printf '\n%s (%s):\n' "$name" "$reports/$name.log"
    grep -A 2 -E '^(FAIL|not ok|\[  FAILED  \]) ' "$reports/$name.log" | head -n 40 || tail -n 5 "$reports/$name.log"
  done
}

# Sums the attribute over GoogleTest's reports, one a program.
sum_of_reports() {
  local attribute=$1
  shift
  sed -n "s/^<testsuites .*\b$attribute=\"\([0-9]*\)\".*/\1/p" "$@" 2>/dev/null | awk '{n += $1} END {print n + 0}'
}

# Runs the C++ tests of a preset by CTest; each program also writes an XML report, from which the tests are counted.
ctest_of() {
  local preset=$1 status=0
  shift
  local xml=$PWD/$reports/$preset
  rm -rf "$xml"
  mkdir -p "$xml"
  GTEST_OUTPUT=xml:$xml/ ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j "$(nproc)" "$@" || status=$?
  local tests failures programs
  shopt -s nullglob
  programs=("$xml"/*.xml)
  shopt -u nullglob
  tests=$(sum_of_reports tests "${programs[@]}")
  failures=$(($(sum_of_reports failures "${programs[@]}") + $(sum_of_reports errors "${programs[@]}")))
  if ((tests == 0)); then
    say_error "no test ran"
    status=1
  fi
  ((status == 0 || failures > 0)) || failures=1
  count "$((tests - failures < 0 ? 0 : tests - failures))" "$failures"
  return "$status"
}

client_tests() {
  need_modules
  local log=$reports/client-tests.out status=0
  npm --prefix web-client run --silent check
  npm --prefix web-client test --silent 2>&1 | tee "$log" || status=$?
  count "$(node_count pass "$log")" "$(node_count fail "$log")"
  return "$status"
}

# Node's test runner closes with "# pass 12" or, on a terminal, "ℹ pass 12".
node_count() { sed -n "s/^[^a-z]* $1 \([0-9]*\)$/\1/p" "$2" | awk '{n += $1} END {print n + 0}'; }

# only_matching [PROGRAM/]PATTERN: "matcher/Round" builds and runs test_matcher alone, which is quick; without a program
# all are built.
only_matching() {
  local program= pattern=$1
  if [[ $pattern == */* ]]; then program=test_${pattern%%/*} pattern=${pattern#*/}; fi
  need build test
  mkdir -p "$reports"
  # shellcheck disable=SC2086 # one program or none
  part build-dev build_preset dev $program || {
    summary
    return
  }
  GTEST_FILTER="*$pattern*" part "tests-matching" ctest_of dev ${program:+-R "^$program\$"} || true
  summary
}

verb_test() {
  local full= pattern
  while (($# > 0)); do
    case $1 in
      --full) full=yes ;;
      -k)
        pattern=$(value_of "$@") || exit 2
        only_matching "$pattern"
        return
        ;;
      *) usage_error "test does not know '$1'" ;;
    esac
    shift
  done
  need build test fuzz e2e lint node
  mkdir -p "$reports"
  parts_of_a_test "$full"
  summary
}

# head_start PRESET TARGET...: builds with what the machine has to spare while tests wait for clocks. Its part, later,
# finds the work done, or says what failed.
head_start() {
  mkdir -p build/logs
  # A session of its own, so that all of it can be stopped. A session is scheduled as one group, whose niceness counts.
  setsid nice bash -c 'echo 19 2>/dev/null >/proc/self/autogroup
    exec ./dev --step head-start build_preset "$@"' _ "$@" \
    >"build/logs/head-start-$1.log" 2>&1 &
  head_starts[$1]=$!
}
declare -A head_starts=()

end_of_head_start() {
  wait "${head_starts[$1]}" || true
  unset "head_starts[$1]"
}

parts_of_a_test() {
  local full=$1
  trap 'for started in "${head_starts[@]}"; do kill -- "-$started" 2>/dev/null; done' EXIT
  part format check_format || true
  part scripts check_scripts || true
  head_start asan
  part client-tests client_tests || true
  if part build-client build_client; then
    part client-flows client_flows || true
    part client-screens client_screens ${full:+--matrix} || true
  else
    not_run client-flows client-screens
  fi
  end_of_head_start asan
  if part build-asan build_preset asan; then
    head_start release convene bench_live
    part tests-asan ctest_of asan || true
    end_of_head_start release
  else
    not_run tests-asan
  fi
  if part build-release build_preset release convene bench_live; then
    head_start fuzz fuzzers
    part command-line check_command_line || true
    part crowd check_crowd || true
    part crowd-hours check_hours || true
    part kills run_kills "$([[ -n $full ]] && echo 200 || echo 50)" || true
    part e2e run_e2e || true
    end_of_head_start fuzz
  else
    not_run command-line crowd crowd-hours kills e2e
  fi
  if part build-fuzz build_preset fuzz fuzzers; then
    part fuzz run_fuzzers 20 300000 || true
  else
    not_run fuzz
  fi
  [[ -z $full ]] || long_parts
}

long_parts() {
  if part build-tsan build_preset tsan; then
    part tests-tsan ctest_of tsan || true
  else
    not_run tests-tsan
  fi
  part day play_days 0 1 || true
  part simulation-long run_seeds 20000 || true
  part fuzz-long run_fuzzers 130 || true
  part clang-tidy verb_lint --all || true
}
