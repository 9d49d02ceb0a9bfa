# Building: the client first, then the binary that serves it.
# shellcheck shell=bash

# Compilers at once: one a core, if each has a gigabyte and a half. Units with Beast, which take more, queue in a pool of
# their own (cmake/Settings.cmake).
build_jobs() {
  local cores kilobytes jobs
  cores=$(nproc)
  kilobytes=$(awk '/^MemAvailable:/ {print $2}' /proc/meminfo)
  jobs=$((kilobytes / 1500000))
  ((jobs < cores)) || jobs=$cores
  ((jobs > 0)) || jobs=1
  echo "$jobs"
}

client_is_current() {
  local stamp=web-client/dist/manifest.json
  [[ -e $stamp ]] || return 1
  # Folders count too: their time tells of deleted files.
  [[ -z $(find web-client/src web-client/build web-client/locales web-client/package-lock.json -newer "$stamp" -print -quit) ]]
}

build_client() {
  need_modules
  client_is_current && return 0
  say "building the client"
  quietly build/logs/client.log npm --prefix web-client run --silent build
  cat build/logs/client.log >&2
}

configure() {
  local preset=$1
  [[ -e build/$preset/build.ninja && ! CMakePresets.json -nt build/$preset/build.ninja ]] && return 0
  quietly "build/logs/configure-$preset.log" cmake --preset "$preset"
}

# build_preset PRESET [TARGET...]
build_preset() {
  local preset=$1
  shift
  local targets=()
  (($# == 0)) || targets=(--target "$@")
  configure "$preset" || return
  cmake --build "build/$preset" --parallel "$(build_jobs)" "${targets[@]}"
}

packages_of_preset() {
  case $1 in
    release) echo build ;;
    dev | asan | tsan) echo build test ;;
    fuzz) echo build fuzz ;;
    *) usage_error "no preset is called '$1'" ;;
  esac
}

verb_build() {
  local preset=${1:-release} sets
  (($# <= 1)) || usage_error "build takes one preset"
  sets=$(packages_of_preset "$preset") || exit 2
  # shellcheck disable=SC2086 # several words on purpose
  need $sets
  if [[ $preset == fuzz ]]; then
    build_preset fuzz fuzzers
  else
    build_client
    build_preset "$preset"
  fi
}

# The binary, built without a word unless there is much to do or something fails.
build_binary_quietly() {
  need build
  [[ -x build/release/convene ]] || say "building convene; the first time takes some minutes"
  quietly build/logs/release.log build_preset release convene
}

verb_convene() {
  build_binary_quietly
  local words=("$@")
  if [[ ${1:-} == serve ]]; then
    build_client
    # The client that was just built, from whichever folder this is run.
    [[ " $* " == *" --static"* ]] || words+=(--static "$root/web-client/dist")
  fi
  cd "$caller"
  exec "$root/build/release/convene" "${words[@]}"
}
