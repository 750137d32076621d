//! What is asked of the database meanwhile, for tests that count round trips.

use std::fmt::Debug;
use std::sync::{Arc, LazyLock, Mutex};

use tracing::field::{Field, Visit};
use tracing::subscriber::DefaultGuard;
use tracing::{Dispatch, Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

/// Never heard, and never gone: while there is one subscriber alone, `tracing` asks the thread that comes first to a line whether
/// anybody listens to it. If that was the thread of another test, nobody would hear the line.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(tracing_subscriber::registry()));

/// Listens until it is asked. A test runs on one thread, and so does all that it calls.
pub(crate) struct Statements {
    heard: Arc<Mutex<Vec<String>>>,
    _guard: DefaultGuard,
}

impl Statements {
    pub(crate) fn listen() -> Self {
        Self::listen_to("sqlx::query")
    }

    /// Hears what PostgreSQL remarks of its own accord instead: its notices and warnings.
    pub(crate) fn notices() -> Self {
        Self::listen_to("sqlx::postgres::notice")
    }

    fn listen_to(target: &'static str) -> Self {
        LazyLock::force(&SECOND);
        let heard = Arc::new(Mutex::new(Vec::new()));
        let subscriber = tracing_subscriber::registry().with(Ear(heard.clone(), target));
        Self { heard, _guard: tracing::subscriber::set_default(subscriber) }
    }

    /// Every statement since, as it was sent.
    pub(crate) fn heard(self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

/// What it heard, and of which target it hears.
struct Ear(Arc<Mutex<Vec<String>>>, &'static str);

impl<S: Subscriber> Layer<S> for Ear {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == self.1 {
            let mut text = Text::default();
            event.record(&mut text);
            self.0.lock().unwrap().push(text.0);
        }
    }
}

/// Short statements stand in the summary, long ones apart from it.
#[derive(Default)]
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if matches!(field.name(), "summary" | "db.statement" | "message") {
            self.0.push_str(&format!("{value:?}"));
        }
    }
}
