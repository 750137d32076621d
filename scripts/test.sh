#!/usr/bin/env bash
# make test: everything, from nothing, and a summary. The last line is `N passed, N failed, N skipped`.
# A failed step does not stop the next: one run shows all that is wrong.
#
# One profile, release, serves the Rust tests, the journeys and `make run`: dependencies and server are compiled once. Lints
# (debug folder), tests with server (release) and browser side (front) have target folders of their own and compile at the same
# time, for the longest part of each occupies one core only.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/server.sh
source scripts/server.sh
# shellcheck source=scripts/cargo-test.sh
source scripts/cargo-test.sh

LOGS="$ROOT/target/test"
mkdir -p "$LOGS"
rm -f "$LOGS"/*
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-never}"
if [ "${CI:-}" = true ]; then export CARGO_INCREMENTAL=0; fi
export CLUSTER=test

# Steps that run beside others are process groups of their own: an end of this script ends them with all that they started.
BESIDE=()
trap 'for group in "${BESIDE[@]}"; do kill -TERM -- "-$group" 2>/dev/null || true; done; stop_database' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Levels: name, passed, failed, skipped.
LEVELS=()
PASSED=0 FAILED=0 SKIPPED=0
level() {
  LEVELS+=("$(printf '%-28s %5d passed %5d failed %5d skipped   %s' "$1" "$2" "$3" "$4" "${5:-}")")
  PASSED=$((PASSED + $2)) FAILED=$((FAILED + $3)) SKIPPED=$((SKIPPED + $4))
}

# step NAME COMMAND…: shows and keeps the output, sets CODE and TOOK.
step() {
  local name="$1" start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  set +e
  "$@" 2>&1 </dev/null | tee "$LOGS/$name.log"
  CODE=${PIPESTATUS[0]}
  set -e
  TOOK="$((SECONDS - start)) s"
  if [ "$CODE" != 0 ]; then printf '== %s failed (exit code %d)\n' "$name" "$CODE"; fi
}
# check NAME COMMAND…: a step that is one check.
check() {
  step "$@"
  if [ "$CODE" = 0 ]; then level "$1" 1 0 0 "$TOOK"; else level "$1" 0 1 0 "$TOOK"; fi
}
# The same beside other steps: the output is kept, and shown when it is collected.
quiet_step() {
  local name="$1" start=$SECONDS code=0
  shift
  "$@" >"$LOGS/$name.log" 2>&1 </dev/null || code=$?
  printf '%d %d s\n' "$code" "$((SECONDS - start))" >"$LOGS/$name.code"
}
# collect_check NAME: the check that a quiet step was.
collect_check() {
  printf '\n== %s\n' "$1"
  cat "$LOGS/$1.log" 2>/dev/null || true
  CODE=1 TOOK="did not run to the end"
  if [ -f "$LOGS/$1.code" ]; then read -r CODE TOOK <"$LOGS/$1.code"; fi
  if [ "$CODE" = 0 ]; then level "$1" 1 0 0 "$TOOK"; else printf '== %s failed (exit code %d)\n' "$1" "$CODE"; level "$1" 0 1 0 "$TOOK"; fi
}

# collect_rust NAME: the Rust tests of a workspace of their own that a quiet step ran.
collect_rust() {
  printf '\n== %s\n' "$1"
  cat "$LOGS/$1.log" 2>/dev/null || true
  CODE=1 TOOK="did not run to the end"
  if [ -f "$LOGS/$1.code" ]; then read -r CODE TOOK <"$LOGS/$1.code"; fi
  local name passed failed skipped any=0 bad=0
  while read -r name passed failed skipped; do
    level "rust: $1: $name" "$passed" "$failed" "$skipped" "$TOOK"
    any=1 bad=$((bad + failed))
  done < <(count_rust "$LOGS/$1.log")
  if [ "$any" = 0 ] || { [ "$CODE" != 0 ] && [ "$bad" = 0 ]; }; then level "rust: $1 did not run to the end" 0 1 0; fi
}

# Reads what cargo test printed; one line per level: name passed failed skipped.
count_rust() {
  awk '
    /^ *Running (unittests )?[^ ]+\.rs \(/ { match($0, /[^ ]+\.rs/); file = substr($0, RSTART, RLENGTH); sub(/.*\//, "", file); sub(/\.rs$/, "", file); next }
    /^test .* \.\.\. (ok|FAILED|ignored)/ {
      name = file
      if (file == "lib" || file == "main") name = ($2 ~ /(^|::)rules(::|$)/) ? "rules" : "unit"
      if (!(name in seen)) { seen[name] = 1; order[++n] = name }
      if ($0 ~ /\.\.\. ok/) ok[name]++; else if ($0 ~ /\.\.\. FAILED/) bad[name]++; else skip[name]++
    }
    /^test result: / { for (i = 1; i <= NF; i++) { if ($i ~ /^passed/) total_ok += $(i-1); if ($i ~ /^failed/) total_bad += $(i-1); if ($i ~ /^ignored/) total_skip += $(i-1) } }
    END {
      for (i = 1; i <= n; i++) { name = order[i]; print name, ok[name]+0, bad[name]+0, skip[name]+0; total_ok -= ok[name]; total_bad -= bad[name]; total_skip -= skip[name] }
      # Lines that a test printed into; the totals of the runner are what counts.
      if (total_ok || total_bad || total_skip) print "other", total_ok, total_bad, total_skip
    }' "$1"
}

rust_tests_build() { inner_tests --no-run && outer_tests --no-run; }
rust_tests() {
  local code=0 url
  scripts/database.sh template "$TARGET/release/partner-center" || return
  url="$(scripts/database.sh url)"
  DATABASE_URL="$url" inner_tests --no-fail-fast || code=$?
  DATABASE_URL="$url" outer_tests --no-fail-fast || code=$?
  return "$code"
}
tests_in_rust() {
  step tests-build rust_tests_build
  local built="$TOOK"
  step tests rust_tests
  local name passed failed skipped any=0 bad=0
  while read -r name passed failed skipped; do
    level "rust: $name" "$passed" "$failed" "$skipped"
    any=1 bad=$((bad + failed))
  done < <(count_rust "$LOGS/tests.log")
  if [ "$any" = 0 ] || { [ "$CODE" != 0 ] && [ "$bad" = 0 ]; }; then level "rust: did not run to the end" 0 1 0; fi
  LEVELS+=("$(printf '%-28s %s' "" "(rust tests: build $built, run $TOOK)")")
}

tests_in_browser() {
  unset E2E_NAME
  E2E_BUILD=release step journeys scripts/e2e.sh
  local counts passed=0 failed=0 skipped=0
  counts="$(node -e '
    const { stats } = JSON.parse(require("fs").readFileSync("target/e2e.json", "utf8"));
    console.log(stats.expected, stats.unexpected + stats.flaky, stats.skipped)' 2>/dev/null || true)"
  if [ -n "$counts" ] && [ -s target/e2e.json ] && [ target/e2e.json -nt "$LOGS/tests.log" ]; then
    read -r passed failed skipped <<<"$counts"
    level "journeys in Chromium" "$passed" "$failed" "$skipped" "$TOOK"
  fi
  if { [ "$CODE" != 0 ] && [ "$failed" = 0 ]; } || [ "$passed" = 0 ]; then level "journeys: did not run to the end" 0 1 0 "$TOOK"; fi
}

started=$SECONDS
scripts/setup.sh test
need_space "$TARGET" 4000
start_database

lints() {
  quiet_step format scripts/check.sh fmt
  quiet_step types-of-journeys scripts/check.sh types
  quiet_step features scripts/check.sh features
  quiet_step lint-server scripts/check.sh lint_server
  quiet_step sql-data scripts/check.sh sql
  quiet_step lint-browser scripts/check.sh lint_browser
  quiet_step lint-documents scripts/documents.sh check
}
set -m
lints &
LINTS=$!
quiet_step browser-build scripts/build.sh release browser &
BROWSER=$!
# Its packages are its own: compiled once, then only compared.
quiet_step documents scripts/documents.sh test &
DOCUMENTS=$!
set +m
BESIDE=("$LINTS" "$BROWSER" "$DOCUMENTS")
tests_in_rust
wait "$LINTS"
for name in format types-of-journeys features lint-server sql-data lint-browser lint-documents; do collect_check "$name"; done
wait "$BROWSER"
collect_check browser-build
wait "$DOCUMENTS"
collect_rust documents
# Both sides are built; this checks that they are what `make run` takes.
check release-build scripts/build.sh release
BUILD_CODE=$CODE
rm -f target/e2e.json
if [ "$BUILD_CODE" = 0 ]; then tests_in_browser; else level "journeys: no build to test" 0 1 0; fi

if [ "${CI:-}" = true ]; then
  # The next run is another clone: keep the compiled dependencies, not this clone's own files, nor its database.
  OWN=(-p partner-center -p partner-center-browser)
  cargo clean --quiet "${OWN[@]}" 2>/dev/null || true
  cargo clean --quiet --release "${OWN[@]}" 2>/dev/null || true
  cargo clean --quiet --profile wasm-release --target wasm32-unknown-unknown --target-dir "$TARGET/front" "${OWN[@]}" 2>/dev/null || true
  if [ "$DATABASE_WAS_RUNNING" = 0 ] && [ -z "${DATABASE_URL:-}" ]; then YES=1 scripts/database.sh reset >/dev/null 2>&1 && DATABASE_WAS_RUNNING=1; fi
fi

printf '\n== summary (%d min %d s; the outputs are in target/test)\n' $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60))
printf '%s\n' "${LEVELS[@]}"
# What failed by name, at the end: of a long output the last lines are what is read.
if [ "$FAILED" != 0 ]; then
  printf '\n== failed\n'
  grep -h -E '^test .* \.\.\. FAILED' "$LOGS/tests.log" 2>/dev/null || true
  node -e '
    const walk = (suite, above) => {
      const title = [above, suite.title].filter(Boolean).join(" › ");
      for (const spec of suite.specs ?? []) if (!spec.ok) console.log(`journey ${title} › ${spec.title}`);
      for (const inner of suite.suites ?? []) walk(inner, title);
    };
    for (const suite of JSON.parse(require("fs").readFileSync("target/e2e.json", "utf8")).suites) walk(suite, "");' 2>/dev/null || true
fi
stop_database
printf '\n%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
[ "$FAILED" = 0 ]
