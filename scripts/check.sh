#!/usr/bin/env bash
# The checks that run no test, one after the other. With a name only that one.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

fmt() { cargo fmt --all -- --check; }
# The server is linted with its SQL checked by a database; what that finds is then compared with the committed SQL data.
lint_server() { scripts/sql-data.sh lint; }
sql() { scripts/sql-data.sh compare; }
lint_browser() { cargo clippy -p partner-center-browser -p partner-center --lib --no-default-features --features hydrate --target wasm32-unknown-unknown -- -D warnings; }
documents() { scripts/documents.sh check; }
types() { (cd end2end && node_modules/.bin/tsc --noEmit); }
# What the tests need beside the server must not change how a dependency of the server is compiled, or the server is compiled twice.
features() {
  local with trees
  trees="$(mktemp -d)"
  for with in normal,build normal,build,dev; do
    cargo tree --locked -p partner-center --no-default-features --features ssr -e "$with" --prefix none -f '{p} {f}' | sed 's/ (\*)$//' | sort -u >"$trees/$with"
  done
  # A package may stand there twice: as macros and build scripts need it, too.
  awk 'NR == FNR { server[$1, $2]; line[$0]; next } ($1, $2) in server && !($0 in line)' "$trees/normal,build" "$trees/normal,build,dev" >"$trees/differ"
  comm -23 "$trees/normal,build" "$trees/normal,build,dev" >>"$trees/differ"
  [ ! -s "$trees/differ" ] || { cat "$trees/differ"; fail "the tests compile these with other features than the server: see byteorder in Cargo.toml"; }
  rm -rf "$trees"
}

if [ "$#" -gt 0 ]; then "$@"; exit; fi
scripts/setup.sh test
for check in fmt features lint_server sql lint_browser documents types; do
  say "== $check"
  "$check" || fail "the check '$check' failed"
done
say "All checks passed."
