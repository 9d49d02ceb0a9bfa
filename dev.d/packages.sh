# What must be installed, and installing it. Debian 12 has everything; each verb asks only for what it needs.
# shellcheck shell=bash

packages_build=(g++ cmake ninja-build ccache pkg-config git ca-certificates libboost1.81-dev nlohmann-json3-dev
  libspdlog-dev libcli11-dev prometheus-cpp-dev libcsv-dev libsqlite3-dev libssl-dev libicu-dev zlib1g-dev
  libbrotli-dev libbenchmark-dev)
packages_test=(libgtest-dev libgmock-dev librapidcheck-dev lld)
packages_fuzz=(clang libclang-rt-14-dev lld)
packages_e2e=(chromium fonts-dejavu-core)
packages_guides=(fonts-noto-core fonts-droid-fallback)  # the names of the example's people, whatever they are written in
packages_lint=(clang-format clang-tidy shellcheck)

# need SET...: installs what is missing of the named sets (build, test, fuzz, e2e, guides, lint, node).
need() {
  local wanted=() set missing
  if ! command -v dpkg-query >/dev/null && [[ -z ${CONVENE_NO_INSTALL:-} ]]; then
    say_error "this is not Debian: install the counterparts of the packages in dev.d/packages.sh, then set CONVENE_NO_INSTALL=1"
    exit 2
  fi
  for set in "$@"; do
    if [[ $set == node ]]; then
      mapfile -t -O "${#wanted[@]}" wanted < <(node_packages)
    else
      local -n members="packages_$set"
      wanted+=("${members[@]}")
    fi
  done
  mapfile -t missing < <(missing_packages "${wanted[@]}")
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

# Debian's Node is taken only where no newer one stands: any from 18 on will do.
node_packages() {
  local major=0
  if command -v node >/dev/null; then major=$(node --version); fi
  major=${major#v}
  ((${major%%.*} >= 18)) || echo nodejs
  command -v npm >/dev/null || echo npm
}

missing_packages() {
  (($# > 0)) || return 0
  command -v dpkg-query >/dev/null || return 0  # told to go on without it
  local installed
  # dpkg-query fails when one package is unknown to it; what it does know is still listed.
  # shellcheck disable=SC2016 # the dollar signs are dpkg's
  installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null || true)
  comm -23 <(printf '%s\n' "$@" | sort -u) <(sed -n 's/^ii *//p' <<<"$installed" | sort -u)
}

install_packages() {
  local install=(apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@")
  if [[ -n ${CONVENE_NO_INSTALL:-} ]]; then
    say_error "missing packages: $*"
    exit 2
  fi
  local root_by=()
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      say_error "some packages are missing; run this as root, then try again:"
      printf '  apt-get update && %s\n' "${install[*]}" >&2
      exit 2
    fi
    root_by=(sudo)
    say "sudo may ask for your password, to install Debian packages"
  fi
  say "installing from Debian: $*"
  quietly build/logs/packages.log "${root_by[@]}" apt-get update -qq
  quietly build/logs/packages.log "${root_by[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" -qq
}

# The client's modules, exactly those of the lock file; none of their install scripts is run.
need_modules() {
  need node
  local lock=web-client/package-lock.json installed=web-client/node_modules/.package-lock.json
  [[ -e $installed && ! $lock -nt $installed ]] && return 0
  say "installing the client's npm modules"
  (cd web-client && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error) >&2
  touch "$installed"
}
