//! Keeps a worker running. One whose `run` has ended with an error never works again in graphile_worker 0.14.1 (its shutdown
//! signal stays given, and a second `run` comes back at once having done nothing), so each time a new one is made.

use std::time::Duration;

use graphile_worker::Worker;
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

use super::status::Heartbeat;
use super::{Background, stopped};

/// Before the first new worker.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// Waits double up to this.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The next wait after a worker that ran for so long: from the beginning again when it had been well.
fn wait_after(last: Option<Duration>, ran: Duration) -> Duration {
    match last {
        Some(last) if ran < LONGEST_WAIT => (last * 2).min(LONGEST_WAIT),
        _ => FIRST_WAIT,
    }
}

impl Background {
    /// Runs this worker, and after it new ones, until `stop` says so.
    pub(super) async fn supervise(self, first: Worker, stop: watch::Receiver<bool>) {
        let mut next = Some(first);
        let mut wait = None;
        while !*stop.borrow() {
            let began = std::time::Instant::now();
            let ended = match next.take() {
                Some(worker) => self.run(worker).await,
                None => match self.worker(stop.clone()).await {
                    Ok(worker) => self.run(worker).await,
                    Err(error) => format!("{error:#}"),
                },
            };
            if *stop.borrow() {
                break;
            }
            let pause = wait_after(wait, began.elapsed());
            wait = Some(pause);
            tracing::error!(error = ended, seconds = pause.as_secs(), "the background worker ended; a new one begins after a pause");
            tokio::select! { () = tokio::time::sleep(pause) => {}, () = stopped(stop.clone()) => {} }
        }
    }

    /// Runs a worker until it ends, or until the database has not answered it for too long; says why it ended.
    async fn run(&self, worker: Worker) -> String {
        self.status.runs(true);
        // A task of its own: a worker that panics takes nothing with it.
        let mut running = tokio::spawn(async move { worker.run().await });
        let mut watch = tokio::time::interval(self.heartbeat);
        watch.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let ended = loop {
            tokio::select! {
                ended = &mut running => break match ended {
                    Ok(Ok(())) => "it stopped by itself".to_owned(),
                    Ok(Err(error)) => error.to_string(),
                    Err(error) => error.to_string(),
                },
                _ = watch.tick() => if self.status.is_stuck() {
                    // Jobs under way finish in tasks of their own, or are taken over; each may run twice.
                    running.abort();
                    break "the database does not answer it".to_owned();
                },
            }
        };
        self.status.runs(false);
        ended
    }

    /// Writes the heartbeat until `stop` says so. The first failure in a row is logged.
    pub(super) async fn beat(self, heartbeat: Heartbeat, stop: watch::Receiver<bool>) {
        let mut tick = tokio::time::interval(self.heartbeat);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut is_known, mut is_first) = (true, true);
        loop {
            tokio::select! { _ = tick.tick() => {}, () = stopped(stop.clone()) => break }
            let written = heartbeat.write(&self.db, self.clock.now()).await;
            if let Err(error) = &written
                && is_known
            {
                tracing::warn!(%error, "the heartbeat of the background worker could not be written");
            }
            is_known = written.is_ok();
            if is_known
                && std::mem::take(&mut is_first)
                && let Err(error) = heartbeat.forget_old(&self.db, self.clock.now()).await
            {
                tracing::warn!(%error, "heartbeats of former processes");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_ten_seconds_and_begin_anew_after_a_worker_that_was_well() {
        let short = Duration::from_millis(20);
        let mut pauses = Vec::new();
        for _ in 0..7 {
            pauses.push(wait_after(pauses.last().copied(), short));
        }
        assert_eq!(pauses.iter().map(Duration::as_secs).collect::<Vec<_>>(), [1, 2, 4, 8, 10, 10, 10]);
        assert_eq!(wait_after(Some(LONGEST_WAIT), Duration::from_secs(60)), FIRST_WAIT);
    }
}
