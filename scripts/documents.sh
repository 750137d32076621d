#!/usr/bin/env bash
# documents.sh build|check|test: the program that typesets documents, a workspace of its own (crates/documents). build puts it beside the
# release server, or with DOCUMENTS_FOLDER=… elsewhere; it is built again only when its own files changed.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

FOLDER="${DOCUMENTS_FOLDER:-$TARGET/release}"
OWN="$TARGET/documents"
CARGO=(cargo --config net.retry=5)
AT=(--manifest-path crates/documents/Cargo.toml --target-dir "$OWN" --release --locked)
case "${1:-build}" in
  build)
    if [ ! -x "$OWN/release/partner-center-documents" ]; then
      need_space "$(dirname "$TARGET")" 3000
      say "Building the typesetting program (the first time about 6 minutes on two cores) …"
    fi
    # With the tests: what they need turns on features of the same packages, and without them those would be compiled once more.
    "${CARGO[@]}" build "${AT[@]}" --all-targets >&2 || fail "the typesetting program could not be built"
    mkdir -p "$FOLDER"
    cmp -s "$OWN/release/partner-center-documents" "$FOLDER/partner-center-documents" \
      || install -m 755 "$OWN/release/partner-center-documents" "$FOLDER/partner-center-documents"
    ;;
  check)
    cargo fmt --manifest-path crates/documents/Cargo.toml -- --check
    "${CARGO[@]}" clippy "${AT[@]}" --all-targets -- -D warnings
    ;;
  test) "${CARGO[@]}" test "${AT[@]}" ;;
  *) fail "documents.sh build, check or test" ;;
esac
