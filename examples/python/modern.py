"""Smooth the head volume, find bone, and measure its parts: commands as methods of images, images as arrays."""

from pathlib import Path

import numpy as np
import pi2

DATA = Path(__file__).resolve().parent.parent / "data" / "head_98x116x94.raw"


def main() -> None:
    """Print what is found."""
    head = pi2.read(DATA)
    smooth = head.gaussfilter(sigma=1)
    bone = smooth > smooth.autothresholdvalue("Otsu")
    print(f"{head.shape[0]} x {head.shape[1]} x {head.shape[2]} pixels of {head.dtype}; {bone.mean():.1%} are bright")

    # The table has a row of pixels for each particle.
    volumes = bone.analyzeparticles(analyzers="volume").to_numpy()
    print(f"{volumes.size} parts; the largest has {volumes.max():.0f} pixels")

    # NumPy functions take images, and slices of an image are arrays on its pixels.
    print(f"standard deviation of the central slice: {np.std(head[:, :, head.shape[2] // 2]):.1f}")


if __name__ == "__main__":
    main()
