# ./dev run: the example event on a clock of its own, with a crowd, and links to take part.
# shellcheck shell=bash

example=examples/institute-2021
second_example=examples/reconvening-2021
demo=var/demo
# A minute before the first role-alike session: a newcomer sees its round open.
demo_time=2021-07-27T10:59:00-04:00

verb_run() {
  local port= people=120 session= crowd=yes at=$demo_time host=127.0.0.1 keep= admin
  while (($# > 0)); do
    case $1 in
      --port) port=$(port_of "$@") && shift || exit 2 ;;
      --people) people=$(number_of "$@") && shift || exit 2 ;;
      --at) at=$(value_of "$@") && shift || exit 2 ;;
      --host) host=$(value_of "$@") && shift || exit 2 ;;
      --session) session=$(value_of "$@") && shift || exit 2 ;;
      --no-crowd) crowd= ;;
      --keep) keep=yes ;;
      *) usage_error "run does not know '$1'" ;;
    esac
    shift
  done
  # One person of the roster is kept for whoever opens the participant's link.
  local most=$(($(wc -l <"$example/roster.csv") - 2))
  if ((people > most)); then
    say "the example's roster has people for a crowd of $most"
    people=$most
  fi
  ((people > 0)) || crowd=
  # A port that was asked for is that port or an error; the usual one gives way.
  if [[ -n $port ]]; then
    ! port_is_taken "$port" || usage_error "port $port is taken"
  else
    port=$(free_port 8080) || exit 2
  fi
  admin=$(free_port $((port < 65535 ? port + 1 : 8081))) || exit 2
  build_client
  build_binary_quietly
  # The event's clock starts again at each run, so what an earlier run wrote lies in its future.
  [[ -n $keep ]] || rm -rf "$demo"
  mkdir -p "$demo"
  start_demo "$host" "$port" "$admin" "$at"
  print_links "http://$(reached_as "$host"):$port"
  # The crowd lives on this machine, whatever the server listens on.
  [[ -z $crowd ]] || start_crowd "ws://$(own_address "$host"):$port" "$people" "$session"
  say "Ctrl-C stops it; logs are in $demo/"
  wait_for_the_end
}

# port_of OPTION [VALUE]
port_of() {
  local port
  port=$(number_of "$@") || exit 2
  ((port >= 1 && port <= 65535)) || usage_error "a port is a number from 1 to 65535, not $port"
  printf '%s' "$port"
}

# What listens on every address is reached by this machine's name, from here by loopback.
reached_as() { if [[ $1 == 0.0.0.0 || $1 == :: ]]; then hostname; else printf '%s' "$1"; fi; }
own_address() { if [[ $1 == 0.0.0.0 || $1 == :: ]]; then printf '127.0.0.1'; else printf '%s' "$1"; fi; }

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port=$1
  while port_is_taken "$port"; do
    say "port $port is taken, trying $((port + 1))"
    port=$((port + 1))
    ((port <= 65535)) || usage_error "no free port"
  done
  echo "$port"
}

is_ready() {
  local status
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
  read -r -t 2 _ status _ <&3
  exec 3>&-
  [[ $status == 200 ]]
} 2>/dev/null

# start_demo HOST PORT ADMIN_PORT TIME: returns once the server answers; it is stopped when the script ends.
start_demo() {
  build/release/convene serve --event "$example/event.json" --roster "$example/roster.csv" --data "$demo" \
    --host "$1" --port "$2" --admin-port "$3" --static web-client/dist --at "$4" >"$demo/server.log" 2>&1 &
  server=$!
  trap stop_demo EXIT
  # Ctrl-C is how a demo ends; in a check it is an interruption.
  if [[ -z ${current_part:-} ]]; then trap 'exit 0' INT TERM; else trap 'exit 130' INT TERM; fi
  local tries
  for ((tries = 0; tries < 200; ++tries)); do
    ! is_ready "$3" || return 0
    if ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.1
  done
  cat "$demo/server.log" >&2
  say_error "the server did not become ready"
  exit 1
}

stop_demo() {
  trap - EXIT
  trap '' INT TERM
  [[ -z ${crowd_process:-} ]] || kill -TERM "$crowd_process" 2>/dev/null || true
  kill -TERM "$server" 2>/dev/null || true
  wait
}

print_links() {
  local hat link
  printf '\n  %-13s %s\n' 'anybody' "$1/e/$(event_id) (code $(walk_in_code))"
  build/release/convene invite --data "$demo" --event "$example/event.json" --base "$1" --sample |
    while read -r hat link; do printf '  %-13s %s\n' "$hat" "$link"; done
  echo
}

event_id() { sed -n '0,/^ *"id": *"\([^"]*\)".*/s//\1/p' "$example/event.json"; }
walk_in_code() { sed -n '0,/.*"code": *"\([^"]*\)".*/s//\1/p' "$example/event.json"; }

# start_crowd URL PEOPLE SESSION: at an office hour they talk for a shorter time than people do, so that its line moves.
start_crowd() {
  say "a crowd of $2 people arrives"
  build/release/convene simulate --url "$1" --data "$demo" --event "$example/event.json" --people "$2" \
    ${3:+--session "$3" --talk 45} >"$demo/crowd.log" 2>&1 &
  crowd_process=$!
}

wait_for_the_end() {
  if [[ -n ${crowd_process:-} ]]; then
    wait -n "$server" "$crowd_process" || true
    if kill -0 "$server" 2>/dev/null; then
      say "the crowd went home; the server goes on:"
      tail -n 12 "$demo/crowd.log" >&2
    fi
  fi
  local status=0
  wait "$server" || status=$?
  ((status == 0)) || say_error "the server ended with status $status; see $demo/server.log"
  return "$status"
}
