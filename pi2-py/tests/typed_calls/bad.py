"""Calls that type checkers refuse: those with `# wrong`, and no others."""

import numpy as np
import pi2


def methods_of_sessions(pi: pi2.Pi2, image: pi2.Pi2Image, out: pi2.Pi2Image) -> None:
    pi.gaussfilter(image)  # wrong: without sigma
    pi.gaussfilter(image, out, "two")  # wrong: a text as a vector
    pi.gaussfilter(image, out, 2, "inside")  # wrong: no such word
    pi.gaussfilter(image, out, 2, smooth=True)  # wrong: no such argument
    pi.gaussfilter(image, out, sigma=2, spatial_sigma=2)  # wrong: given twice
    pi.gaussfilter(5, out, 2)  # wrong: a number as an image
    pi.medianfilter(image, [1.5, 1, 1])  # wrong: whole numbers are wanted
    pi.maxproject(image, dimension="z")  # wrong: a text as a number
    pi.writetif(image, 5)  # wrong: a number as a file
    pi.smooth(image, 2)  # wrong: no such command
    pi.mean(image, out)  # wrong: it returns a number
    number: int = pi.gaussfilter(image, 2)  # wrong: it returns an image
    pi.newimage("uint8", number)


def methods_of_images(image: pi2.Pi2Image, out: pi2.Pi2Image) -> None:
    image.gaussfilter(out, 2)  # wrong: outputs are given by keyword
    image.gaussfilter(2, colour="red")  # wrong: no such argument
    image.gaussfilter(2, output_image=out).add(5)  # wrong: it returns nothing
    image.add("one", "two")  # wrong: a text as a boolean
    image.newimage("uint8")  # wrong: not a command for images
    image.getmeta(5)  # wrong: a number as a key


def functions_of_the_module(image: pi2.Pi2Image) -> None:
    pi2.gaussfilter(image, 2, boundary=np.int8(1))  # wrong: no such argument
    pi2.newimage(8)  # wrong: a number as a pixel type
    pi2.smooth(image)  # wrong: no such command
    first, second, third = pi2.hist(image)  # wrong: two results
