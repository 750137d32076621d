//! `partner-center-documents`: reads an order as JSON from its standard input and writes the document as PDF to its standard output.
//! It ends with 0, with 2 and the characters on its error output where the font lacks some, with 1 and a reason on any other failure.

use std::io::{Read, Write};
use std::process::ExitCode;

use partner_center_documents::{Failure, Order, typeset};

fn main() -> ExitCode {
    let mut order = String::new();
    let written = std::io::stdin()
        .read_to_string(&mut order)
        .map_err(|error| Failure::Template(error.to_string()))
        .and_then(|_| serde_json::from_str::<Order>(&order).map_err(|error| Failure::Template(error.to_string())))
        .and_then(|order| typeset(&order));
    match written {
        Ok(bytes) => {
            let mut out = std::io::stdout().lock();
            if out.write_all(&bytes).and_then(|()| out.flush()).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(Failure::Missing(characters)) => {
            let _ = write!(std::io::stderr(), "{characters}");
            ExitCode::from(2)
        }
        Err(failure) => {
            let _ = write!(std::io::stderr(), "{failure}");
            ExitCode::FAILURE
        }
    }
}
