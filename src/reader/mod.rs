//! Reading at arm's length. The crates that parse submissions are good, and submissions are anybody's bytes: over
//! thousands of damaged workbooks some panic, some run out of memory (which aborts), some loop. So the program starts
//! itself a few times over as [reader processes](serve) with limits of memory and time, and what a file does to its
//! reader becomes a finding about that file.

mod child;
mod limits;
mod pool;
mod process;
mod semaphore;
mod wire;

pub use limits::Limits;
pub use pool::ReaderPool;
pub use process::serve;

/// First argument of a reader process; not for people, and in no help.
pub const ARGUMENT: &str = "--reader-process";
