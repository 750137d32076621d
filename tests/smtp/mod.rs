//! A mail server that listens on this machine and speaks SMTP (the crate mailin keeps the protocol); it can be told to refuse.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use mailin::{Action, Handler, Response, SessionBuilder, response};

/// What has arrived, and how the server is disposed.
#[derive(Clone, Default)]
pub struct Receiver {
    inbox: Arc<Mutex<Vec<String>>>,
    refusals: Arc<Mutex<Vec<Response>>>,
    silent: Arc<Mutex<bool>>,
    callers: Arc<Mutex<usize>>,
    port: u16,
}

impl Receiver {
    /// Listens on a free port.
    pub fn open() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let receiver = Self { port: listener.local_addr().unwrap().port(), ..Self::default() };
        let server = receiver.clone();
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                let (connection, server) = (connection.unwrap(), server.clone());
                std::thread::spawn(move || server.talk(connection));
            }
        });
        receiver
    }

    /// As MAIL_SMTP names it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The mails that were accepted, as they came over the wire.
    pub fn inbox(&self) -> Vec<String> {
        self.inbox.lock().unwrap().clone()
    }

    /// The next recipients are refused so, one after the other.
    #[allow(dead_code)]
    pub fn refuse(&self, answers: &[(u16, &str)]) {
        self.refusals.lock().unwrap().extend(answers.iter().rev().map(|(code, text)| Response::custom(*code, (*text).to_owned())));
    }

    /// From now on callers hear nothing, or an answer again.
    #[allow(dead_code)]
    pub fn be_silent(&self, silent: bool) {
        *self.silent.lock().unwrap() = silent;
    }

    /// How many have called so far.
    #[allow(dead_code)]
    pub fn callers(&self) -> usize {
        *self.callers.lock().unwrap()
    }

    fn talk(&self, mut connection: TcpStream) {
        *self.callers.lock().unwrap() += 1;
        if *self.silent.lock().unwrap() {
            // Until the caller hangs up.
            let _ = std::io::copy(&mut connection, &mut std::io::sink());
            return;
        }
        let builder = SessionBuilder::new("receiver.example");
        let letter = ReceivedMail { receiver: self.clone(), data: Vec::new() };
        let mut session = builder.build(connection.peer_addr().unwrap().ip(), letter);
        let mut out = connection.try_clone().unwrap();
        out.write_all(&session.greeting().buffer().unwrap()).unwrap();
        let mut lines = BufReader::new(connection);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let answer = session.process(&line);
            line.clear();
            if !matches!(answer.action, Action::NoReply) {
                out.write_all(&answer.buffer().unwrap()).unwrap();
            }
            if matches!(answer.action, Action::Close) {
                return;
            }
        }
    }
}

#[derive(Clone)]
struct ReceivedMail {
    receiver: Receiver,
    data: Vec<u8>,
}

impl Handler for ReceivedMail {
    fn rcpt(&mut self, _: &str) -> Response {
        self.receiver.refusals.lock().unwrap().pop().unwrap_or(response::OK)
    }

    fn data(&mut self, part: &[u8]) -> std::io::Result<()> {
        self.data.extend_from_slice(part);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let text = String::from_utf8(std::mem::take(&mut self.data)).unwrap();
        self.receiver.inbox.lock().unwrap().push(text);
        response::OK
    }
}
