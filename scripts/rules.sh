#!/usr/bin/env bash
# The pure rules alone: no database, no network, a few seconds once the dependencies are compiled. The same compilation as in
# `make test`.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/cargo-test.sh
source scripts/cargo-test.sh
inner_tests -- rules "$@"
