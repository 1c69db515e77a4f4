//! Pages and the consolidation to bytes. Outputs only translate.

pub mod docx;
pub mod html;
pub mod json;
pub mod pdf;
pub mod xlsx;
