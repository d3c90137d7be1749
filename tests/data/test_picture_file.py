"""Pictures of one's own: every kind, upright, on white, of bounded size; and what is none."""

from __future__ import annotations

import io
import resource
import struct
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from lossviz.data.errors import DataError
from lossviz.data.picture_file import bytes_of, centre_square, image_row, read_picture, resized

RED, BLUE, WHITE = [255, 0, 0], [0, 0, 255], [255, 255, 255]


def two_halves(mode: str = "RGB") -> Image.Image:
    """16 x 12 pixels, red left and blue right."""
    image = Image.new("RGB", (16, 12), "red")
    image.paste((0, 0, 255), (8, 0, 16, 12))
    return image.convert(mode)


def saved(folder: Path, image: Image.Image, name: str, **how: object) -> Path:
    path = folder / name
    image.save(path, **how)
    return path


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("a.png", "RGB"), ("a.png", "P"), ("a.png", "RGBA"), ("a.jpg", "RGB"), ("a.jpg", "CMYK"),
        ("a.tif", "RGB"), ("a.tif", "CMYK"), ("a.gif", "P"), ("a.bmp", "RGB"), ("a.webp", "RGB"),
        ("a.ppm", "RGB"), ("a.tga", "RGB"), ("a.ico", "RGBA"), ("a.jp2", "RGB"),
    ],
)  # fmt: skip
def test_each_kind_is_read(tmp_path: Path, name: str, mode: str) -> None:
    how = {"sizes": [(16, 12)]} if name == "a.ico" else {}
    picture = read_picture(saved(tmp_path, two_halves(mode), name, **how))
    assert picture.pixels.shape == (12, 16, 3)
    np.testing.assert_allclose(picture.pixels[6, 2], RED, atol=9)
    np.testing.assert_allclose(picture.pixels[6, 13], BLUE, atol=9)
    assert picture.notes == ()


def test_each_way_to_turn_a_picture_is_turned_back(tmp_path: Path) -> None:
    upright = np.asarray(two_halves().resize((32, 16), Image.Resampling.NEAREST)).copy()
    upright[:4] = WHITE
    turns: list[Callable[[NDArray[np.uint8]], NDArray[np.uint8]]] = [
        lambda a: a, np.fliplr, lambda a: np.rot90(a, 2), np.flipud, lambda a: a.transpose(1, 0, 2),
        np.rot90, lambda a: np.rot90(a, 2).transpose(1, 0, 2), lambda a: np.rot90(a, -1),
    ]  # fmt: skip
    for number, turn in enumerate(turns, 1):
        exif = Image.Exif()
        exif[0x0112] = number
        stored = Image.fromarray(np.ascontiguousarray(turn(upright)))
        path = saved(tmp_path, stored, f"{number}.png", exif=exif)
        np.testing.assert_array_equal(read_picture(path).pixels, upright)
        assert read_picture(path, 8).pixels.shape == (4, 8, 3)


def test_what_is_transparent_shows_white(tmp_path: Path) -> None:
    clear = two_halves("RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    clear.putpixel((1, 0), (0, 0, 0, 128))
    pixels = read_picture(saved(tmp_path, clear, "a.png")).pixels
    assert pixels[0, 0].tolist() == WHITE
    np.testing.assert_allclose(pixels[0, 1], 127, atol=1)
    palette = two_halves("P")
    path = saved(tmp_path, palette, "b.png", transparency=palette.getpixel((0, 0)))
    assert read_picture(path).pixels[6, [2, 13]].tolist() == [WHITE, BLUE]


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_16_bits_become_8(tmp_path: Path, name: str) -> None:
    deep = np.linspace(0, 65_535, 192).astype(np.uint16).reshape(12, 16)
    pixels = read_picture(saved(tmp_path, Image.fromarray(deep), name)).pixels
    np.testing.assert_array_equal(pixels[..., 0], deep >> 8)
    assert (pixels == pixels[..., :1]).all()


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (np.array([[0.0, 1.0]]), [[0, 255]]),
        (np.array([[0.0, 255.0]]), [[0, 255]]),
        (np.array([[0, 1]]), [[0, 1]]),
        (np.array([[0, 65_535]]), [[0, 255]]),
        (np.array([[-5.0, 0.0, 5.0]]), [[0, 128, 255]]),
        (np.array([[0.0, 1e9]]), [[0, 255]]),
        (np.array([[np.nan, np.inf, 1.0]]), [[0, 0, 255]]),
        (np.array([[-3, -3]]), [[0, 0]]),
    ],
)
def test_other_numbers_are_scaled(numbers: NDArray[np.generic], expected: list[list[int]]) -> None:
    assert bytes_of(numbers).tolist() == expected


def test_of_an_animation_the_first_frame_is_taken_and_told(tmp_path: Path) -> None:
    frames = [two_halves(), Image.new("RGB", (16, 12), "white")]
    path = saved(tmp_path, frames[0], "a.gif", save_all=True, append_images=frames[1:])
    picture = read_picture(path)
    assert picture.pixels[6, 2].tolist() == RED
    assert picture.notes == ("the first of several frames",)


def test_a_large_picture_is_reduced_and_says_so(tmp_path: Path) -> None:
    large = two_halves().resize((3_000, 1_200))
    for name in ("a.png", "a.jpg"):
        picture = read_picture(saved(tmp_path, large, name))
        assert picture.pixels.shape == (410, 1_024, 3)
        assert picture.notes == ("reduced from 3,000 × 1,200 pixels",)
        np.testing.assert_allclose(picture.pixels[200, [100, 900]], [RED, BLUE], atol=4)


def test_a_single_pixel_is_a_picture(tmp_path: Path) -> None:
    pixels = read_picture(saved(tmp_path, Image.new("RGB", (1, 1), "red"), "a.png")).pixels
    assert pixels.tolist() == [[RED]]
    assert image_row(pixels).reshape(3, 1024).mean(axis=1).tolist() == RED


def test_the_square_in_the_middle_is_taken() -> None:
    pixels = np.zeros((10, 30, 3), np.uint8)
    pixels[:, 10:20] = 200
    assert (centre_square(pixels, 5) == 200).all()
    shades = np.arange(64, dtype=np.uint8).reshape(8, 8, 1).repeat(3, axis=2)
    means = shades.reshape(4, 2, 4, 2, 3).mean(axis=(1, 3))
    np.testing.assert_allclose(resized(shades, 4, 4), means, atol=0.5)


@pytest.mark.parametrize("size", [(32, 32), (5, 7), (1, 1), (90, 41)])
def test_it_is_resized_as_scikit_image_does(size: tuple[int, int]) -> None:
    from skimage.transform import resize_local_mean

    pixels = np.random.default_rng(0).integers(0, 256, (67, 40, 3), np.uint8)
    expected = resize_local_mean(pixels, size, preserve_range=True, channel_axis=2)
    np.testing.assert_allclose(resized(pixels, *size), expected, atol=0.5 + 1e-6)


# What is none


def bomb(width: int, height: int) -> bytes:
    """A PNG of so many pixels in a few bytes, if it were unpacked."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n"
    for kind, data in (
        (b"IHDR", header),
        (b"IDAT", zlib.compress(bytes(3 * width + 1))),
        (b"IEND", b""),
    ):
        content += struct.pack(">I", len(data)) + kind + data
        content += struct.pack(">I", zlib.crc32(kind + data))
    return content


def encoded(kind: str) -> bytes:
    stream = io.BytesIO()
    noise = np.random.default_rng(0).integers(0, 256, (40, 40, 3), np.uint8)
    Image.fromarray(noise).save(stream, kind)
    return stream.getvalue()


CUT = ("PNG", "JPEG", "BMP")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"hello", "is no picture that can be read. Open one, such as a PNG or a JPEG"),
        (b"<!doctype html><html>", "is a web page and not the file"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "is a HEIC picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is no picture that can be read"),
        (bomb(20_000, 20_000), "far more pixels, and at most 40 million are read. Save it smaller"),
        (bomb(8_000, 8_000), "has 8,000 × 8,000 pixels, and at most 40 million are read"),
        *((encoded(kind)[:-900], "is damaged or ends too early") for kind in CUT),
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_no_picture_is_told_in_a_sentence(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "it.png"
    path.write_bytes(content)
    with pytest.raises(DataError, match=told) as found:
        read_picture(path)
    assert str(found.value).startswith("it.png ")
    assert str(found.value).endswith(".")


def test_what_was_damaged_anywhere_is_a_picture_or_a_sentence(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    for kind in ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP"):
        for _ in range(20):
            content = bytearray(encoded(kind))
            for place in rng.integers(0, min(len(content), 400), 4):
                content[place] = rng.integers(256)
            path = tmp_path / "a"
            path.write_bytes(content)
            with suppress(DataError):  # anything else is a fault of ours
                assert read_picture(path, 64).pixels.dtype == np.uint8


def test_nothing_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is nothing at"):
        read_picture(tmp_path / "a.png")
    with pytest.raises(DataError, match="cannot be read"):
        read_picture(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss counts in kilobytes on Linux")
def test_no_picture_takes_more_memory_than_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(bomb(20_000, 20_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(DataError, match="far more pixels"):
        read_picture(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
