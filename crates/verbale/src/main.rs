//! The command line of Verbale: thin. Commands are in `commands`, what is printed of a record in `view`.

mod cli;
mod commands;
mod view;

use clap::{CommandFactory, Parser};
use cli::{Cli, Command};
use std::process::ExitCode;

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => commands::build::run(&args),
        Command::Rebuild(args) => commands::rebuild::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Show(args) => commands::show::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Diff(args) => commands::diff::run(&args),
        Command::Compare(args) => commands::compare::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Export(args) => commands::export::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Serve(args) => commands::serve::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Parse(args) => commands::parse::run(&args),
        Command::Eval(what) => commands::eval::run(&what).map(|()| ExitCode::SUCCESS),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "verbale", &mut std::io::stdout());
            Ok(ExitCode::SUCCESS)
        }
    };
    match result {
        Ok(code) => code,
        // `verbale show … | head` closing the pipe is no error.
        Err(e) if is_broken_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("verbale: {e:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &std::io::Error| e.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|c| c.downcast_ref::<std::io::Error>().is_some_and(broken))
}
