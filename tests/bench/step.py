"""How fast one step of SGD is: batch 128, 50,000 images, softmax and L2.

    python -m tests.bench.step

Ratios are medians over one run in which the contestants take turns. One BLAS thread.
"""

from __future__ import annotations

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec

import numpy as np

from lossviz.model.dataset import PIXELS, Split
from lossviz.model.fast_step import FastStep
from lossviz.model.optimizers import start
from lossviz.model.parameters import first_parameters
from lossviz.model.preprocessing import mean_image
from lossviz.model.step import step
from lossviz.model.training_config import TrainingConfig

IMAGES, CLASSES, REPEATS, STEPS = 50_000, 10, 80, 10
Timed = Callable[[], object]


def main() -> None:
    """Measure and print the table."""
    rng = np.random.default_rng(0)
    data = Split(
        rng.integers(0, 256, (IMAGES, PIXELS), dtype=np.uint8), rng.integers(0, CLASSES, IMAGES)
    )
    config = TrainingConfig(optimizer="sgd")
    contestants = {
        "two bare products": bare_products(config.batch_size),
        "fast step": fast(data, config),
        "fast step, momentum": fast(data, TrainingConfig()),
        "plain step": plain(data, config),
    }
    if find_spec("torch"):
        contestants["PyTorch eager"] = torch_step(data, config)
    print_table(medians(contestants))


def medians(contestants: dict[str, Timed]) -> dict[str, float]:
    """Median microseconds of each; they take turns, some steps each, as training makes them."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    order, shuffle = list(contestants.items()), np.random.default_rng(0).shuffle
    for _ in range(REPEATS):
        shuffle(order)  # nobody always comes after the same one
        for name, run in order:
            begin = time.perf_counter()
            for _ in range(STEPS):
                run()
            times[name].append((time.perf_counter() - begin) / STEPS)
    return {name: 1e6 * float(np.median(t)) for name, t in times.items()}


def print_table(us: dict[str, float]) -> None:
    """One line a contestant: microseconds, and times the bare products."""
    print(f"{'one step, batch 128':24}{'µs':>8}{'× products':>12}{'× PyTorch':>12}")
    torch = us.get("PyTorch eager")
    for name, value in us.items():
        to_torch = f"{value / torch:.2f}" if torch else "n/a"
        print(f"{name:24}{value:8.0f}{value / us['two bare products']:12.2f}{to_torch:>12}")
    if not torch:
        print(f"{'PyTorch eager':24}{'n/a':>8}{'n/a':>12}{'n/a':>12}")


def batches(size: int) -> Iterator[np.ndarray]:
    """Random rows, without end."""
    rng = np.random.default_rng(1)
    while True:
        order = rng.permutation(IMAGES)
        for i in range(0, IMAGES - size + 1, size):
            yield order[i : i + size]


def bare_products(batch: int) -> Timed:
    """X @ W.T and S.T @ X in float32, on data that are ready."""
    rng = np.random.default_rng(2)
    X = rng.standard_normal((batch, PIXELS), dtype=np.float32)
    W = rng.standard_normal((CLASSES, PIXELS), dtype=np.float32)
    S = rng.standard_normal((batch, CLASSES), dtype=np.float32)
    return lambda: (X @ W.T, S.T @ X)


def fast(data: Split, config: TrainingConfig) -> Timed:
    """The step that training takes."""
    rows, take_step = batches(config.batch_size), FastStep(data, mean_image(data.images), CLASSES)
    state = start(first_parameters(CLASSES, PIXELS, config.weight_scale, 0))

    def run() -> None:
        nonlocal state
        state = take_step(state, next(rows), config).state

    return run


def plain(data: Split, config: TrainingConfig) -> Timed:
    """The step that the lecture shows."""
    rows, mean = batches(config.batch_size), mean_image(data.images)
    state = start(first_parameters(CLASSES, PIXELS, config.weight_scale, 0))

    def run() -> None:
        nonlocal state
        n = next(rows)
        state = step(state, data.images[n], data.labels[n], mean, CLASSES, config).state

    return run


def torch_step(data: Split, config: TrainingConfig) -> Timed:
    """The same work in PyTorch eager: gather, convert, centre, linear, loss, backward, SGD."""
    import torch
    from torch.nn.functional import cross_entropy, linear

    torch.set_num_threads(1)
    rows = batches(config.batch_size)
    images, labels = torch.from_numpy(data.images), torch.from_numpy(data.labels)
    mean = torch.from_numpy(mean_image(data.images))
    W = (config.weight_scale * torch.randn(CLASSES, PIXELS)).requires_grad_()
    b = torch.zeros(CLASSES, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=config.learning_rate)

    def run() -> None:
        n = torch.from_numpy(next(rows))
        X = images[n].float() / 255 - mean
        total = cross_entropy(linear(X, W, b), labels[n]) + config.strength * (W * W).sum()
        optimizer.zero_grad()
        total.backward()
        optimizer.step()

    return run


if __name__ == "__main__":
    main()
