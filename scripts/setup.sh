#!/usr/bin/env bash
# Installs what is missing for a purpose and says so first; with nothing missing it ends within a second or two.
#
#   run, dev   build and serve       migrate   sqlx-cli as well, for a database of one's own       test   lints and the browser too
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

PURPOSE="${1:-test}"
case "$PURPOSE" in run | dev | migrate | test) ;; *) fail "setup for what? run, dev, migrate or test" ;; esac
has() { command -v "$1" >/dev/null 2>&1; }

basics() {
  has cargo || fail "cargo is missing: install Rust with rustup (https://rustup.rs)"
  has node || fail "node is missing: install Node.js 20 or newer"
  has npm || fail "npm is missing: install it with Node.js"
  local node rust wanted
  node="$(node -p 'process.versions.node.split(".")[0]')"
  [ "$node" -ge 20 ] || fail "Node.js $node is too old; 20 or newer is needed"
  rust="$(rustc --version | awk '{ print $2 }')"
  wanted="$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)"
  [ "$(printf '%s\n%s\n' "$wanted" "${rust%%-*}" | sort -V | head -1)" = "$wanted" ] || fail "Rust $rust is too old; $wanted or newer is needed (rustup update)"
}

# ---- packages of the system ----
server_there() {
  local found
  for found in /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb /opt/homebrew/opt/postgresql@*/bin/initdb /usr/local/opt/postgresql@*/bin/initdb; do
    if [ -x "$found" ]; then return 0; fi
  done
  has initdb
}
# In the environment, or in a .env that is the person's own.
external_database() {
  [ -n "${DATABASE_URL:-}" ] || { grep -qs '^DATABASE_URL=' .env && ! grep -q '^# written by scripts/database.sh' .env; }
}
# The test of exported files reads them with Python.
python_there() { has python3 && python3 -c 'import venv, ensurepip' 2>/dev/null; }
chinese_font_there() { ls /usr/share/fonts/*/*/NotoSansCJK* >/dev/null 2>&1 || { has fc-list && [ -n "$(fc-list :lang=zh-cn family | head -1)" ]; }; }

# The shell is Chromium without its own windows, in which a page opens in half the time.
browser_package() { if has apt-cache && [ -n "$(apt-cache policy chromium-headless-shell 2>/dev/null)" ]; then echo chromium-headless-shell; else echo chromium; fi; }
# With Chromium there already the journeys run; they only take longer.
faster_browser() {
  [ -z "${CHROMIUM:-}" ] && ! has chromium-headless-shell && has apt-get && [ "$(id -u)" = 0 ] || return 0
  say "Installing chromium-headless-shell with apt-get (seconds; without it Chromium is used, which takes twice the time) …"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium-headless-shell; } >/dev/null 2>&1 </dev/null \
    || say "note: chromium-headless-shell could not be installed"
}

system_packages() {
  local packages=() names=() elevate=()
  if ! has cc; then packages+=(build-essential); names+=("a C compiler"); fi
  if ! has curl; then packages+=(curl); names+=(curl); fi
  if ! external_database && ! server_there; then packages+=(postgresql); names+=("PostgreSQL 15 or newer (server)"); fi
  if ! has psql; then packages+=(postgresql-client); names+=("psql"); fi
  if [ "$PURPOSE" = test ]; then
    if ! has "${CHROMIUM:-chromium-headless-shell}" && ! has "${CHROMIUM:-chromium}"; then packages+=("$(browser_package)"); names+=("Chromium (or CHROMIUM=its path)"); fi
    if ! python_there; then packages+=(python3 python3-venv); names+=("Python 3.9 or newer with venv"); fi
    if ! chinese_font_there; then packages+=(fonts-noto-cjk); names+=("a font with Chinese characters"); fi
  fi
  [ "${#packages[@]}" -gt 0 ] || return 0
  has apt-get || fail "missing on this machine: $(printf '%s, ' "${names[@]}" | sed 's/, $//'); on Debian and Ubuntu this command installs them, here please install them by hand"
  if [ "$(id -u)" != 0 ]; then
    has sudo || fail "missing: ${packages[*]}; run as root: apt-get update && apt-get install ${packages[*]}"
    elevate=(sudo)
  fi
  need_space /var 2000
  say "Installing with apt-get: ${packages[*]} (about 1 minute) …"
  local log
  log="$(mktemp)"
  { "${elevate[@]}" apt-get update -q && "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1 </dev/null \
    || fail "apt-get could not install ${packages[*]}: $(grep -m1 '^E:' "$log" || tail -1 "$log") (log: $log)"
  rm -f "$log"
}

# ---- Rust ----
rust_parts() {
  local sysroot
  sysroot="$(rustc --print sysroot)"
  if [ ! -d "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" ]; then
    has rustup || fail "this Rust has no wasm32-unknown-unknown target and there is no rustup to add it; install Rust with rustup"
    say "Adding the Rust target wasm32-unknown-unknown (seconds) …"
    rustup target add wasm32-unknown-unknown </dev/null >&2 || fail "rustup could not add the target wasm32-unknown-unknown (is static.rust-lang.org reachable?)"
  fi
  [ "$PURPOSE" = test ] || return 0
  local part
  for part in rustfmt clippy; do
    if cargo "${part/rust/}" --version >/dev/null 2>&1; then continue; fi
    say "Adding $part (seconds) …"
    rustup component add "$part" </dev/null >&2 || fail "rustup could not add $part"
  done
}

# cargo_tool NAME VERSION COMMAND MINUTES [OPTION…]: into the user's cache, once per machine and version.
cargo_tool() {
  local name="$1" version="$2" command="$3" minutes="$4" root="$TOOLS/$1-$2"
  shift 4
  [ ! -x "$root/bin/$command" ] || return 0
  need_space "$CACHE" 3000
  say "Building $name $version into $root (about $minutes minutes on two cores, once per machine) …"
  if has cargo-binstall && cargo binstall -y --root "$root" "$name@$version" </dev/null >&2; then return 0; fi
  # Outside the project: its .cargo/config.toml is not for the tools. The tools' own release profiles are slow to build.
  (cd / && CARGO_TARGET_DIR="$CACHE/build-tools" CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_OPT_LEVEL="${OPT_LEVEL:-0}" CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install "$name" --version "=$version" --root "$root" "$@" </dev/null >&2) || fail "cargo could not build $name $version (see above)"
  BUILT=1
}

# The server needs none of the tools: on a machine without them it is built beside them, by the same command that cargo-leptos
# gives, which then finds it done. A failure is not told here; the build itself will say it.
early_server_build() {
  [ -d .sqlx ] || return 0
  need_space "$TARGET" 8000
  unset DATABASE_URL
  export SQLX_OFFLINE=true
  exec cargo build --quiet --release --package=partner-center --bin=partner-center --no-default-features --features=ssr >/dev/null 2>&1 </dev/null 8>&-
}

rust_tools() {
  BUILT=0 EARLY=""
  mkdir -p "$CACHE"
  exec 8>"$CACHE/setup.lock"
  if has flock; then flock -n 8 || { say "Another set-up is running; waiting for it …"; flock 8; }; fi
  if [ "$PURPOSE" != dev ] && [ ! -x "$TOOLS/cargo-leptos-$CARGO_LEPTOS_VERSION/bin/cargo-leptos" ]; then
    early_server_build &
    EARLY=$!
    trap 'kill "$EARLY" 2>/dev/null || true' EXIT
  fi
  cargo_tool cargo-leptos "$CARGO_LEPTOS_VERSION" cargo-leptos 6 --locked
  OPT_LEVEL=1 cargo_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION" wasm-bindgen 2
  # It ships no lock file, so no --locked.
  if [ "$PURPOSE" = migrate ]; then OPT_LEVEL=1 cargo_tool sqlx-cli "$SQLX_CLI_VERSION" cargo-sqlx 3 --no-default-features --features postgres; fi
  if [ "$BUILT" = 1 ]; then rm -rf "$CACHE/build-tools"; fi
  if [ -n "$EARLY" ]; then wait "$EARLY" || true; trap - EXIT; fi
  exec 8>&-
}

# ---- npm ----
npm_tools() {
  local folder="$1" lock log
  lock="$(cksum <"$folder/package-lock.json")"
  if [ "$(cat "$folder/node_modules/.installed" 2>/dev/null || true)" = "$lock" ]; then return 0; fi
  need_space "$folder" 500
  say "Installing the npm packages of $folder/ (seconds) …"
  log="$(mktemp)"
  (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 </dev/null >"$log" 2>&1) \
    || fail "npm ci failed in $folder/: $(grep -E '^npm (error|ERR!)' "$log" | grep -v -m1 -E '^npm (error|ERR!) (code|errno|syscall) ' || tail -1 "$log") (log: $log)"
  rm -f "$log"
  printf '%s\n' "$lock" >"$folder/node_modules/.installed"
}

basics
system_packages
rust_parts
rust_tools
npm_tools style
if [ "$PURPOSE" = test ]; then
  faster_browser
  npm_tools end2end
  scripts/readers.sh >/dev/null
fi
