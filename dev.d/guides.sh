# The pictures of the guides.
# shellcheck shell=bash

# The example event on the real server, with a simulated crowd; a picture of each step goes to docs/pictures.
verb_guides() {
  (($# <= 1)) || usage_error "guides takes one act at most"
  need build e2e guides node
  build_client
  build_preset release convene
  need_modules
  node tests/e2e/guides.mjs "$@"
}
