//! Where the time of a session goes.

use std::time::Duration;

/// What time is spent on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimeClass {
    /// Reading scripts and finding commands.
    Overhead,
    /// Reading and writing files.
    InputOutput,
    /// Everything else that commands do.
    Computation,
}

impl TimeClass {
    const ALL: [Self; 3] = [Self::Overhead, Self::InputOutput, Self::Computation];

    const fn label(self) -> &'static str {
        match self {
            Self::Overhead => "Overhead",
            Self::InputOutput => "I/O",
            Self::Computation => "Computation",
        }
    }
}

/// Accumulated time by class.
#[derive(Default)]
pub struct Timing([Option<Duration>; 3]);

impl Timing {
    pub fn add(&mut self, class: TimeClass, time: Duration) {
        *self.0[class as usize].get_or_insert_default() += time;
    }

    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// One line per class that occurred: `Computation: 1.25 s`.
    pub fn report(&self) -> String {
        let line = |class: TimeClass| {
            let seconds = self.0[class as usize]?.as_secs_f64();
            Some(format!("{}: {} s", class.label(), significant(seconds, 6)))
        };
        TimeClass::ALL.into_iter().filter_map(line).collect::<Vec<_>>().join("\n")
    }
}

/// A number with the given count of significant digits, without zeros at the end.
pub fn significant(value: f64, digits: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let decimals = (digits - 1 - value.abs().log10().floor() as i32).clamp(0, 12) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_classes_that_occurred_are_reported() {
        let mut timing = Timing::default();
        assert_eq!(timing.report(), "");
        timing.add(TimeClass::Computation, Duration::from_millis(1500));
        timing.add(TimeClass::InputOutput, Duration::from_micros(1234));
        timing.add(TimeClass::Computation, Duration::from_millis(250));
        assert_eq!(timing.report(), "I/O: 0.001234 s\nComputation: 1.75 s");
    }

    #[test]
    fn numbers_are_cut_to_significant_digits() {
        assert_eq!((significant(123_456.0, 3), significant(0.012_345, 3)), ("123456".to_owned(), "0.0123".to_owned()));
    }
}
