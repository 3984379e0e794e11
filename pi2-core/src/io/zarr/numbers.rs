//! Pixel types and fill values.

use serde_json::Value as Json;

use crate::image::PixelType;

/// The pixel type with a name of version 3. The original has a name of its own for complex numbers.
pub(super) fn from_v3(name: &str) -> Option<PixelType> {
    match name {
        "bool" => Some(PixelType::UInt8),
        "complex64" => Some(PixelType::Complex32),
        name => PixelType::ALL.into_iter().find(|pixel_type| pixel_type.name() == name),
    }
}

/// The name of a pixel type in version 3.
pub(super) fn to_v3(pixel_type: PixelType) -> &'static str {
    if pixel_type == PixelType::Complex32 { "complex64" } else { pixel_type.name() }
}

/// The pixel type with a name of version 2, which is that of NumPy, and whether it has the most significant byte first.
pub(super) fn from_v2(name: &str) -> (Option<PixelType>, bool) {
    let pixel_type = match name.get(1..) {
        Some("u1" | "b1") => Some(PixelType::UInt8),
        Some("u2") => Some(PixelType::UInt16),
        Some("u4") => Some(PixelType::UInt32),
        Some("u8") => Some(PixelType::UInt64),
        Some("i1") => Some(PixelType::Int8),
        Some("i2") => Some(PixelType::Int16),
        Some("i4") => Some(PixelType::Int32),
        Some("i8") => Some(PixelType::Int64),
        Some("f4") => Some(PixelType::Float32),
        Some("c8") => Some(PixelType::Complex32),
        _ => None,
    };
    (pixel_type, name.starts_with('>'))
}

/// The native bytes of a fill value. Numbers that the type does not have become the nearest that it has.
pub(super) fn fill_bytes(fill: &Json, pixel_type: PixelType) -> Result<[u8; 8], String> {
    let wrong = || format!("`fill_value` is {fill}, which is no pixel");
    let mut bytes = [0; 8];
    let mut store = |number: &[u8]| bytes[..number.len()].copy_from_slice(number);
    match pixel_type {
        PixelType::Float32 => store(&real(fill).ok_or_else(wrong)?.to_ne_bytes()),
        PixelType::Complex32 => {
            let parts = match fill.as_array().map(Vec::as_slice) {
                Some([re, im]) => real(re).zip(real(im)),
                Some(_) => None,
                None => real(fill).map(|re| (re, 0.0)),
            };
            let (re, im) = parts.ok_or_else(wrong)?;
            store(&[re.to_ne_bytes(), im.to_ne_bytes()].concat());
        }
        _ => {
            let number = integer(fill).ok_or_else(wrong)?;
            match pixel_type {
                PixelType::UInt8 => store(&(number.clamp(0, u8::MAX.into()) as u8).to_ne_bytes()),
                PixelType::UInt16 => store(&(number.clamp(0, u16::MAX.into()) as u16).to_ne_bytes()),
                PixelType::UInt32 => store(&(number.clamp(0, u32::MAX.into()) as u32).to_ne_bytes()),
                PixelType::UInt64 => store(&(number.clamp(0, u64::MAX.into()) as u64).to_ne_bytes()),
                PixelType::Int8 => store(&(number.clamp(i8::MIN.into(), i8::MAX.into()) as i8).to_ne_bytes()),
                PixelType::Int16 => store(&(number.clamp(i16::MIN.into(), i16::MAX.into()) as i16).to_ne_bytes()),
                PixelType::Int32 => store(&(number.clamp(i32::MIN.into(), i32::MAX.into()) as i32).to_ne_bytes()),
                _ => store(&(number.clamp(i64::MIN.into(), i64::MAX.into()) as i64).to_ne_bytes()),
            }
        }
    }
    Ok(bytes)
}

/// The fill value that the type has instead of an integer.
pub(super) fn clamped(fill: &Json, pixel_type: PixelType) -> Json {
    let limits = match pixel_type {
        PixelType::UInt8 => (0, u8::MAX.into()),
        PixelType::UInt16 => (0, u16::MAX.into()),
        PixelType::UInt32 => (0, u32::MAX.into()),
        PixelType::UInt64 => (0, i64::MAX),
        PixelType::Int8 => (i8::MIN.into(), i8::MAX.into()),
        PixelType::Int16 => (i16::MIN.into(), i16::MAX.into()),
        PixelType::Int32 => (i32::MIN.into(), i32::MAX.into()),
        _ => (i64::MIN, i64::MAX),
    };
    fill.as_i64().map_or_else(|| fill.clone(), |number| number.clamp(limits.0, limits.1).into())
}

/// A real number; hexadecimal digits are its bits.
fn real(fill: &Json) -> Option<f32> {
    match fill {
        Json::Null => Some(0.0),
        Json::Bool(value) => Some(f32::from(u8::from(*value))),
        Json::Number(number) => number.as_f64().map(|number| number as f32),
        Json::String(text) => match text.as_str() {
            "NaN" => Some(f32::NAN),
            "Infinity" => Some(f32::INFINITY),
            "-Infinity" => Some(f32::NEG_INFINITY),
            text => u32::from_str_radix(text.strip_prefix("0x")?, 16).ok().map(f32::from_bits),
        },
        _ => None,
    }
}

/// An integer; fractions are cut off.
fn integer(fill: &Json) -> Option<i128> {
    match fill {
        Json::Null => Some(0),
        Json::Bool(value) => Some((*value).into()),
        Json::Number(number) => {
            let exact = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
            exact.or_else(|| number.as_f64().map(|number| number as i128))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_of_types_come_back() {
        for pixel_type in PixelType::ALL {
            assert_eq!(from_v3(to_v3(pixel_type)), Some(pixel_type));
        }
        assert_eq!((from_v3("complex32"), from_v3("float64")), (Some(PixelType::Complex32), None));
        assert_eq!(from_v2(">i2"), (Some(PixelType::Int16), true));
        assert_eq!(from_v2("|u1"), (Some(PixelType::UInt8), false));
        assert_eq!((from_v2("<f8"), from_v2(""), from_v2("ä")), ((None, false), (None, false), (None, false)));
    }

    #[test]
    fn fill_values_of_all_spellings_are_pixels() {
        let float = |fill| {
            fill_bytes(&fill, PixelType::Float32)
                .map(|bytes| f32::from_ne_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
        };
        assert_eq!(float(json!(1.5)), Ok(1.5));
        assert!(float(json!("NaN")).expect("a number").is_nan());
        assert_eq!(float(json!("-Infinity")), Ok(f32::NEG_INFINITY));
        assert_eq!(float(json!("0x3f800000")), Ok(1.0));
        assert_eq!(float(json!("one")), Err("`fill_value` is \"one\", which is no pixel".to_owned()));
        assert_eq!(fill_bytes(&json!(300), PixelType::UInt8).expect("a number")[0], 255);
        assert_eq!(fill_bytes(&json!(-3.9), PixelType::Int8).expect("a number")[0] as i8, -3);
        assert_eq!(fill_bytes(&json!(u64::MAX), PixelType::UInt64), Ok([255; 8]));
        assert_eq!(fill_bytes(&json!(true), PixelType::UInt8).expect("a number")[0], 1);
        let complex = fill_bytes(&json!([1, "NaN"]), PixelType::Complex32).expect("a number");
        assert_eq!(complex[..4], 1f32.to_ne_bytes());
        assert!(
            fill_bytes(&json!([1]), PixelType::Complex32).is_err() && fill_bytes(&json!("1"), PixelType::Int8).is_err()
        );
    }
}
