//! Filters: each result depends on the pixels around it.

pub mod gaussfilter;
#[cfg(test)]
mod testing;
