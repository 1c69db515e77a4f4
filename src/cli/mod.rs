//! Arguments to calls of the library; the only place with a clock, an environment and a terminal.
