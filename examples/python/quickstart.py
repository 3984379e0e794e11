"""From a grey volume to a table of its particles, in one minute.

Reads the sample volume (a head, about 2 mm voxels), smooths it, finds a threshold, labels and measures the connected
regions, and computes how deep inside a region each voxel is. Writes the segmentation as TIFF and a picture of the
central slices as PNG into `quickstart-results/`.
"""

from pathlib import Path

import numpy as np
from pi2py2 import *

VOLUME = Path(__file__).parents[1] / "data" / "head_98x116x94.raw"
RESULTS = Path("quickstart-results")
ROWS = 8


def scaled(pixels: np.ndarray) -> np.ndarray:
    """Return grey levels from 0 to 255."""
    levels: np.ndarray = (255.0 * pixels / max(pixels.max(), 1)).round()
    return levels.astype(np.uint8)


def central_slices(image: Pi2Image) -> np.ndarray:
    """Return the slices through the centre, across z, y and x, below each other and with the top of the head up."""
    volume = scaled(image.to_numpy())
    w, h, d = volume.shape
    slices = [volume[:, ::-1, d // 2], volume[:, h // 2, ::-1], volume[w // 2, :, ::-1]]
    width = max(part.shape[0] for part in slices)
    padded = [np.pad(part, ((0, width - part.shape[0]), (0, 0))) for part in slices]
    return np.concatenate(padded, axis=1)


def print_table(table: Pi2Image, headers: list[str]) -> None:
    """Print the rows of the largest particles."""
    rows = table.to_numpy().reshape(len(headers), -1).T
    volumes = rows[:, headers.index("Volume [pixel]")]
    largest = rows[np.argsort(-volumes, kind="stable")[:ROWS]]
    print("  ".join(headers))
    for row in largest:
        print("  ".join(f"{value:{len(header)}.0f}" for header, value in zip(headers, row, strict=True)))
    print(f"{len(rows)} particles, the largest {len(largest)} are shown")


pi = Pi2()
head = pi.read(VOLUME)
print(f"volume: {head}")

smooth = pi.newimage(ImageDataType.UINT8)
pi.gaussfilter(head, smooth, 0.5)

# The first threshold separates the brain from the background, the second one, found from the brain's grey levels only,
# white matter from grey matter.
brain = pi.autothresholdvalue(smooth, AutoThresholdMethod.OTSU)
levels = smooth.to_numpy()
white = pi.autothresholdvalue(levels[levels > brain], AutoThresholdMethod.OTSU)
print(f"Otsu thresholds: {brain:.0f} for the brain, {white:.0f} for white matter")
segmented = pi.newimage(ImageDataType.UINT8)
pi.copy(smooth, segmented)
pi.threshold(segmented, white)

# Labels may exceed 255.
labels = pi.newimage(ImageDataType.UINT16)
pi.convert(segmented, labels, ImageDataType.UINT16)
pi.label(labels)
print(f"regions: {pi.maxval(labels):.0f}")

table = pi.newimage(ImageDataType.FLOAT32)
pi.analyzeparticles(labels, table, "coordinates, volume, bounds, isonedge")
headers = pi.newvalue("string")
pi.getmeta(table, "column headers", headers)
print_table(table, headers.as_string().split(", "))

depth = pi.newimage(ImageDataType.FLOAT32)
pi.dmap(segmented, depth)
print(f"deepest voxel: {pi.maxval(depth):.1f} voxels inside")

pi.writetif(segmented, RESULTS / "segmented")
picture = np.concatenate([central_slices(image) for image in (head, segmented, depth)], axis=0)
pi.writepng(picture, RESULTS / "slices")
print(f"results: {RESULTS.resolve() / 'segmented.tif'}")
print(f"         {RESULTS.resolve() / 'slices.png'}")
