//! Work that may take long, beside requests that may not.

/// How far a thread steps back, in steps of niceness: it gets about a tenth of a core that somebody else wants too, and all of
/// one that nobody wants.
const STEPS: i32 = 10;

/// Puts the present thread, and those that it starts, behind the threads that answer requests, for good: a process without rights
/// of its own cannot take it back, so this is for threads that end with their work. Only Linux knows it of a single thread.
pub fn step_behind_requests() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, STEPS) {
        tracing::warn!(%error, "a thread kept its priority");
    }
}
