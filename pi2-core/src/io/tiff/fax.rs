//! Decodes fax compressions of bilevel images: ITU-T T.4 (group 3) and T.6 (group 4), TIFF 6.0 sections 10 and 11.

use std::convert::Infallible;

use fax::BitReader;
use fax::maps::{Mode, black, mode, white};

/// The ways to code the rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fax {
    /// Lengths of runs; each row begins at a byte.
    Runs,
    /// Group 3: a mark before each row. Rows may be coded relative to the one before if the flag is set.
    Three { may_be_relative: bool },
    /// Group 4: all rows are coded relative to the one before.
    Four,
}

/// A row of pixels; black is true.
type Row = Vec<bool>;

/// Why there is no further row.
enum Stop {
    /// The mark at the end of the image.
    End,
    Damaged,
}

/// The rows, each packed into whole bytes; black pixels are 1. The result is none if the data are damaged.
pub(super) fn decode(fax: Fax, stored: &[u8], width: usize, rows: usize) -> Option<Vec<u8>> {
    let mut bits = Bits { bytes: stored, position: 0 };
    let mut packed = Vec::with_capacity(width.div_ceil(8) * rows);
    let mut reference = vec![false; width];
    for _ in 0..rows {
        reference = match bits.row(fax, &reference) {
            Ok(row) => row,
            Err(Stop::End) => break,
            Err(Stop::Damaged) => return None,
        };
        let byte = |pixels: &[bool]| (0..8).fold(0, |byte, at| byte << 1 | u8::from(pixels.get(at) == Some(&true)));
        packed.extend(reference.chunks(8).map(byte));
    }
    // Rows behind the end are white.
    packed.resize(width.div_ceil(8) * rows, 0);
    (!bits.is_over()).then_some(packed)
}

/// How a row of group 3 is coded.
enum RowStart {
    Runs,
    Relative,
}

/// Bits, most significant first. Behind the end they are zero, which is part of no code.
struct Bits<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl BitReader for Bits<'_> {
    type Error = Infallible;

    fn peek(&self, bits: u8) -> Option<u16> {
        let byte = |index: usize| u32::from(self.bytes.get(self.position / 8 + index).copied().unwrap_or(0));
        let window = byte(0) << 16 | byte(1) << 8 | byte(2);
        let shifted = window << (8 + self.position % 8) >> (32 - u32::from(bits));
        Some(shifted as u16)
    }

    fn consume(&mut self, bits: u8) -> Result<(), Infallible> {
        self.position += usize::from(bits);
        Ok(())
    }

    fn bits_to_byte_boundary(&self) -> u8 {
        (8 - self.position % 8) as u8 % 8
    }
}

impl Bits<'_> {
    /// True if more bits were taken than there are.
    fn is_over(&self) -> bool {
        self.position > 8 * self.bytes.len()
    }

    /// The next row.
    fn row(&mut self, fax: Fax, reference: &[bool]) -> Result<Row, Stop> {
        let start = match fax {
            Fax::Runs => {
                self.position = self.position.next_multiple_of(8);
                RowStart::Runs
            }
            Fax::Three { may_be_relative } => self.row_start(may_be_relative)?,
            Fax::Four => RowStart::Relative,
        };
        match start {
            RowStart::Runs => self.row_of_runs(reference.len()),
            RowStart::Relative => self.relative_row(reference),
        }
    }

    /// The length of a run: codes of multiples of 64, then one of less.
    fn run(&mut self, is_black: bool) -> Result<usize, Stop> {
        let mut len = 0;
        loop {
            let code = if is_black { black::decode(self) } else { white::decode(self) };
            let code = usize::from(code.filter(|_| !self.is_over()).ok_or(Stop::Damaged)?);
            len += code;
            if code < 64 {
                return Ok(len);
            }
        }
    }

    /// Runs of white and black in turn.
    fn row_of_runs(&mut self, width: usize) -> Result<Row, Stop> {
        let mut row = Row::with_capacity(width);
        let mut is_black = false;
        while row.len() < width {
            let len = self.run(is_black)?;
            extend(&mut row, len, is_black, width)?;
            is_black = !is_black;
        }
        Ok(row)
    }

    /// A row coded by where its colours change in relation to the row before.
    fn relative_row(&mut self, reference: &[bool]) -> Result<Row, Stop> {
        let width = reference.len();
        let mut row = Row::with_capacity(width);
        let mut is_black = false;
        let mut is_start = true;
        while row.len() < width {
            let mode = mode::decode(self).filter(|_| !self.is_over()).ok_or(Stop::Damaged)?;
            let from = row.len() + usize::from(!is_start);
            match mode {
                Mode::Pass => {
                    let change = next_change(reference, from, is_black);
                    let end = (change..width).find(|at| reference[*at] == is_black).unwrap_or(width);
                    let len = end - row.len();
                    extend(&mut row, len, is_black, width)?;
                }
                Mode::Horizontal => {
                    for colour in [is_black, !is_black] {
                        let len = self.run(colour)?;
                        extend(&mut row, len, colour, width)?;
                    }
                }
                Mode::Vertical(shift) => {
                    let end = next_change(reference, from, is_black).checked_add_signed(shift.into());
                    let len = end.and_then(|end| end.checked_sub(row.len())).ok_or(Stop::Damaged)?;
                    extend(&mut row, len, is_black, width)?;
                    is_black = !is_black;
                }
                Mode::EOF if is_start => return Err(Stop::End),
                Mode::EOF | Mode::Extension => return Err(Stop::Damaged),
            }
            is_start = false;
        }
        Ok(row)
    }

    /// Skips the mark before a row.
    fn row_start(&mut self, may_be_relative: bool) -> Result<RowStart, Stop> {
        let (mut marks, mut is_relative) = (0, false);
        while self.skip_mark() {
            marks += 1;
            if may_be_relative {
                is_relative = self.peek(1) == Some(0);
                self.position += 1;
            }
        }
        match (marks, is_relative) {
            (0 | 1, true) => Ok(RowStart::Relative),
            (0 | 1, false) => Ok(RowStart::Runs),
            _ => Err(Stop::End),
        }
    }

    /// Skips at least eleven zeros and a one, if they are next.
    fn skip_mark(&mut self) -> bool {
        if self.peek(11) != Some(0) {
            return false;
        }
        let left = (8 * self.bytes.len()).saturating_sub(self.position);
        let Some(zeros) = (11..left).find(|at| self.bit(*at)) else {
            return false;
        };
        self.position += zeros + 1;
        true
    }

    /// A bit some way ahead.
    fn bit(&self, ahead: usize) -> bool {
        let at = self.position + ahead;
        self.bytes[at / 8] >> (7 - at % 8) & 1 == 1
    }
}

/// Where the colour of a row changes from the given one to the other, from a position on; its end if it does not.
fn next_change(row: &[bool], from: usize, is_black: bool) -> usize {
    let before = |at: usize| at > 0 && row[at - 1];
    (from..row.len()).find(|at| row[*at] != is_black && before(*at) == is_black).unwrap_or(row.len())
}

/// Appends a run unless it reaches over the end.
fn extend(row: &mut Row, len: usize, is_black: bool, width: usize) -> Result<(), Stop> {
    if len > width - row.len() {
        return Err(Stop::Damaged);
    }
    row.resize(row.len() + len, is_black);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_runs_begin_at_bytes() {
        // White 2, black 3; then white 0, black 5.
        let two_rows = [0b0111_1000, 0b0011_0101, 0b0011_0000];
        assert_eq!(decode(Fax::Runs, &two_rows, 5, 2), Some(vec![0b0011_1000, 0b1111_1000]));
        let white3_black2 = [0b1000_1100];
        assert_eq!(decode(Fax::Runs, &white3_black2, 5, 1), Some(vec![0b0001_1000]));
        assert_eq!(decode(Fax::Runs, &white3_black2, 6, 1), None);
        assert_eq!(decode(Fax::Runs, &white3_black2, 4, 1), None);
    }

    #[test]
    fn white_rows_of_group_4_are_one_bit() {
        assert_eq!(decode(Fax::Four, &[0b1110_0000], 20, 3), Some(vec![0; 9]));
        assert_eq!(decode(Fax::Four, &[0b1111_1111], 20, 9), None);
        // The mark at the end, after one row: the others are white.
        assert_eq!(decode(Fax::Four, &[0b1000_0000, 0b0000_1000, 0b0000_0000, 0b1000_0000], 20, 3), Some(vec![0; 9]));
    }

    #[test]
    fn every_prefix_and_every_change_is_an_error_or_rows() {
        let stored: Vec<u8> = (0..200u32).map(|index| (index * index * 31 / 7) as u8).collect();
        for fax in [Fax::Runs, Fax::Three { may_be_relative: false }, Fax::Three { may_be_relative: true }, Fax::Four] {
            for start in 0..stored.len() {
                let rows = decode(fax, &stored[start..], 100, 20);
                assert!(rows.is_none_or(|rows| rows.len() == 20 * 13), "{fax:?} {start}");
            }
            assert_eq!(decode(fax, &[], 8, 1), None, "{fax:?}");
        }
    }
}
