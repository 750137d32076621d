//! The command line, as it describes itself.

use super::Cli;
use clap::{Command, CommandFactory as _};

#[test]
fn every_option_is_also_an_environment_variable() {
    fn without(command: &Command, found: &mut Vec<String>) {
        for option in command.get_arguments().filter(|one| !matches!(one.get_id().as_str(), "help" | "version")) {
            if let Some(long) = option.get_long().filter(|_| option.get_env().is_none()) {
                found.push(format!("{} --{long}", command.get_name()));
            }
        }
        command.get_subcommands().for_each(|one| without(one, found));
    }
    let mut found = Vec::new();
    without(&Cli::command(), &mut found);
    assert!(found.is_empty(), "{found:?}");
}
