"""Colours and edges: the slide's numbers, scikit-image as judge, and fast forms as plain."""

from __future__ import annotations

import colorsys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lossviz.data import cifar10
from lossviz.model.features.color_histogram import color_histogram, hue_bin
from lossviz.model.features.fast_color_histogram import fast_color_histogram
from lossviz.model.features.fast_hog import fast_hog
from lossviz.model.features.hog import hog, hog_length
from lossviz.model.features.planes import planes

EXACT = settings(deadline=None, derandomize=True)


@st.composite
def some_images(draw: st.DrawFn) -> NDArray[np.uint8]:
    """A few images of any size, (N, 3, H, W), with few values so that there are ties."""
    size = draw(st.tuples(st.integers(0, 3), st.integers(1, 40), st.integers(1, 40)))
    rng, values = np.random.default_rng(draw(st.integers(0, 9))), draw(st.sampled_from([2, 8, 256]))
    drawn = rng.integers(0, values, (size[0], 3, *size[1:])) * (255 // (values - 1))
    return drawn.astype(np.uint8)


# Colours

COLOURS = {
    (255, 0, 0): 0, (255, 127, 0): 0, (255, 128, 0): 1, (255, 255, 0): 2, (0, 255, 0): 4,
    (0, 255, 255): 6, (0, 0, 255): 8, (255, 0, 255): 10, (255, 0, 1): 11,
    (0, 0, 0): 0, (7, 7, 7): 0, (255, 255, 255): 0,
}  # fmt: skip


@pytest.mark.parametrize(("colour", "bin_number"), COLOURS.items())
def test_a_pixel_adds_one_to_the_bin_of_its_hue(colour: tuple[int, ...], bin_number: int) -> None:
    image = np.array(colour, np.uint8).reshape(1, 3, 1, 1)
    assert color_histogram(image).tolist() == [[int(k == bin_number) for k in range(12)]]


def test_hues_are_those_of_the_standard_library_but_on_edges() -> None:
    colours = np.random.default_rng(0).integers(0, 256, (3, 2_000))
    for bins in (10, 12, 25):
        place = np.array([colorsys.rgb_to_hsv(*map(int, c))[0] * bins for c in colours.T])
        inside = np.abs(place - np.round(place)) > 1e-9
        found = hue_bin(*colours, bins)[inside]
        np.testing.assert_array_equal(found, place[inside].astype(int) % bins)


@EXACT
@given(some_images(), st.integers(1, 256))
def test_every_pixel_counts_once_and_as_fast(images: NDArray[np.uint8], bins: int) -> None:
    plain = color_histogram(images, bins)
    np.testing.assert_array_equal(fast_color_histogram(images, bins), plain)
    np.testing.assert_array_equal(plain.sum(axis=1), images[:, 0].size // max(len(images), 1))


# Edges


def test_320_x_240_pixels_give_10800_numbers() -> None:
    image = np.zeros((1, 3, 240, 320), np.uint8)
    assert hog(image).shape == fast_hog(image).shape == (1, 10_800)
    assert hog_length(240, 320, 8, 9) == 10_800


def edge(turns: int) -> NDArray[np.uint8]:
    """8 x 8 pixels, dark left and bright right, turned anticlockwise by quarters."""
    image = np.zeros((3, 8, 8), np.uint8)
    image[:, :, 4:] = 100
    return np.rot90(image, turns, axes=(1, 2))[None]


@pytest.mark.parametrize(
    ("turns", "unsigned", "signed"), [(0, 0, 0), (1, 4, 13), (2, 0, 9), (3, 4, 4)]
)
def test_an_edge_counts_for_its_direction(turns: int, unsigned: int, signed: int) -> None:
    strength = 8 * 2 * 100  # eight pixels long, and both pixels beside it see it
    for form in (hog, fast_hog):
        of_nine, of_eighteen = form(edge(turns))[0], form(edge(turns), bins=18, signed=True)[0]
        assert np.flatnonzero(of_nine).tolist() == [unsigned]
        assert np.flatnonzero(of_eighteen).tolist() == [signed]
        assert of_nine.sum() == of_eighteen.sum() == strength


SETTINGS: list[dict[str, Any]] = [
    {}, {"cell": 5, "bins": 7}, {"bins": 18, "signed": True}, {"cell": 4, "block_norm": "l2-hys"},
]  # fmt: skip


@EXACT
@given(some_images(), st.sampled_from(SETTINGS))
def test_fast_edges_are_the_plain_ones(images: NDArray[np.uint8], chosen: dict[str, Any]) -> None:
    if hog_length(*images.shape[2:], chosen.get("cell", 8), 1, chosen.get("block_norm")) == 0:
        for form in (hog, fast_hog):
            with pytest.raises(ValueError, match="pixels or more"):
                form(images, **chosen)
        return
    plain = hog(images, **chosen)
    np.testing.assert_allclose(fast_hog(images, **chosen), plain, atol=1e-9)


def assert_as_scikit_image(images: NDArray[np.uint8], cell: int, bins: int) -> None:
    from skimage.feature import hog as judge

    size = {"pixels_per_cell": (cell, cell), "cells_per_block": (2, 2), "orientations": bins}
    expected = [judge(image, channel_axis=0, block_norm="L2-Hys", **size) for image in images]
    np.testing.assert_allclose(
        fast_hog(images, cell, bins, block_norm="l2-hys"), expected, atol=1e-6
    )


@pytest.mark.parametrize(("cell", "bins"), [(8, 9), (6, 4), (5, 12)])
def test_blocks_are_those_of_scikit_image(images: NDArray[np.uint8], cell: int, bins: int) -> None:
    assert_as_scikit_image(images, cell, bins)
    coarse = np.random.default_rng(0).integers(0, 8, (20, 3, 37, 30)) * 36  # equal lengths abound
    assert_as_scikit_image(coarse.astype(np.uint8), cell, bins)


def test_blocks_are_those_of_scikit_image_on_real_images(excerpt: Path) -> None:
    data = cifar10.load(excerpt / "cifar-10-batches-bin")
    assert_as_scikit_image(planes(data.test.images[::3]), 8, 9)


# What cannot be

IMAGE = np.zeros((1, 3, 16, 16), np.uint8)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: hog(IMAGE, cell=17), r"images must have 17 × 17 pixels or more for one cell"),
        (lambda: hog(IMAGE, cell=16, block_norm="l2-hys"), r"32 × 32 pixels or more for a block"),
        (lambda: hog(IMAGE, cell=1), "cell must be 2 to 64, not 1"),
        (lambda: hog(IMAGE, bins=2.0), "bins must be a whole number, not 2.0"),
        (lambda: hog(IMAGE, block_norm="l1"), "block_norm must be None or"),
        (lambda: color_histogram(IMAGE, 0), "bins must be 1 to 256, not 0"),
        (lambda: color_histogram(IMAGE / 2), "whole numbers of 0 to 255"),
        (lambda: color_histogram(IMAGE[0]), r"images must be \(N, 3, H, W\)"),
        (lambda: color_histogram(np.zeros((2, 3, 1024), np.uint8)), r"not \(2, 3, 1024\)"),
        (lambda: color_histogram(np.zeros((2, 12), np.uint8)), r"images must be \(N, 3072\)"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(call: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        call()
