"""Weights as images."""

from __future__ import annotations

import numpy as np
import pytest

from lossviz.model.templates import Scale, templates

GREY = 128


@pytest.mark.parametrize("scale", ["shared", "per-class"])
def test_zero_is_mid_grey(scale: Scale) -> None:
    images = templates(np.zeros((10, 3072), np.float32), scale)
    assert images.shape == (10, 32, 32, 3)
    assert images.dtype == np.uint8
    assert images.flags.c_contiguous
    assert (images == GREY).all()


def test_planes_become_colours() -> None:
    W = np.zeros((1, 3072))
    W[0, 0], W[0, 1024 + 33], W[0, 2048 + 1023] = 1, 1, -1  # red, green and blue
    image = templates(W)[0]
    assert image[0, 0].tolist() == [255, GREY, GREY]
    assert image[1, 1].tolist() == [GREY, 255, GREY]
    assert image[31, 31].tolist() == [GREY, GREY, 0]


def test_shared_scale_compares_classes_and_per_class_does_not() -> None:
    row = np.random.default_rng(0).standard_normal(3072)
    shared, alone = (
        templates(np.stack([row, row / 10]), scale) for scale in ("shared", "per-class")
    )
    assert shared[0].std() > 5 * shared[1].std()
    np.testing.assert_array_equal(alone[0], alone[1])


def test_it_does_not_depend_on_the_size_of_weights() -> None:
    W = np.random.default_rng(0).standard_normal((3, 3072))
    np.testing.assert_array_equal(templates(W), templates(W * 2.0**-40))
    assert templates(W.astype(np.float32)).std() == pytest.approx(templates(W).std(), rel=1e-3)


@pytest.mark.parametrize("scale", ["shared", "per-class"])
def test_weights_that_are_not_finite_are_mid_grey(scale: Scale) -> None:
    W = np.ones((2, 3072), np.float32)
    W[0, :3] = np.nan, np.inf, -np.inf
    images = templates(W, scale)
    assert images[0, 0, :3, 0].tolist() == [GREY] * 3
    assert images[0, 0, 3, 0] > GREY


def test_huge_and_tiny_float32() -> None:
    W = np.tile(np.array([1, -1], np.float32), (2, 1536))
    expected = templates(W)
    for size in (1e38, 1e-38, 1e-44):
        assert np.abs(templates(W * np.float32(size)).astype(int) - expected).max() <= 1


def test_unknown_scale() -> None:
    with pytest.raises(ValueError, match="log"):
        templates(np.zeros((1, 3072)), "log")  # type: ignore[arg-type]
