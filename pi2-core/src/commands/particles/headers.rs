use std::fmt::Write;

use super::analyzers::{self, ANALYZERS};
use crate::{Context, Result, pi2_command};

/// Prints the names of the columns that analyzers make.
///
/// # Errors
/// `Argument` if a name is not that of an analyzer.
///
/// # Example
/// ```pi2
/// headers("isonedge, volume")   # Is on edge [0/1], Volume [pixel]
/// ```
#[pi2_command(name = "headers", category = "Particles", see_also = [analyzeparticles, listanalyzers], trivial)]
pub fn print_headers(
    ctx: &Context,
    /// Names of analyzers, in the order in which they are given to `analyzeparticles`.
    analyzers: &str,
) -> Result<()> {
    ctx.print(&analyzers::headers(&analyzers::parse(analyzers)?));
    Ok(())
}

/// Stores the names of the columns that analyzers make.
///
/// # Errors
/// `Argument` if a name is not that of an analyzer.
///
/// # Example
/// ```pi2
/// headers("isonedge, volume", columns)   # Is on edge [0/1], Volume [pixel]
/// ```
#[pi2_command(category = "Particles", see_also = [analyzeparticles, listanalyzers], trivial)]
pub fn headers(
    /// Names of analyzers, in the order in which they are given to `analyzeparticles`.
    analyzers: &str,
    /// Names of the columns, separated by a comma and a blank.
    #[arg(out)]
    value: &mut String,
) -> Result<()> {
    *value = analyzers::headers(&analyzers::parse(analyzers)?);
    Ok(())
}

/// Prints the analyzers for particles and what each one measures.
///
/// # Example
/// ```pi2
/// listanalyzers()
/// print(done)   # done
/// ```
#[pi2_command(category = "Particles", see_also = [analyzeparticles, headers], trivial)]
pub fn listanalyzers(ctx: &Context) -> Result<()> {
    let mut text = "Analyzers for generic particle analysis:".to_owned();
    for analyzer in ANALYZERS {
        // Writing into a string cannot fail.
        let _ = write!(text, "\n\n{}\n{}", analyzer.name, analyzer.description);
    }
    ctx.print(&text);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_analyzers_have_no_headers() {
        let mut text = "unchanged".to_owned();
        let error = headers("volume, colour", &mut text).expect_err("there is no such analyzer").to_string();
        assert!(error.contains("colour") && text == "unchanged", "{error}");
    }
}
