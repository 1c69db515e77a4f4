//! The command `tonghop`.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
