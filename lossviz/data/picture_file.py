"""A person's own picture, of any kind that Pillow reads: upright, in 8 bits a colour, on white.

    picture = read_picture("cat.jpg")
    row = centre_square(picture.pixels)

Pillow is imported by whoever reads, in the worker. A file is asked how large it is before its
pixels are unpacked, and one of too many pixels is refused: a few bytes can hold a picture that no
memory holds. Kinds that start other programs (EPS) are not read.
"""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from lossviz.data.errors import DataError, unreadable
from lossviz.data.other_kinds import START, kind_of_start
from lossviz.data.regular_files import open_regular
from lossviz.model.dataset import IMAGE_SIDE

if TYPE_CHECKING:
    from PIL.Image import Image

KINDS = (
    *("AVIF", "BMP", "DIB", "GIF", "ICO", "JPEG", "JPEG2000", "PCX", "PNG", "PPM", "QOI"),
    *("SGI", "TGA", "TIFF", "WEBP"),
)
ENDINGS = (
    *(".avif", ".bmp", ".dib", ".gif", ".ico", ".jpg", ".jpeg", ".jpe", ".jfif", ".jp2", ".mpo"),
    *(".pcx", ".png", ".pbm", ".pgm", ".ppm", ".pnm", ".qoi", ".sgi", ".tga", ".tif", ".tiff"),
    ".webp",
)
"""Endings of the names of pictures."""
MOST_PIXELS = 40_000_000
"""That are unpacked at once: 160 MB at four bytes each."""
MOST_SIDE = 1_024
"""Of a picture as it is shown and taken features of; a larger one is reduced."""
MOST_BYTES = 200_000_000
ORIENTATION, SIDEWAYS = 0x0112, (5, 6, 7, 8)
"""The tag of EXIF that says how a picture is turned, and where width and height change places."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture that was read.

    pixels: (H, W, 3) uint8, red, green and blue; no side is above 1,024.
    notes: what was done to it, in words, such as "reduced from 4,000 × 3,000 pixels".
    """

    pixels: Pixels
    notes: tuple[str, ...] = ()


def read_picture(path: Path | str, most_side: int = MOST_SIDE) -> Picture:
    """The picture in a file. Raises DataError, in one sentence, where there is none."""
    path = Path(path)
    try:
        with open_regular(path) as file:
            return _read(file, path.name, most_side)
    except OSError as error:
        raise unreadable(path, error) from error


def resized(pixels: Pixels, height: int, width: int) -> Pixels:
    """Pixels (H, W, 3) in another size: each new one is the mean of the area that it takes."""
    if pixels.shape[:2] == (height, width):
        return pixels
    rows = area_means(pixels, height)
    means = area_means(rows.swapaxes(0, 1), width).swapaxes(0, 1)
    return np.clip(np.round(means), 0, 255).astype(np.uint8)


def area_means(values: NDArray[Any], count: int) -> NDArray[np.float64]:
    """The means of `count` equal parts of the first axis of values (n, ...), (count, ...).

    A part that begins or ends within a value takes its share of it. As scikit-image's
    `resize_local_mean`, which a test holds it against: the bundle has no room for that.
    """
    n = len(values)
    sums = np.zeros((n + 1, *values.shape[1:]))
    np.cumsum(values, axis=0, out=sums[1:])
    edges = np.linspace(0, n, count + 1)
    whole = np.minimum(edges.astype(int), n - 1)
    share = (edges - whole).reshape(-1, *[1] * (values.ndim - 1))
    return np.asarray(np.diff(sums[whole] + share * values[whole], axis=0) * (count / n))


def centre_square(pixels: Pixels, side: int = IMAGE_SIDE) -> Pixels:
    """The largest square in the middle of pixels (H, W, 3), as (side, side, 3)."""
    height, width = pixels.shape[:2]
    edge = min(height, width)
    top, left = (height - edge) // 2, (width - edge) // 2
    return resized(pixels[top : top + edge, left : left + edge], side, side)


def image_row(pixels: Pixels) -> Pixels:
    """The centre square of pixels (H, W, 3) as a dataset has images: (3,072,), plane by plane."""
    return centre_square(pixels).transpose(2, 0, 1).reshape(-1)


def _read(file: BinaryIO, name: str, most_side: int) -> Picture:
    """Read an open file; whatever a damaged one raises becomes a sentence."""
    from PIL import Image, UnidentifiedImageError

    start = file.read(START)
    file.seek(0)
    if not start:
        raise DataError(f"{name} is empty. Get the file again.")
    if os.fstat(file.fileno()).st_size > MOST_BYTES:
        raise DataError(f"{name} has more than {MOST_BYTES // 10**6} MB. Save it smaller.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Pillow, on odd files that it reads all the same
        try:
            Image.init()
            known = [kind for kind in KINDS if kind in Image.OPEN]  # by this Pillow
            with Image.open(file, formats=known) as image:
                return _picture(image, name, most_side)
        except DataError:
            raise
        except Image.DecompressionBombError:
            raise _too_large(name, "far more") from None
        except UnidentifiedImageError:
            raise _no_picture(name, start) from None
        except Exception as error:  # a damaged picture can raise nearly anything
            raise DataError(f"{name} is damaged or ends too early. Get the file again.") from error


def _no_picture(name: str, start: bytes) -> DataError:
    kind = kind_of_start(start)
    if kind and "picture" not in kind.is_what:
        return DataError(f"{name} {kind.is_what}. Open a picture, such as a PNG or a JPEG.")
    if start[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return DataError(f"{name} is a HEIC picture, which is not read. Save it as a JPEG.")
    return DataError(f"{name} is no picture that can be read. Open one, such as a PNG or a JPEG.")


def _too_large(name: str, pixels: str) -> DataError:
    return DataError(
        f"{name} has {pixels} pixels, and at most {MOST_PIXELS // 10**6} million are read. "
        "Save it smaller."
    )


def _picture(image: Image, name: str, most_side: int) -> Picture:
    """The pixels of an opened image, and what was done to it."""
    from PIL import ImageOps

    width, height = image.size
    image.draft("RGB", (most_side, most_side))  # a large JPEG is unpacked smaller; others stay
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(name, f"{width:,} × {height:,}")
    notes = []
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":  # a photo and its preview
        notes.append("the first of several frames")
    if image.getexif().get(ORIENTATION, 1) in SIDEWAYS:
        width, height = height, width
    pixels = on_white(ImageOps.exif_transpose(reduced(eight_bits(image), most_side)))
    fitting = fitted(height, width, most_side)
    if fitting != (height, width):
        notes.append(f"reduced from {width:,} × {height:,} pixels")
    return Picture(resized(pixels, *fitting), tuple(notes))


def eight_bits(image: Image) -> Image:
    """An image of 8 bits a colour: palettes looked up, 16 bits and other numbers scaled."""
    from PIL.Image import fromarray

    if image.mode in ("1", "P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode.startswith("I;16"):
        return _keeping_exif(fromarray((np.asarray(image) >> 8).astype(np.uint8)), image)
    if image.mode in ("I", "F"):
        return _keeping_exif(fromarray(bytes_of(np.asarray(image))), image)
    image.load()
    return image


def _keeping_exif(scaled: Image, image: Image) -> Image:
    """With what says how the picture is turned."""
    scaled.info["exif"] = image.getexif().tobytes()
    return scaled


def bytes_of(numbers: NDArray[np.generic]) -> Pixels:
    """Numbers (H, W) of any size as bytes: 0 to 1, to 255 or to 65,535 as one means it.

    Any others are stretched, the lowest to black and the highest to white; nan is black.
    """
    values = np.nan_to_num(numbers.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(values.min()), float(values.max())
    tops = (255.0, 65_535.0) if numbers.dtype.kind in "iu" else (1.0, 255.0, 65_535.0)
    top = next((t for t in tops if high <= t), 0.0)
    if low < 0 or not top:
        values, top = values - np.float32(low), max(high - low, 1e-30)
    return np.asarray(np.round(values * np.float32(255 / top)).astype(np.uint8))


def reduced(image: Image, most_side: int) -> Image:
    """An image about twice as large as is wanted, or as it is: what follows takes less memory."""
    factor = max(image.size) // (2 * most_side)
    return image.reduce(factor) if factor >= 2 else image


def on_white(image: Image) -> Pixels:
    """Pixels (H, W, 3) of any image of 8 bits; what is transparent shows white."""
    from PIL.Image import alpha_composite, new

    if image.has_transparency_data:
        image = alpha_composite(new("RGBA", image.size, "white"), image.convert("RGBA"))
    return np.asarray(image.convert("RGB"))


def fitted(height: int, width: int, most: int) -> tuple[int, int]:
    """The size within a square of this side, of the same shape; no larger than it is.

    >>> fitted(3000, 4000, 1024), fitted(20, 10, 1024), fitted(1, 9000, 100)
    ((768, 1024), (20, 10), (1, 100))
    """
    share = min(1.0, most / max(height, width))
    return max(1, round(height * share)), max(1, round(width * share))
