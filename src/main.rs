//! The command `tonghop`.

fn main() -> std::process::ExitCode {
    tonghop::cli::run(std::env::args_os())
}
