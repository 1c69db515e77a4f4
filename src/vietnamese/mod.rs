//! Vietnamese text: composition, folding, numbers and dates as they are written.
