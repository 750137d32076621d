#!/usr/bin/env bash
# The checks that run no test, one after the other. With a name only that one.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

fmt() { cargo fmt --all -- --check; }
# Lints read the committed SQL data, so they need no database.
lint_server() { SQLX_OFFLINE=true cargo clippy --workspace --all-targets --no-default-features --features ssr -- -D warnings; }
lint_browser() { cargo clippy --lib --no-default-features --features hydrate --target wasm32-unknown-unknown -- -D warnings; }
sql() { scripts/sql-data.sh check; }
types() { (cd end2end && node_modules/.bin/tsc --noEmit); }

if [ "$#" -gt 0 ]; then "$@"; exit; fi
scripts/setup.sh test
for check in fmt lint_server lint_browser sql types; do
  say "== $check"
  "$check" || fail "the check '$check' failed"
done
say "All checks passed."
