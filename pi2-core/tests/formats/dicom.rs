//! DICOM files of other kinds than those that `cases.tsv` lists.

use std::fs;

use pi2_core::image::Metadata;
use pi2_core::{Context, PixelType, io};
use proptest::prelude::*;

use super::read;
use super::samples::data;

/// How the elements of a file are written.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Implicit,
    Explicit,
    BigEndian,
}

impl Form {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Implicit, "1.2.840.10008.1.2"),
        (Self::Explicit, "1.2.840.10008.1.2.1"),
        (Self::BigEndian, "1.2.840.10008.1.2.2"),
    ];

    fn short(self, number: u16) -> [u8; 2] {
        if self == Self::BigEndian { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    fn long(self, number: u32) -> [u8; 4] {
        if self == Self::BigEndian { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    /// An element with a length of its own.
    fn element(self, tag: (u16, u16), kind: &str, len: u32, value: &[u8]) -> Vec<u8> {
        let mut bytes = [self.short(tag.0), self.short(tag.1)].concat();
        if self == Self::Implicit || kind.is_empty() {
            bytes.extend(self.long(len));
        } else {
            bytes.extend(kind.as_bytes());
            if ["OB", "OW", "OF", "SQ", "UN", "OD"].contains(&kind) {
                bytes.extend([0, 0]);
                bytes.extend(self.long(len));
            } else {
                bytes.extend(self.short(len as u16));
            }
        }
        bytes.extend(value);
        bytes
    }

    fn text(self, tag: (u16, u16), kind: &str, text: &str) -> Vec<u8> {
        let text = if text.len() % 2 == 1 { format!("{text} ") } else { text.to_owned() };
        self.element(tag, kind, text.len() as u32, text.as_bytes())
    }

    fn number(self, tag: (u16, u16), number: u16) -> Vec<u8> {
        self.element(tag, "US", 2, &self.short(number))
    }
}

const PIXELS: [i16; 12] = [-1, 2, -300, 4000, 5, 6, 7, 8, 9, 10, 11, -12];

/// The first part of a file.
fn head(syntax: &str) -> Vec<u8> {
    let syntax = Form::Explicit.text((2, 0x10), "UI", syntax);
    [&[0; 128], &b"DICM"[..], &Form::Explicit.element((2, 0), "UL", 4, &(syntax.len() as u32).to_le_bytes()), &syntax]
        .concat()
}

/// The elements about an image of 3×2×2 pixels.
fn size(form: Form) -> Vec<u8> {
    [
        form.text((0x28, 8), "IS", "2"),
        form.number((0x28, 0x10), 2),
        form.number((0x28, 0x11), 3),
        form.number((0x28, 0x100), 16),
        form.number((0x28, 0x103), 1),
    ]
    .concat()
}

fn pixels(form: Form) -> Vec<u8> {
    let bytes: Vec<u8> = PIXELS.iter().flat_map(|pixel| form.short(*pixel as u16)).collect();
    form.element((0x7fe0, 0x10), "OW", 24, &bytes)
}

/// A list that ends with a mark.
fn list(form: Form, tag: (u16, u16), items: &[Vec<u8>]) -> Vec<u8> {
    let mut value = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let end = form.element((0xfffe, 0xe00d), "", 0, &[]);
        // Items with a length and items that end with a mark may be mixed.
        let len = if index == 0 { u32::MAX } else { item.len() as u32 };
        value.extend(form.element((0xfffe, 0xe000), "", len, item));
        value.extend(if index == 0 { end } else { Vec::new() });
    }
    value.extend(form.element((0xfffe, 0xe0dd), "", 0, &[]));
    form.element(tag, "SQ", u32::MAX, &value)
}

#[test]
fn every_way_to_write_elements_is_understood() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.dcm");
    for (form, syntax) in Form::ALL {
        let nested = list(form, (8, 0x1140), &[form.text((0x28, 8), "IS", "99"), list(form, (8, 0x1140), &[])]);
        let good = [head(syntax), nested, size(form), pixels(form)].concat();
        let mut all = vec![good.clone()];
        if form != Form::BigEndian {
            // The older standard has no head.
            all.push([form.text((8, 0x60), "CS", "CT"), size(form), pixels(form)].concat());
            // The syntax is that of the other one.
            let other = if form == Form::Implicit { "1.2.840.10008.1.2.1" } else { "1.2.840.10008.1.2" };
            all.push([head(other), size(form), pixels(form)].concat());
        }
        for bytes in all {
            fs::write(&path, &bytes).expect("writable");
            let image = read(&path).unwrap_or_else(|error| panic!("{syntax}: {error}"));
            assert_eq!((image.dims().to_array(), image.pixel_type()), ([3, 2, 2], PixelType::Int16), "{syntax}");
            assert_eq!(image.bytes(), bytemuck::cast_slice::<_, u8>(&PIXELS), "{syntax}");
            assert_eq!(io::info(&path).expect("readable").format, "dicom");
            for len in 0..bytes.len() {
                fs::write(&path, &bytes[..len]).expect("writable");
                assert!(read(&path).is_err(), "{syntax} is read from its first {len} of {} bytes", bytes.len());
            }
        }
    }
}

#[test]
fn floating_point_pixels_are_read() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let path = folder.path().join("a.dcm");
    let form = Form::Explicit;
    let floats: Vec<u8> = PIXELS.iter().flat_map(|pixel| f32::from(*pixel).to_le_bytes()).collect();
    let doubles: Vec<u8> = PIXELS.iter().flat_map(|pixel| f64::from(*pixel).to_le_bytes()).collect();
    for (tag, kind, bytes, requested) in [(8, "OF", &floats, None), (9, "OD", &doubles, Some(PixelType::Float32))] {
        let pixels = form.element((0x7fe0, tag), kind, bytes.len() as u32, bytes);
        fs::write(&path, [head("1.2.840.10008.1.2.1"), size(form), pixels].concat()).expect("writable");
        let image = io::read(&ctx, &path, requested).expect("readable");
        assert_eq!((image.pixel_type(), image.bytes()), (PixelType::Float32, &floats[..]));
    }
}

#[test]
fn size_and_place_of_pixels_are_read() {
    let metadata = |name: &str| io::info(data(&format!("ext/dicom/{name}"))).expect("readable").metadata;
    let found = metadata("u16-explicit.dcm");
    assert_eq!((found.voxel_size(), found.unit()), (Some([0.6, 0.6, 1.5]), Some("mm")));
    let positions = [0, 1, 2].map(|index| {
        let found = metadata(&format!("shuffled/im_00{index}.dcm"));
        found.cell("slice position", 0, 0).map(str::to_owned)
    });
    assert_eq!(positions.map(|position| position.expect("given")), ["3", "1.5", "0"]);
    assert_eq!((found.cell("modality", 0, 0), found.cell("orientation", 4, 0)), (Some("CT"), Some("1.0")));
}

#[test]
fn what_holds_for_frames_is_found_in_their_lists() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.dcm");
    let form = Form::Explicit;
    let place = |z: &str| {
        let position = list(form, (0x20, 0x9113), &[form.text((0x20, 0x32), "DS", &format!("1\\2\\{z}"))]);
        [position, list(form, (0x20, 0x9116), &[form.text((0x20, 0x37), "DS", "0\\1\\0\\0\\0\\1")])].concat()
    };
    let sizes = [form.text((0x18, 0x50), "DS", "2"), form.text((0x28, 0x30), "DS", "0.5\\0.25")].concat();
    let shared = list(form, (0x28, 0x9110), &[sizes]);
    // A list with a length.
    let shared = form.element((0xfffe, 0xe000), "", shared.len() as u32, &shared);
    let shared = form.element((0x5200, 0x9229), "SQ", shared.len() as u32, &shared);
    let frames = list(form, (0x5200, 0x9230), &[place("3"), place("5")]);
    fs::write(&path, [head("1.2.840.10008.1.2.1"), size(form), shared, frames, pixels(form)].concat())
        .expect("writable");
    let metadata: Metadata = read(&path).expect("readable").metadata().clone();
    assert_eq!((metadata.voxel_size(), metadata.origin()), (Some([0.25, 0.5, 2.0]), Some([1.0, 2.0, 3.0])));
    // Along x, as the slices are in y and z.
    assert_eq!(metadata.cell("slice position", 0, 0), Some("1"));
}

#[test]
fn slices_without_a_position_are_placed_by_their_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.dcm");
    let form = Form::Implicit;
    let rescale = [form.text((0x28, 0x1052), "DS", "-1024"), form.text((0x28, 0x1053), "DS", "1.5 ")].concat();
    for (elements, expected) in [
        (form.text((0x20, 0x13), "IS", "7"), Some("7")),
        ([form.text((0x20, 0x13), "IS", "7"), form.text((0x20, 0x1041), "DS", "-2.5")].concat(), Some("-2.5")),
        (Vec::new(), None),
    ] {
        let bytes = [head("1.2.840.10008.1.2"), elements, size(form), rescale.clone(), pixels(form)].concat();
        fs::write(&path, bytes).expect("writable");
        let metadata = io::info(&path).expect("readable").metadata;
        assert_eq!(metadata.cell("slice position", 0, 0), expected);
        assert_eq!(metadata.cell("rescale slope", 0, 0), Some("1.5"));
        assert_eq!(metadata.cell("rescale intercept", 0, 0), Some("-1024"));
        assert_eq!(metadata.voxel_size(), None);
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.dcm");
    let form = Form::Explicit;
    let plain = "1.2.840.10008.1.2.1";
    let nested = (0..40).fold(Vec::new(), |inner: Vec<u8>, _| {
        form.element((8, 0x1140), "SQ", u32::MAX, &form.element((0xfffe, 0xe000), "", u32::MAX, &inner))
    });
    let colours = [form.number((0x28, 2), 3), size(form)].concat();
    let bits = [form.number((0x28, 0x100), 12), size(form)].concat();
    let rows = form.number((0x28, 0x10), 2);
    let in_pieces = form.element((0x7fe0, 0x10), "OB", u32::MAX, &[0; 30]);
    let many = [form.text((0x28, 8), "IS", "100000000"), size(form)].concat();
    for (syntax, elements, pixels, expected) in [
        (
            "1.2.840.10008.1.2.4.90",
            size(form),
            pixels(form),
            "pixels with JPEG 2000 compression cannot be read, only those without compression",
        ),
        (
            "1.2.840.10008.1.2.5",
            size(form),
            pixels(form),
            "pixels with run length (RLE) compression cannot be read, only those without compression",
        ),
        (
            plain,
            size(form),
            in_pieces,
            "pixels with `1.2.840.10008.1.2.1` compression cannot be read, only those without compression",
        ),
        (
            "1.2.840.10008.1.2.1.99",
            size(form),
            pixels(form),
            "the file is compressed as a whole (deflate), which cannot be read",
        ),
        (plain, colours, pixels(form), "the image has 3 channels (colours?), only grey levels can be read"),
        (plain, bits, pixels(form), "pixels of 12 bits cannot be read"),
        (plain, rows, pixels(form), "the file does not give the number of columns"),
        (plain, nested, pixels(form), "the file is damaged: elements are nested too deeply"),
        (plain, many, pixels(form), "the file is damaged: 3×2×100000000 pixels need 1200000000 bytes, but it has 24"),
        (plain, size(form), Vec::new(), "the file is cut off, or has no pixels"),
        (
            plain,
            form.element((8, 8), "OB", 100_000, &[]),
            Vec::new(),
            "the file is cut off or damaged: element (0008,0008) has 100000 bytes",
        ),
    ] {
        fs::write(&path, [head(syntax), elements, pixels].concat()).expect("writable");
        let error = read(&path).expect_err(expected).to_string();
        assert!(error.ends_with(&format!("a.dcm: {expected}")), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_are_errors_or_images(
        which in 0usize..4,
        changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..5),
    ) {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.dcm");
        let names = ["u16-explicit.dcm", "u8-implicit.dcm", "u16-bigendian.dcm", "seqelem.dcm"];
        let mut bytes = fs::read(data(&format!("ext/dicom/{}", names[which])))?;
        for (position, value) in changes {
            let position = 128 + usize::from(position) % 600;
            bytes[position] = value;
        }
        fs::write(&path, &bytes)?;
        if let (Ok(info), Ok(image)) = (io::info(&path), read(&path)) {
            prop_assert_eq!(image.dims(), info.dims);
            prop_assert!(image.bytes().len() <= bytes.len());
        }
    }
}
