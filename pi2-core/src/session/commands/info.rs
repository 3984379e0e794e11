//! Commands that tell about the session and the program.

use super::memory::total_memory;
use crate::registry::commands;
use crate::session::Session;
use crate::{Context, Error, Result, pi2_command, reference};

/// Lists the images and variables of the session.
///
/// # Example
/// ```pi2
/// newvalue(n, int, 3)
/// list()
/// print(n)   # 3
/// ```
#[pi2_command(category = "System", see_also = [clear, info], controller)]
pub fn list(ctx: &Context, session: &Session) -> Result<()> {
    let mut lines = vec!["Images:".to_owned(), "-------".to_owned()];
    let mut total = 0;
    for name in session.image_names() {
        let Ok(handle) = session.image(&name) else { continue };
        let image = handle.read();
        let ([w, h, d], bytes) = (image.dims().to_array(), image.bytes().len());
        lines.push(format!("{name}, [{w}, {h}, {d}], {}, {}", image.pixel_type(), byte_size(bytes)));
        total += bytes;
    }
    lines.push(if total > 0 { format!("Total {}", byte_size(total)) } else { "-- none --".to_owned() });
    lines.extend([String::new(), "Variables:".to_owned(), "----------".to_owned()]);
    let names = session.value_names();
    for name in &names {
        if let Ok(value) = session.value(name) {
            lines.push(format!("{name} ({})", value.type_name()));
        }
    }
    lines.push(if names.is_empty() { "-- none --".to_owned() } else { format!("Total {} variables.", names.len()) });
    ctx.print(&lines.join("\n"));
    Ok(())
}

/// A size in the largest unit in which it is at least one half, with two decimals.
fn byte_size(bytes: usize) -> String {
    let mut value = bytes as f64;
    for unit in ["bytes", "kiB", "MiB", "GiB"] {
        if value < 512.0 {
            return format!("{} {unit}", (value * 100.0).round() / 100.0);
        }
        value /= 1024.0;
    }
    format!("{} TiB", (value * 100.0).round() / 100.0)
}

/// Prints the version of the program and what it uses of the machine.
///
/// # Example
/// ```pi2
/// info()
/// print(done)   # done
/// ```
#[pi2_command(category = "System", see_also = [license, help, list], trivial)]
pub fn info(ctx: &Context) -> Result<()> {
    let memory = total_memory().map_or_else(|| "unknown".to_owned(), |bytes| byte_size(bytes as usize));
    let lines = [
        "pi2: processing of volume images".to_owned(),
        "MIT OR Apache-2.0; comes without warranty. See `license`.".to_owned(),
        "64-bit version".to_owned(),
        format!("Number of threads: {}", ctx.threads()),
        format!("Available RAM: {memory}"),
        format!("Version: {}", env!("CARGO_PKG_VERSION")),
    ];
    ctx.print(&lines.join("\n"));
    Ok(())
}

/// Prints the licence.
///
/// # Example
/// ```pi2
/// license()
/// print(done)   # done
/// ```
#[pi2_command(category = "System", see_also = [info], trivial)]
pub fn license(ctx: &Context) -> Result<()> {
    ctx.print(concat!(
        "pi2 is licensed under either of\n\n",
        include_str!("../../../LICENSE-MIT"),
        "\nor\n\n",
        include_str!("../../../LICENSE-APACHE")
    ));
    Ok(())
}

/// Prints help on a command, or the list of all commands.
///
/// For an unknown topic, the commands whose name or text contains it are listed.
///
/// # Errors
/// `Argument` if the format is unknown.
///
/// # Example
/// ```pi2
/// help(hello)
/// print(done)   # done
/// ```
#[pi2_command(category = "System", see_also = [info, list], trivial)]
pub fn help(
    ctx: &Context,
    /// Name of a command, or a word to search for; empty lists all commands.
    #[arg(default = "")]
    topic: &str,
    /// `text`, `markdown`, or `rst` for reStructuredText.
    #[arg(default = "text")]
    format: &str,
) -> Result<()> {
    let topic = topic.trim();
    if topic.is_empty() {
        ctx.print(&reference::text::overview());
        return Ok(());
    }
    let Some(forms) = commands().get(topic) else {
        ctx.print(&reference::text::search(topic));
        return Ok(());
    };
    let page = match format.trim().to_ascii_lowercase().as_str() {
        "text" | "" => reference::text::command(topic, forms),
        "markdown" | "md" => reference::markdown::command(topic, forms),
        "rst" | "restructuredtext" => reference::text::restructured(topic, forms),
        _ => return Err(Error::argument("format", "text, markdown or rst", format!("`{format}`"))),
    };
    ctx.print(&page);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_shown_in_the_unit_that_fits() {
        assert_eq!(byte_size(511), "511 bytes");
        assert_eq!(byte_size(512), "0.5 kiB");
        assert_eq!(byte_size(1_000_000_000), "0.93 GiB");
    }
}
