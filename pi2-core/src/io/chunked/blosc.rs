//! Blosc 1 containers.

use std::ffi::{CString, c_int};

/// How a container is made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::io) struct Blosc {
    /// Name of the compressor.
    pub compressor: String,
    /// 0 (not compressed) to 9 (small).
    pub level: u8,
    /// 0: numbers as they are; 1: bytes of equal rank together; 2: bits of equal rank together.
    pub shuffle: u8,
    /// Bytes of a number.
    pub type_size: usize,
    /// Bytes that are compressed together; 0 leaves it to the library.
    pub block_size: usize,
}

/// Names of the compressors, as in descriptions.
pub(in crate::io) const COMPRESSORS: [&str; 5] = ["blosclz", "lz4", "lz4hc", "zlib", "zstd"];

/// Bytes of the header, which is all that a container needs besides the data.
const HEADER: usize = 16;

/// The bytes in a container. There must be no more than `limit`.
pub(super) fn unpack(container: &[u8], limit: usize) -> Result<Vec<u8>, String> {
    let damaged = || "the Blosc data are damaged".to_owned();
    let mut len = 0;
    // SAFETY: the library looks at no more than the given number of bytes and stores a length.
    let valid = unsafe { blosc_src::blosc_cbuffer_validate(container.as_ptr().cast(), container.len(), &raw mut len) };
    if valid != 0 || len > limit {
        return Err(damaged());
    }
    let mut bytes = Vec::<u8>::new();
    bytes.try_reserve_exact(len).map_err(|_| format!("there is no memory for {len} bytes of a chunk"))?;
    // SAFETY: the header was checked: the container has the length that it tells, and the library checks what it reads
    // against that. It stores at most `len` bytes, for which there is room.
    let stored =
        unsafe { blosc_src::blosc_decompress_ctx(container.as_ptr().cast(), bytes.as_mut_ptr().cast(), len, 1) };
    if usize::try_from(stored) != Ok(len) {
        return Err(damaged());
    }
    // SAFETY: the library has stored `len` bytes.
    unsafe { bytes.set_len(len) };
    Ok(bytes)
}

/// A container with the given bytes.
pub(super) fn pack(blosc: &Blosc, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let name = CString::new(blosc.compressor.as_str()).map_err(|error| error.to_string())?;
    let capacity = bytes.len() + HEADER;
    let mut container = Vec::<u8>::with_capacity(capacity);
    // SAFETY: the library reads the given bytes and stores at most `capacity` bytes, for which there is room.
    let stored = unsafe {
        blosc_src::blosc_compress_ctx(
            c_int::from(blosc.level),
            c_int::from(blosc.shuffle),
            blosc.type_size,
            bytes.len(),
            bytes.as_ptr().cast(),
            container.as_mut_ptr().cast(),
            capacity,
            name.as_ptr(),
            blosc.block_size,
            1,
        )
    };
    match usize::try_from(stored) {
        Ok(len) if len >= HEADER => {
            // SAFETY: the library has stored `len` bytes.
            unsafe { container.set_len(len) };
            Ok(container)
        }
        _ => Err(format!("Blosc cannot compress {} bytes at once; choose smaller chunks", bytes.len())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_compressor_gives_the_bytes_back() {
        let bytes: Vec<u8> = (0..40_000u32).map(|i| (i * i / 777) as u8).collect();
        for compressor in COMPRESSORS {
            for (level, shuffle, type_size) in [(0, 0, 1), (5, 1, 2), (9, 2, 4), (1, 1, 8)] {
                let blosc = Blosc { compressor: compressor.to_owned(), level, shuffle, type_size, block_size: 0 };
                let container = pack(&blosc, &bytes).expect("it has room");
                assert_eq!(unpack(&container, bytes.len()).expect("its own"), bytes, "{compressor} {level}");
                assert!(unpack(&container, bytes.len() - 1).is_err(), "more than allowed");
                for len in 0..container.len() {
                    assert!(unpack(&container[..len], bytes.len()).is_err(), "{compressor}: the first {len} bytes");
                }
            }
        }
    }

    #[test]
    fn an_empty_container_is_possible_and_an_unknown_compressor_an_error() {
        let mut blosc = Blosc { compressor: "lz4".to_owned(), level: 5, shuffle: 1, type_size: 1, block_size: 0 };
        assert!(unpack(&pack(&blosc, &[]).expect("empty"), 0).expect("empty").is_empty());
        blosc.compressor = "none".to_owned();
        assert!(pack(&blosc, &[1, 2, 3]).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

        #[test]
        fn changed_containers_are_errors_or_bytes(
            compressor in any::<prop::sample::Index>(),
            shuffle in 0u8..3,
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
        ) {
            let bytes: Vec<u8> = (0..5000u32).map(|i| (i * i / 777) as u8).collect();
            let compressor = compressor.get(&COMPRESSORS).to_string();
            let blosc = Blosc { compressor, level: 5, shuffle, type_size: 4, block_size: 1024 };
            let mut container = pack(&blosc, &bytes).expect("it has room");
            for (position, value) in changes {
                *position.get_mut(&mut container) = value;
            }
            if let Ok(unpacked) = unpack(&container, bytes.len()) {
                prop_assert!(unpacked.len() <= bytes.len());
            }
        }
    }
}
