//! Documents as PDF: the program `partner-center-documents` typesets them, one process a document, so that neither its memory nor a
//! mistake of it is the server's. It gets data on its standard input and nothing else.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;
use tokio::sync::Semaphore;

/// A document takes a tenth of a second; what takes longer than this is ended.
const LONGEST: Duration = Duration::from_secs(20);
/// Processes at the same time.
const AT_ONCE: usize = 2;
/// The program says so when its font lacks characters.
const NOT_IN_FONT: i32 = 2;

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The font lacks these characters.
    #[error("the font of documents lacks {0}")]
    NotInFont(String),
    /// The program is missing, failed, or took too long.
    #[error("typesetting with {program}: {reason}")]
    Failed {
        /// Where it was looked for.
        program: PathBuf,
        /// What went wrong.
        reason: String,
    },
}

/// Typesets documents. Clones share the room for processes.
#[derive(Clone, Debug)]
pub struct Documents {
    program: PathBuf,
    room: Arc<Semaphore>,
}

impl Documents {
    /// With this program; without one, the one that lies beside the server's.
    pub fn new(program: Option<PathBuf>) -> Self {
        let beside = || std::env::current_exe().map(|exe| exe.with_file_name("partner-center-documents")).unwrap_or_default();
        Self { program: program.unwrap_or_else(beside), room: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Whether the program is there.
    pub fn is_complete(&self) -> bool {
        self.program.is_file()
    }

    /// The document of a template with this data, as PDF. The same data give the same bytes.
    ///
    /// # Errors
    /// See [`DocumentError`].
    pub async fn typeset(&self, template: &'static str, data: &serde_json::Value) -> Result<Vec<u8>, DocumentError> {
        let order = serde_json::json!({ "template": template, "data": data }).to_string();
        let _room = self.room.acquire().await.map_err(|error| self.failed(error))?;
        let mut child = Command::new(&self.program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .env_clear()
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| self.failed(error))?;
        let mut input = child.stdin.take();
        let sent = async move {
            if let Some(input) = &mut input {
                input.write_all(order.as_bytes()).await?;
                input.shutdown().await?;
            }
            std::io::Result::Ok(())
        };
        let both = async { tokio::join!(sent, child.wait_with_output()) };
        let (sent, output) = tokio::time::timeout(LONGEST, both).await.map_err(|error| self.failed(error))?;
        let output = output.map_err(|error| self.failed(error))?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => {
                sent.map_err(|error| self.failed(error))?;
                Ok(output.stdout)
            }
            Some(NOT_IN_FONT) => Err(DocumentError::NotInFont(said)),
            _ => Err(self.failed(format!("{}: {said}", output.status))),
        }
    }

    fn failed(&self, reason: impl std::fmt::Display) -> DocumentError {
        DocumentError::Failed { program: self.program.clone(), reason: reason.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program of the test's own.
    fn program(folder: &std::path::Path, script: &str) -> Documents {
        use std::os::unix::fs::PermissionsExt as _;
        let path = folder.join("typeset");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        Documents::new(Some(path))
    }

    #[tokio::test]
    async fn the_program_gets_the_data_on_its_input_and_no_environment() {
        let folder = tempfile::tempdir().unwrap();
        let documents = program(folder.path(), "/bin/cat; echo \"[$DATABASE_URL]\"");
        let made = documents.typeset("payment_agreement", &serde_json::json!({ "code": "PA-1" })).await.unwrap();
        assert_eq!(String::from_utf8(made).unwrap(), "{\"data\":{\"code\":\"PA-1\"},\"template\":\"payment_agreement\"}[]\n");
    }

    #[tokio::test]
    async fn characters_that_the_font_lacks_are_told_apart_from_failures() {
        let folder = tempfile::tempdir().unwrap();
        let missing = program(folder.path(), "printf '𠮷' >&2; exit 2").typeset("payment_agreement", &serde_json::json!({})).await;
        assert!(matches!(missing, Err(DocumentError::NotInFont(characters)) if characters == "𠮷"));
        let failed = program(folder.path(), "echo broken >&2; exit 1").typeset("payment_agreement", &serde_json::json!({})).await;
        assert!(failed.unwrap_err().to_string().contains("broken"));
        let absent = Documents::new(Some(folder.path().join("nothing")));
        assert!(!absent.is_complete() && absent.typeset("payment_agreement", &serde_json::json!({})).await.is_err());
    }
}
