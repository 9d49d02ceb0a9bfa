# How the script speaks: what it does on standard error, so that output stays clean for what was asked.
# shellcheck shell=bash

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
say_error() { printf './dev: %s\n' "$*" >&2; }

# usage_error TEXT: the words on the command line were wrong.
usage_error() {
  say_error "$* (see ./dev help)"
  exit 2
}

# value_of OPTION [VALUE]: the value, or a usage error where it is missing.
value_of() {
  [[ $# -ge 2 && -n $2 ]] || usage_error "$1 needs a value"
  printf '%s' "$2"
}

# number_of OPTION [VALUE]
number_of() {
  local value
  value=$(value_of "$@") || exit 2
  [[ $value =~ ^[0-9]{1,9}$ ]] || usage_error "$1 needs a whole number, not '$value'"
  printf '%s' "$((10#$value))"
}

# quietly LOG COMMAND...: the log is shown only when the command fails.
quietly() {
  local log=$1 status=0
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 || status=$?
  if ((status != 0)); then
    cat "$log" >&2
    say_error "failed: $* (log: $log)"
  fi
  return "$status"
}
