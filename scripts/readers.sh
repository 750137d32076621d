#!/usr/bin/env bash
# Python with the independent readers of tests/readers (openpyxl, DuckDB) in target/readers; prints the path of the interpreter.
# Installed once for each pinned set, from PyPI, with hashes; the test of exported files calls this too.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

PINNED=tests/readers/requirements.txt
PLACE="$TARGET/readers"
PYTHON="$PLACE/bin/python"

there() { [ -x "$PYTHON" ] && [ "$(cat "$PLACE/.installed" 2>/dev/null || true)" = "$(cksum <"$PINNED")" ]; }

install() {
  local log
  command -v python3 >/dev/null 2>&1 || fail "python3 is missing: install Python 3.9 or newer"
  python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || fail "python3 is too old or has no venv: install Python 3.9 or newer with python3-venv"
  need_space "$TARGET" 300
  say "Installing openpyxl and DuckDB, which read exported files in a test, into $PLACE (seconds) …"
  log="$(mktemp)"
  rm -rf "${PLACE:?}"
  { python3 -m venv "$PLACE" \
    && "$PYTHON" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r "$PINNED"; } >"$log" 2>&1 </dev/null \
    || fail "pip could not install $PINNED: $(grep -m1 '^ERROR' "$log" || tail -1 "$log") (log: $log)"
  rm -f "$log"
  cksum <"$PINNED" >"$PLACE/.installed"
}

if ! there; then
  mkdir -p "$TARGET"
  # Several tests may ask at once.
  exec 9>"$TARGET/.readers.lock"
  if command -v flock >/dev/null 2>&1; then flock 9; fi
  if ! there; then install; fi
  exec 9>&-
fi
printf '%s\n' "$PYTHON"
