"""How fast features are taken of images: hues, edges, words, and all of them of a whole dataset."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Generator
from typing import TypeVar

import numpy as np
from table import Row, at_least, at_most, print_table

from lossviz.data import stand_in
from lossviz.model.features.fast_color_histogram import fast_color_histogram
from lossviz.model.features.fast_hog import fast_hog
from lossviz.model.features.fast_words import fast_encode
from lossviz.model.features.planes import planes
from lossviz.model.features.recipe import Recipe, Words, extracting, finding_words

IMAGES, TURNS, JUDGED, ALL = 1_000, 7, 100, 50_000
NOTE = f"""Of {IMAGES:,} drawn images of 32 × 32, medians of {TURNS} turns; scikit-image takes
{JUDGED} of them in each of those turns. Words are counted after they were found; all features of
{ALL:,} images (the drawn ones, repeated) are 256 numbers each, with the finding of the words."""
Timed = Callable[[], object]
T = TypeVar("T")


def main() -> None:
    """Measure and print the table."""
    images = stand_in.load().training.images
    some = images[:IMAGES]
    codebook = drained(finding_words(some, Words()))
    ms = medians(
        {
            "hues": lambda: fast_color_histogram(some),
            "edges": lambda: fast_hog(some),
            "blocks": lambda: fast_hog(some, block_norm="l2-hys"),
            "scikit-image": lambda: scikit_image(some[:JUDGED]),
            "words": lambda: fast_encode(some, codebook),
            "triangle": lambda: fast_encode(some, codebook, "triangle"),
        }
    )
    judge = ms["scikit-image"] * IMAGES / JUDGED
    ratio = judge / ms["blocks"]
    rows = [
        goal("12 hues", ms["hues"], 20),
        goal("edges, cells of 8 × 8", ms["edges"], 25),
        at_least(
            "scikit-image / edges, normalised in blocks", ratio, 10,
            f"{ratio:.1f} ({judge:.0f} / {ms['blocks']:.0f} ms)",
        ),
        goal("100 words, stride 1", ms["words"], 400),
        Row("the same, triangle", f"{ms['triangle']:.0f} ms"),
        *whole(images),
    ]  # fmt: skip
    print_table("Features", rows, NOTE)


def goal(what: str, ms: float, limit: float) -> Row:
    """A row of milliseconds."""
    return at_most(what, ms, limit, f"{ms:.0f} ms", "ms")


def whole(images: np.ndarray) -> list[Row]:
    """All features of 10,000 images, and of 50,000, and the memory that they took at most."""
    seconds_of_part = seconds_for(images)
    many = np.tile(images, (ALL // len(images), 1))
    before = peak()
    seconds = seconds_for(many)
    grown = peak() - before
    return [
        at_most(f"all of {len(images):,}", seconds_of_part, 6, f"{seconds_of_part:.1f} s", "s"),
        at_most(f"all of {ALL:,}", seconds, 30, f"{seconds:.1f} s", "s"),
        at_most(f"memory for all of {ALL:,}, without images", grown, 500, f"{grown:.0f} MB", "MB"),
    ]


def seconds_for(images: np.ndarray) -> float:
    """How long all features of these images take."""
    begin = time.perf_counter()
    codebook = drained(finding_words(images, Words()))
    drained(extracting(images, Recipe(), codebook))
    return time.perf_counter() - begin


def peak() -> float:
    """The most memory that this process had at a time, in megabytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if sys.platform == "darwin" else 2**10)


def scikit_image(images: np.ndarray) -> None:
    """The judge of the tests, image by image."""
    from skimage.feature import hog

    for image in planes(images):
        hog(image, pixels_per_cell=(8, 8), cells_per_block=(2, 2), channel_axis=0)


def medians(contestants: dict[str, Timed]) -> dict[str, float]:
    """Median milliseconds of each; they take turns."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(TURNS):
        for name, run in contestants.items():
            begin = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - begin)
    return {name: 1e3 * float(np.median(t)) for name, t in times.items()}


def drained(job: Generator[object, None, T]) -> T:
    """What a job returns."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


if __name__ == "__main__":
    main()
