# shellcheck shell=bash
# Sourced by the other scripts: where things are, which versions of the tools, and how to speak to the person.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
cd "$ROOT"

CARGO_LEPTOS_VERSION=0.3.10   # 0.3.11's lock file needs Rust 1.96
SQLX_CLI_VERSION=0.9.0
WASM_BINDGEN_VERSION="$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;q;}' Cargo.lock)"

CACHE="${PARTNER_CENTER_CACHE:-${HOME:?HOME is not set}/.cache/partner-center}"
TOOLS="$CACHE/tools"

# On a build machine every run is a new clone: what was compiled must outlive it.
if [ "${CI:-}" = true ] && [ -z "${CARGO_TARGET_DIR:-}" ]; then export CARGO_TARGET_DIR="$CACHE/target"; fi
TARGET="${CARGO_TARGET_DIR:-$ROOT/target}"
case "$TARGET" in /*) ;; *) TARGET="$ROOT/$TARGET" ;; esac

PATH="$TOOLS/cargo-leptos-$CARGO_LEPTOS_VERSION/bin:$TOOLS/sqlx-cli-$SQLX_CLI_VERSION/bin:$TOOLS/wasm-bindgen-cli-$WASM_BINDGEN_VERSION/bin:$ROOT/style/node_modules/.bin:$PATH"
case ":$PATH:" in *":$HOME/.cargo/bin:"*) ;; *) PATH="$PATH:$HOME/.cargo/bin" ;; esac
export PATH

say() { printf '%s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# need_space FOLDER MEGABYTES: one clear line instead of a build or a database that dies half-way.
need_space() {
  local folder="$1" free
  while [ ! -d "$folder" ]; do folder="$(dirname "$folder")"; done
  free="$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')"
  [ "$free" -ge "$2" ] || fail "not enough disk space: $free MB free in $folder, $2 MB needed"
}

# port_taken PORT
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port FIRST: the first port from there on that nobody listens on.
free_port() {
  local port="$1"
  while port_taken "$port"; do
    port=$((port + 1))
    [ "$port" -lt 65000 ] || fail "no free port found from $1 on"
  done
  echo "$port"
}

# wait_until_ready URL PID SECONDS WHAT
wait_until_ready() {
  local end=$((SECONDS + $3))
  until curl -fsS -o /dev/null --max-time 5 "$1" 2>/dev/null; do
    kill -0 "$2" 2>/dev/null || return 1
    [ "$SECONDS" -lt "$end" ] || { say "error: $4 did not get ready within $3 seconds ($1)"; return 1; }
    sleep 0.1
  done
}
