# shellcheck shell=bash
# Sourced: the two ways in which the Rust tests are compiled, both on the dependencies of the release.

# The tests inside the crate: the crate not optimised and with all assertions, on the dependencies of the release. Nothing but
# our own crate is compiled for them. Incremental, but on a build machine, where every clone is new.
inner_tests() {
  CARGO_INCREMENTAL="${CARGO_INCREMENTAL:-1}" SQLX_OFFLINE=true cargo test --release --no-default-features --features ssr --lib \
    --config profile.release.package.partner-center.opt-level=0 --config profile.release.package.partner-center.debug-assertions=true "$@"
}
# Those that run the program: the very one that the journeys and `make run` take.
outer_tests() { SQLX_OFFLINE=true cargo test --release --no-default-features --features ssr --bins --test '*' "$@"; }
