//! Reads and writes uint16 datasets with the crate `zarrs`, as a program that depends on it would.
//!
//! Lines on standard input: `read FOLDER`, and `write FOLDER`, which writes what was read last with the same description.
//! Each is answered with `done`.

use std::error::Error;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

use zarrs::array::Array;
use zarrs::filesystem::FilesystemStore;

fn main() -> Result<(), Box<dyn Error>> {
    let mut last = None;
    for line in io::stdin().lock().lines() {
        let line = line?;
        match line.split_once(' ') {
            Some(("read", folder)) => {
                let array = Array::open(Arc::new(FilesystemStore::new(folder)?), "/")?;
                let pixels: Vec<u16> = array.retrieve_array_subset(&array.subset_all())?;
                last = Some((array.metadata().clone(), pixels));
            }
            Some(("write", folder)) => {
                let (metadata, pixels) = last.as_ref().ok_or("nothing was read")?;
                let array = Array::new_with_metadata(Arc::new(FilesystemStore::new(folder)?), "/", metadata.clone())?;
                array.store_metadata()?;
                array.store_array_subset(&array.subset_all(), pixels.as_slice())?;
            }
            _ => return Err(format!("`{line}` is neither `read FOLDER` nor `write FOLDER`").into()),
        }
        println!("done");
        io::stdout().flush()?;
    }
    Ok(())
}
