# ./dev run: the example event on a clock of its own, with a crowd, and links to take part.
# shellcheck shell=bash

example=examples/institute-2021
demo=var/demo
# A minute before the first role-alike session: a newcomer sees its round open.
demo_time=2021-07-27T10:59:00-04:00

verb_run() {
  local port=8080 people=120 crowd=yes at=$demo_time host=127.0.0.1 keep=
  while (($# > 0)); do
    case $1 in
      --port) port=$(number_of "$@") && shift || exit 2 ;;
      --people) people=$(number_of "$@") && shift || exit 2 ;;
      --at) at=$(value_of "$@") && shift || exit 2 ;;
      --host) host=$(value_of "$@") && shift || exit 2 ;;
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
  build_client
  build_binary_quietly
  # The event's clock starts again at each run, so what an earlier run wrote lies in its future.
  [[ -n $keep ]] || rm -rf "$demo"
  mkdir -p "$demo"
  port=$(free_port "$port")
  start_demo "$host" "$port" "$(free_port $((port + 1)))" "$at"
  print_links "http://$host:$port"
  [[ -z $crowd ]] || start_crowd "ws://$host:$port" "$people"
  say "Ctrl-C stops it; logs are in $demo/"
  wait_for_the_end
}

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
  trap 'exit 0' INT TERM
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

start_crowd() {
  say "a crowd of $2 people arrives"
  build/release/convene simulate --url "$1" --data "$demo" --event "$example/event.json" --people "$2" >"$demo/crowd.log" 2>&1 &
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
  wait "$server" || say "the server ended; see $demo/server.log"
}
