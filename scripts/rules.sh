#!/usr/bin/env bash
# The pure rules alone: no database, no network, a few seconds once the dependencies are compiled.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
export SQLX_OFFLINE=true
exec cargo test --no-default-features --features ssr --lib -- rules "$@"
