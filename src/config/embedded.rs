//! Files that are built into the program.
