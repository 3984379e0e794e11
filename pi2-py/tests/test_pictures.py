"""Pictures of images in notebooks and with matplotlib."""

import base64
import io
import re
import sys
from collections.abc import Iterator

import matplotlib as mpl
import matplotlib.image
import matplotlib.pyplot as plt
import pytest
from pi2 import _native, _pictures
from pi2py2 import *

TYPES = [word for word in ImageDataType if word != ImageDataType.UNKNOWN]


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")


def decoded(png: bytes | None) -> np.ndarray:
    """Return the grey levels of a PNG file, read by another program."""
    assert png is not None
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return (matplotlib.image.imread(io.BytesIO(png)) * 255).round().astype(np.uint8)


def html_pictures(html: str) -> list[np.ndarray]:
    return [decoded(base64.b64decode(text)) for text in re.findall(r'src="data:image/png;base64,([^"]*)"', html)]


def image_of(pi: Pi2, array: object) -> Pi2Image:
    image = pi.newimage()
    image.from_numpy(np.asarray(array))
    return image


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (200, 1), (64, 300)])
def test_an_encoded_picture_has_the_same_grey_levels(shape: tuple[int, int], order: str) -> None:
    levels = np.asarray(np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8), order=order)
    assert np.array_equal(decoded(_native.encode_png(levels)), levels)
    strided = levels[::-1, ::2]
    assert np.array_equal(decoded(_native.encode_png(strided)), strided)


def test_an_empty_picture_cannot_be_encoded() -> None:
    with pytest.raises(ArgumentError, match=r"of shape \[0, 4\]"):
        _native.encode_png(np.zeros((0, 4), dtype=np.uint8))


def test_a_volume_is_shown_as_three_slices_side_by_side(pi: Pi2) -> None:
    pixels = np.zeros((200, 160, 130), dtype=np.uint8)
    pixels[:, :, 65], pixels[:, 80, :], pixels[100, :, :] = 50, 100, 150
    pixels[10, 20, 65] = 250
    image = image_of(pi, pixels)
    picture = decoded(image._repr_png_())
    assert picture.shape == (160, 200 + 4 + 200 + 4 + 160)
    assert np.all(picture[:, 200:204] == 255)
    assert np.all(picture[130:, 204:] == 255)
    # Values from 50 to 250 become 0 to 255; the first axis points to the right, the second one down.
    assert (picture[20, 10], picture[30, 10], picture[80, 10], picture[30, 100]) == (255, 0, 64, 128)
    assert (picture[10, 204 + 10], picture[65, 204 + 10], picture[10, 204 + 100]) == (64, 64, 128)
    html = image._repr_html_()
    parts = html_pictures(html)
    assert [part.shape for part in parts] == [(160, 200), (130, 200), (130, 160)]
    assert np.array_equal(parts[0], picture[:, :200])
    for text in ("200 × 160 × 130 pixels, uint8, values 0 to 250", "xy at z = 65", "xz at y = 80", "yz at x = 100"):
        assert text in html


@pytest.mark.parametrize(
    ("shape", "titles"),
    [
        ((140, 150), ["xy"]),
        ((140, 1, 150), ["xz"]),
        ((1, 140, 150), ["yz"]),
        ((140,), ["x"]),
        ((1, 140), ["y"]),
        ((1, 1, 140), ["z"]),
        ((1,), [""]),
    ],
)
def test_only_slices_with_several_pixels_are_shown(pi: Pi2, shape: tuple[int, ...], titles: list[str]) -> None:
    image = image_of(pi, np.arange(np.prod(shape), dtype=np.float32).reshape(shape, order="F"))
    html = image._repr_html_()
    assert re.findall(r"<figcaption[^>]*>([^<]*)<", html) == titles
    (picture,) = html_pictures(html)
    sides = [side for side in shape if side > 1]
    expected = {2: (150, 140), 1: (16, 140), 0: (128, 128)}[len(sides)]
    assert picture.shape == expected
    if sides:
        assert (picture[0, 0], picture[-1, -1]) == (0, 255)


def test_large_images_lose_pixels_and_small_ones_repeat_them(pi: Pi2) -> None:
    assert decoded(pi.newimage("uint8", 1000, 500)._repr_png_()).shape == (125, 250)
    small = image_of(pi, np.array([[0, 1], [2, 3], [4, 5]], dtype=np.int16))
    picture = decoded(small._repr_png_())
    assert picture.shape == (86, 129)
    assert np.array_equal(picture, np.repeat(np.repeat([[0, 102, 204], [51, 153, 255]], 43, 0), 43, 1))


def test_thin_images_are_made_thick_enough_to_be_seen(pi: Pi2) -> None:
    assert decoded(pi.newimage("uint8", 1000, 2)._repr_png_()).shape == (16, 250)


@pytest.mark.parametrize("data_type", TYPES)
def test_every_pixel_type_is_shown(pi: Pi2, data_type: ImageDataType) -> None:
    image = pi.newimage(data_type, 4, 3, 2)
    image.to_numpy_pointer()[0, 1, 1] = 100
    picture = decoded(image._repr_png_())
    assert (picture.min(), picture.max()) == (0, 255)
    quantity = "magnitudes" if data_type == ImageDataType.COMPLEX32 else "values"
    assert f"4 × 3 × 2 pixels, {data_type}, {quantity} 0 to 100" in image._repr_html_()
    assert len(image.plot().axes) == 4


def test_the_largest_integers_are_told_exactly(pi: Pi2) -> None:
    image = image_of(pi, np.array([2**64 - 1, 2**63 + 1], dtype=np.uint64))
    assert f"values {2**63 + 1} to {2**64 - 1}" in image._repr_html_()


def test_few_outliers_of_a_float_image_do_not_darken_it(pi: Pi2) -> None:
    pixels = np.tile(np.linspace(0, 1, 200, dtype=np.float32), (200, 1))
    pixels[100, 100] = 1e30
    image = image_of(pi, pixels)
    picture = decoded(image._repr_png_())
    assert np.count_nonzero(picture > 100) > picture.size / 2
    assert "values 0 to 1e+30" in image._repr_html_()


def test_a_single_bright_pixel_on_an_even_background_is_seen(pi: Pi2) -> None:
    pixels = np.zeros((200, 200), dtype=np.float32)
    pixels[7, 9] = 3
    picture = decoded(image_of(pi, pixels)._repr_png_())
    assert picture[9, 7] == 255
    assert picture.sum() == 255


def test_nan_is_black_and_infinities_are_black_and_white(pi: Pi2) -> None:
    pixels = np.tile(np.linspace(1, 2, 200, dtype=np.float32), (200, 1))
    pixels[0, 100:], pixels[1, 100:], pixels[2, 100:] = np.nan, np.inf, -np.inf
    picture = decoded(image_of(pi, pixels)._repr_png_())
    assert picture[150, :3].tolist() == [0, 255, 0]
    assert 100 < picture[100, 50] < 150


@pytest.mark.parametrize(
    ("value", "level", "text"),
    [
        (np.float32(np.nan), 0, "all values are NaN"),
        (np.float32(np.inf), 128, "values inf"),
        (np.float32(2.5), 128, "values 2.5"),
        (np.int8(-3), 128, "values -3"),
        (np.complex64(3 - 4j), 128, "magnitudes 5 in the pixels shown"),
        (np.complex64(np.nan), 0, "all magnitudes are NaN in the pixels shown"),
    ],
)
def test_constant_images_are_shown(pi: Pi2, value: np.generic, level: int, text: str) -> None:
    image = image_of(pi, np.full((30, 20, 10), value))
    assert image._repr_html_().split("<")[2].endswith(f", {text}")
    for picture in html_pictures(image._repr_html_()):
        assert np.all(picture == level)
    assert isinstance(image.plot(), plt.Figure)


def test_complex_images_are_shown_by_magnitude(pi: Pi2) -> None:
    image = image_of(pi, np.array([[0, 3 + 4j], [10j, -10]], dtype=np.complex64))
    picture = decoded(image._repr_png_())
    corners = [picture[0, 0], picture[-1, 0], picture[0, -1], picture[-1, -1]]
    assert np.allclose(corners, [0, 127.5, 255, 255], atol=1)
    assert "magnitudes 0 to 10 in the pixels shown" in image._repr_html_()


def test_the_range_of_very_large_images_is_that_of_the_pixels_shown(pi: Pi2, monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = np.ones((10, 10, 10), dtype=np.uint8)
    pixels[0, 0, 0], pixels[5, 5, 5] = 200, 100
    image = image_of(pi, pixels)
    assert "values 1 to 200<" in image._repr_html_()
    monkeypatch.setattr(_pictures, "_MOST_TO_SCAN", 999)
    assert "values 1 to 100 in the pixels shown<" in image._repr_html_()


def test_a_removed_image_and_a_closed_session_are_told(pi: Pi2) -> None:
    session = Pi2()
    removed, closed = pi.newimage(), session.newimage()
    removed.clear()
    session.closepi()
    for image in (removed, closed):
        assert image._repr_png_() is None
        html = image._repr_html_()
        assert "&lt;Pi2Image" in html
        assert "not in the session any more&gt;" in html
        with pytest.raises(ArgumentError):
            image.plot()


def test_text_is_escaped(pi: Pi2) -> None:
    html = Pi2Image(pi, "<script>alert(1)</script>")._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_showing_an_image_leaves_nothing_in_the_session(pi: Pi2) -> None:
    image = pi.newimage("float32", 5, 5, 5)
    image._repr_html_()
    image._repr_png_()
    assert pi.piobj.image_names() == [image.name]
    assert pi.piobj.value_names() == []


def test_a_plot_of_a_volume_has_three_slices_in_pixel_coordinates(pi: Pi2) -> None:
    pixels = np.arange(4 * 5 * 6, dtype=np.int16).reshape(4, 5, 6)
    figure = image_of(pi, pixels).plot(cmap="viridis", vmax=200)
    *slices, bar = figure.axes
    assert [axes.get_title() for axes in slices] == ["z = 3", "y = 2", "x = 2"]
    assert [(axes.get_xlabel()[0], axes.get_ylabel()[0]) for axes in slices] == [("x", "y"), ("x", "z"), ("y", "z")]
    for axes, expected in zip(slices, [pixels[:, :, 3].T, pixels[:, 2].T, pixels[2].T], strict=True):
        (shown,) = axes.images
        assert np.array_equal(shown.get_array(), expected)
        assert shown.get_extent() == [-0.5, expected.shape[1] - 0.5, expected.shape[0] - 0.5, -0.5]
        assert (shown.get_cmap().name, shown.get_clim()) == ("viridis", (3, 200))
    assert bar.get_ylabel() == "value"
    figure.savefig(io.BytesIO())


def test_a_plot_of_a_line_of_pixels_is_a_curve(pi: Pi2) -> None:
    values = np.sin(np.arange(3000, dtype=np.float32))
    values[7] = np.nan
    (axes,) = image_of(pi, values.reshape(1, 1, -1)).plot(color="red").axes
    (line,) = axes.lines
    assert np.array_equal(line.get_ydata(), values, equal_nan=True)
    assert np.array_equal(line.get_xdata(), np.arange(3000))
    assert (axes.get_xlabel(), axes.get_ylabel(), line.get_color()) == ("z [pixel]", "value", "red")
    (axes,) = image_of(pi, np.array([3 + 4j], dtype=np.complex64)).plot().axes
    assert axes.lines[0].get_ydata().tolist() == [5]
    assert axes.lines[0].get_marker() == "o"
    assert axes.get_ylabel() == "magnitude"


def test_a_plot_goes_into_given_axes(pi: Pi2) -> None:
    image = pi.newimage("uint8", 4, 5, 6)
    figure, axes = plt.subplots(2, 2)
    assert image.plot(axes) is figure
    assert [len(each.images) for each in axes.ravel()] == [1, 1, 1, 0]
    assert len(figure.axes) == 4
    figure, axes = plt.subplots()
    assert image.plot(axes) is figure
    assert axes.get_title() == "z = 3"
    with pytest.raises(ArgumentError, match="`axes`.*empty"):
        image.plot([])


def test_long_slices_are_drawn_with_fewer_pixels_at_the_right_place(pi: Pi2) -> None:
    (shown,) = pi.newimage("uint8", 5000, 7).plot().axes[0].images
    assert shown.get_array().shape == (3, 1667)
    assert shown.get_extent() == [-0.5, 4999.5, 6.5, -0.5]


def test_show_plots_and_shows(pi: Pi2, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[int] = []
    monkeypatch.setattr(plt, "show", lambda: shown.extend(plt.get_fignums()))
    assert pi.newimage("uint8", 4, 5).show(cmap="hot") is None
    assert len(shown) == 1
    assert plt.figure(shown[0]).axes[0].images[0].get_cmap().name == "hot"


@pytest.mark.parametrize("method", ["plot", "show"])
def test_without_matplotlib_a_plot_says_how_to_get_it(pi: Pi2, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    monkeypatch.delitem(sys.modules, "matplotlib.pyplot")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    image = pi.newimage("uint8", 4, 5)
    with pytest.raises(
        ImportError, match=r"a plot needs the package matplotlib\nhint: pip install matplotlib"
    ) as raised:
        getattr(image, method)()
    assert raised.value.name == "matplotlib"
    assert image._repr_png_() is not None
