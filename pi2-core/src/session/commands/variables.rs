//! Variables, echo, printing and timing.

use std::io;
use std::path::Path;

use crate::registry::{Value, literal};
use crate::session::Session;
use crate::{Context, Error, Result, pi2_command};

/// Creates a variable.
///
/// A variable of the same name is replaced. Wherever a text or a number is an input, the bare name of a variable stands
/// for its value; a quoted text never does.
///
/// # Errors
/// `Argument` if the type is unknown or the value does not fit it.
///
/// # Example
/// ```pi2
/// newvalue(radius, real, 2.5)
/// newimage(img, float32)
/// set(img, radius)
/// maxval(img, top)   # 2.5
/// ```
#[pi2_command(category = "Images and variables", see_also = [set, clear, print], controller)]
pub fn newvalue(
    session: &Session,
    /// Name of the variable.
    #[arg(identifier)]
    name: &str,
    /// `string`, `int` (or `integer`), `real` (or `float`, `double`), `bool` (or `boolean`).
    #[arg(name = "type", default = "string")]
    value_type: &str,
    /// Initial value; empty means an empty text, 0 or False.
    #[arg(default = "")]
    value: &str,
) -> Result<()> {
    let parsed = match value_type.trim().to_ascii_lowercase().as_str() {
        "string" => Some(Value::Text(value.to_owned())),
        "int" | "integer" => if value.is_empty() { Some(0) } else { literal::integer(value) }.map(Value::Integer),
        "real" | "float" | "double" => if value.is_empty() { Some(0.0) } else { literal::real(value) }.map(Value::Real),
        "bool" | "boolean" => if value.is_empty() { Some(false) } else { literal::boolean(value) }.map(Value::Boolean),
        _ => return Err(Error::argument("type", "one of string, int, real, bool", format!("`{value_type}`"))),
    };
    let parsed =
        parsed.ok_or_else(|| Error::argument("value", format!("of type {value_type}"), format!("`{value}`")))?;
    session.set_value(name, parsed);
    Ok(())
}

/// Prints a text.
///
/// # Example
/// ```pi2
/// newvalue(n, int, 3)
/// print(n)   # 3
/// ```
#[pi2_command(category = "System", see_also = [echo, hello], trivial)]
pub fn print(
    ctx: &Context,
    /// Text, or the name of a variable whose value is printed.
    string: &str,
) -> Result<()> {
    ctx.print(string);
    Ok(())
}

/// Greets: shows that the program works.
///
/// # Example
/// ```pi2
/// hello(world)   # Hello world!
/// ```
#[pi2_command(category = "System", see_also = [print, info], trivial)]
pub fn hello(
    ctx: &Context,
    /// Whom to greet.
    #[arg(default = "there")]
    name: &str,
) -> Result<()> {
    ctx.print(&format!("Hello {name}!"));
    Ok(())
}

/// Switches the printing of commands and of their run time on or off.
///
/// # Example
/// ```pi2
/// echo(false, false)
/// print(done)   # done
/// ```
#[pi2_command(category = "System", see_also = [timing, print], trivial)]
pub fn echo(
    session: &Session,
    /// True to print each command before it runs.
    #[arg(default = true)]
    commands: bool,
    /// True to print how long each command took.
    #[arg(default = false)]
    timing: bool,
) -> Result<()> {
    session.set_echo(commands, timing);
    Ok(())
}

/// Prints the time spent so far, by class: overhead, input and output, computation.
///
/// # Example
/// ```pi2
/// resettiming()
/// timing()
/// print(done)   # done
/// ```
#[pi2_command(category = "System", see_also = [savetiming, resettiming, echo], trivial)]
pub fn timing(ctx: &Context, session: &Session) -> Result<()> {
    ctx.print(&session.shared.timing.lock().report());
    Ok(())
}

/// Writes the time spent so far to a file, in the form of `timing`.
///
/// # Errors
/// `Io` if the file cannot be written.
///
/// # Example
/// ```pi2
/// savetiming("./example_output/timing.txt")
/// print(saved)   # saved
/// ```
#[pi2_command(category = "System", see_also = [timing, resettiming], trivial)]
pub fn savetiming(
    session: &Session,
    /// File to write; missing folders are created.
    file_name: &str,
) -> Result<()> {
    let report = session.shared.timing.lock().report();
    crate::io::write_file(Path::new(file_name), report.as_bytes())
}

/// Forgets the time spent so far.
///
/// # Example
/// ```pi2
/// resettiming()
/// print(done)   # done
/// ```
#[pi2_command(category = "System", see_also = [timing, savetiming], trivial)]
pub fn resettiming(session: &Session) -> Result<()> {
    session.shared.timing.lock().reset();
    Ok(())
}

/// Waits until the user presses the return key.
///
/// Continues at once if standard input has ended.
///
/// # Example
/// ```pi2
/// waitreturn()
/// print(done)   # done
/// ```
#[pi2_command(category = "System", see_also = [print], trivial)]
pub fn waitreturn() -> Result<()> {
    let mut line = String::new();
    io::stdin().read_line(&mut line).map_err(|source| Error::io("read", "standard input", source))?;
    Ok(())
}
