"""Makes the samples of `cases.tsv` whose names begin with `own-`, and the folder `refused`.

Run it in this folder, with tifffile 2026.3.3, imagecodecs, Pillow, nibabel 5.4.2, h5py 3.16.0 and numpy. All other samples came with their
expected pixels: `orig` from the original pi2, `ext` from tifffile 2026.3.3, Pillow 13.0.0,
pynrrd 1.1.3 and SimpleITK 2.5.7; `be.nrrd`, `skip.nhdr` and `list.nhdr` were made by hand after the NRRD standard, the
files in `ext/vol` after the descriptions of their formats.
"""

import struct

import h5py
import nibabel
import numpy as np
import tifffile
from PIL import Image

U8, U16, F32 = (np.load(f"expected/g_{kind}.npy") for kind in ("u8", "u16", "f32"))


def write(name, array, **options):
    tifffile.imwrite(f"ext/tif/{name}.tif", array, **{"photometric": "minisblack", "metadata": None, **options})


def expect(name, array):
    np.save(f"expected/{name}.npy", array)


expect("g2_u8", U8[:2])
expect("g2_u16", U16[:2])

write("float64", F32.astype("f8"))
write("float64-bigendian-zstd", F32.astype("f8"), compression="zstd", byteorder=">", predictor=True)
with np.errstate(over="ignore"):
    half = np.linspace(-70000, 70000, 23 * 17 * 3).reshape(3, 17, 23).astype("f2")
expect("half_f32", half.astype("f4"))
write("float16", half)
write("float16-predictor", half, compression="deflate", predictor=True)
write("zstd-bigendian-predictor", U16, compression="zstd", byteorder=">", predictor=True)
write("tiled-lzw-bigendian", U16, compression="lzw", byteorder=">", tile=(16, 16))
write("tiled-f32-predictor", F32, compression="deflate", predictor=True, tile=(16, 32))
write("bigtiff-bigendian-strips", F32, bigtiff=True, byteorder=">", rowsperstrip=3)
write("image-depth", U16, volumetric=True)

bits = U8[:3] > 100
expect("bilevel_u8", bits.astype("u1"))
write("bilevel", bits, bitspersample=1)
write("bilevel-packbits", bits, bitspersample=1, compression="packbits")

# XZ streams: plain ones of imagecodecs, and those of libtiff, which stores differences.
write("lzma", U16, compression="lzma", rowsperstrip=9)
write("lzma-bigendian-predictor", F32, compression="lzma", byteorder=">", predictor=True)
slices = [Image.fromarray(page) for page in U16]
slices[0].save("ext/tif/lzma-libtiff.tif", save_all=True, append_images=slices[1:], compression="lzma")

write("white-is-zero", U8[:2], photometric="miniswhite")
write("palette", U8[:2], photometric="palette", colormap=np.arange(768, dtype="u2").reshape(3, 256), compression="lzw")
write("jpeg", U8[:2], compression="jpeg")
expect("jpeg_u8", tifffile.imread("ext/tif/jpeg.tif"))

complex_pixels = (F32[:2] + 1j * F32[2:4]).astype("c8")
expect("cx_c32", complex_pixels)
write("complex-bigendian", complex_pixels, byteorder=">")
write("complex-deflate-bigendian", complex_pixels, byteorder=">", compression="deflate")

with tifffile.TiffWriter("ext/tif/mixed-pages.tif") as file:
    for page in (U16[0], U16[0][::2, ::2].copy(), U16[1]):
        file.write(page, metadata=None, photometric="minisblack")

# 12 bits, most significant first; each row ends at a whole byte.
twelve = (U16[:1] >> 4) & 0xFFF
expect("uint12_u16", twelve)
packed = b""
for row in twelve[0]:
    text = "".join(f"{value:012b}" for value in row)
    text += "0" * (-len(text) % 8)
    packed += bytes(int(text[i : i + 8], 2) for i in range(0, len(text), 8))
tags = [(256, 4, 23), (257, 4, 17), (258, 3, 12), (259, 3, 1), (262, 3, 1)]
tags += [(273, 4, 8), (277, 3, 1), (278, 4, 17), (279, 4, len(packed))]
directory = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
with open("ext/tif/uint12.tif", "wb") as file:
    file.write(struct.pack("<2sHI", b"II", 42, 8 + len(packed)) + packed)
    file.write(struct.pack("<H", len(tags)) + directory + bytes(4))

colours = np.stack([U8[0]] * 3, -1)
tifffile.imwrite("refused/rgb.tif", colours, photometric="rgb", metadata=None)
tifffile.imwrite("refused/lerc.tif", U8[0], compression=34887, metadata=None)
Image.fromarray(colours).save("refused/rgb.png")
Image.fromarray(colours).convert("P").save("refused/palette.png")
Image.fromarray(U8[0]).convert("LA").save("refused/alpha.png")

# Fax compressions, by libtiff in Pillow. White is 0 in the file, whatever PIL shows.
pages = [Image.fromarray(page) for page in bits]
for name, compression, tags in [
    ("fax-runs", "tiff_ccitt", {}),
    ("fax-3", "group3", {}),
    ("fax-3-relative", "group3", {292: 5}),
    ("fax-4", "group4", {}),
    ("fax-4-reversed", "group4", {266: 2}),
]:
    path = f"ext/tif/{name}.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], compression=compression, tiffinfo=tags)

# The bits of each byte in reversed order: libtiff turns them, also those of grey levels.
reverse = np.array([int(f"{byte:08b}"[::-1], 2) for byte in range(256)], "u1")
for name, samples in [("reversed-bilevel", np.packbits(bits[0], axis=-1)), ("reversed-u16", U16[0].view("u1"))]:
    depth = 16 if name.endswith("u16") else 1
    packed = reverse[samples].tobytes()
    tags = [(256, 4, 23), (257, 4, 17), (258, 3, depth), (259, 3, 1), (262, 3, 1), (266, 3, 2)]
    tags += [(273, 4, 8), (277, 3, 1), (278, 4, 17), (279, 4, len(packed))]
    directory = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    with open(f"ext/tif/{name}.tif", "wb") as file:
        file.write(struct.pack("<2sHI", b"II", 42, 8 + len(packed)) + packed)
        file.write(struct.pack("<H", len(tags)) + directory + bytes(4))
expect("bilevel_first_u8", bits[:1].astype("u1"))
expect("g1_u16", U16[:1])

def save_nifti(name, kind, form, header=None, code="mm"):
    """Writes an image with voxels of 0.5, 0.25 and 2, whose first pixel is at -1, 2 and 30."""
    array = np.load(f"expected/r_{kind}.npy").transpose(2, 1, 0)
    if kind == "f32" and name == "double.nii":
        array = array.astype("f8")
    affine = np.diag([0.5, 0.25, 2, 1])
    affine[:3, 3] = -1, 2, 30
    image = form(array, affine, header)
    image.set_data_dtype(array.dtype)
    image.header.set_xyzt_units(code)
    image.header["descrip"] = b"made by hand"
    nibabel.save(image, f"ext/nifti/{name}")


save_nifti("i16.nii.gz", "i16", nibabel.Nifti1Image)
save_nifti("bigendian.nii", "u16", nibabel.Nifti1Image, nibabel.Nifti1Header(endianness=">"), code="micron")
save_nifti("pair.img", "f32", nibabel.Nifti1Pair)
save_nifti("second.nii", "u32", nibabel.Nifti2Image, code="meter")
save_nifti("second-bigendian.nii.gz", "c32", nibabel.Nifti2Image, nibabel.Nifti2Header(endianness=">"))
save_nifti("double.nii", "f32", nibabel.Nifti1Image)

# Pixels are numbered from 0 on.
numbers = np.arange(24).reshape(2, 3, 4)
with h5py.File("ext/hdf5/several.h5", "w", track_order=False) as file:
    file["a/small"] = numbers[0].astype("u1")
    file["a/table"] = numbers[0, 0].astype("f4")
    file["b/first"] = numbers.astype(">u2")
    file["b/first"].attrs["element_size_um"] = np.array([3, 0.5, 0.25])
    file["b/second"] = numbers.astype("i8")
    file["b/circle"] = h5py.SoftLink("/b")
    file["b/flags"] = numbers[0] % 2 == 1
    file["b/complex"] = (numbers[0] - 1j * numbers[0]).astype("c8")
    file["b/double"] = numbers[0].astype(">f8")
    file["c/moment"] = numbers[np.newaxis].astype("i2")
    file["c/moments"] = np.stack([numbers, numbers]).astype("i2")
    file["c/text"] = "text"
    file["c/half"] = numbers[0].astype("f2")
    file.create_dataset("c/lzf", data=np.zeros((30, 40), "i2"), compression="lzf")
    file.create_dataset("c/empty", shape=(2, 3, 4), dtype="i2", chunks=(1, 2, 2), fillvalue=-7)
with h5py.File("ext/hdf5/latest.h5", "w", libver="latest") as file:
    options = {"compression": "gzip", "shuffle": True, "fletcher32": True}
    file.create_dataset("x", data=numbers.astype("i4"), chunks=(2, 2, 3), maxshape=(None, 3, None), **options)
    for index in range(20):
        file[f"others/group{index}/values"] = index
