"""How fast one step of SGD is: batch 128, 50,000 images, softmax and L2.

Where OPENBLAS_CORETYPE is set, it measures twice: with that kernel of OpenBLAS, and with the one
that OpenBLAS chooses by itself for this processor.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

import machine
import numpy as np
from table import Row, at_most, print_table

from lossviz.model.dataset import PIXELS, Split
from lossviz.model.fast_step import FastStep
from lossviz.model.optimizers import start
from lossviz.model.parameters import first_parameters
from lossviz.model.preprocessing import mean_image
from lossviz.model.step import step
from lossviz.model.training_config import TrainingConfig

IMAGES, CLASSES, REPEATS, STEPS = 50_000, 10, 80, 10
KERNEL, MEASURE = "OPENBLAS_CORETYPE", "--measure"
PRODUCTS, FAST, MOMENTUM, PLAIN = "products", "step", "step, momentum", "plain step"
TORCH, ALIGNED = "PyTorch", "aligned products"
CACHE_LINE = 64
NOTE = f"""Batch 128 at random out of 50,000 × 3,072 uint8, 10 classes, softmax, L2, SGD. A step:
gather, convert, centre, scores, loss, gradient, penalty, update. The products: `X @ W.T` and
`S.T @ X` in float32 on data that are ready. Medians of {REPEATS} turns of {STEPS} steps each;
malloc keeps large arrays, for all contestants."""
# By chance, glibc gives the large arrays of a whole process back after each step, and PyTorch's or
# the plain one then takes two to three times as long. With these it keeps them: each at its best.
KEEP_ARRAYS = {"MALLOC_MMAP_THRESHOLD_": str(2**26), "MALLOC_TRIM_THRESHOLD_": str(2**28)}
Timed = Callable[[], object]


def main() -> None:
    """Measure with each kernel in a process of its own, and print the table."""
    rows: list[Row] = []
    for variables in kernels():
        command = [sys.executable, __file__, MEASURE]
        env = {**variables, **KEEP_ARRAYS}
        told = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True).stdout
        kernel, us = json.loads(told)
        why = f"{KERNEL} is set" if KERNEL in variables else "OpenBLAS's own choice"
        rows += table_rows(us, f"{kernel} kernel, {why}")
    print_table("One step", rows, NOTE)


def kernels() -> list[dict[str, str]]:
    """The environment as it is and, where that names a kernel, without the name."""
    own_choice = {name: value for name, value in os.environ.items() if name != KERNEL}
    return [dict(os.environ), own_choice] if KERNEL in os.environ else [own_choice]


def measure() -> None:
    """Print the kernel's name and the medians, as JSON."""
    rng = np.random.default_rng(0)
    data = Split(
        rng.integers(0, 256, (IMAGES, PIXELS), dtype=np.uint8), rng.integers(0, CLASSES, IMAGES)
    )
    config = TrainingConfig(optimizer="sgd")
    contestants = {
        PRODUCTS: bare_products(config.batch_size, np.copy),
        ALIGNED: bare_products(config.batch_size, aligned),
        FAST: fast(data, config),
        MOMENTUM: fast(data, TrainingConfig()),
        PLAIN: plain(data, config),
    }
    if find_spec("torch"):
        contestants[TORCH] = torch_step(data, config)
    print(json.dumps([machine.blas()[0], medians(contestants)]))


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


def table_rows(us: dict[str, float], kernel: str) -> list[Row]:
    """The two goals and, for comparison, other products and other steps."""
    to_products, to_torch = f"step / products ({kernel})", f"step / PyTorch eager ({kernel})"
    rows = [at_most(to_products, us[FAST] / us[PRODUCTS], 1, ratio(us, FAST, PRODUCTS))]
    if TORCH in us:
        rows.append(at_most(to_torch, us[FAST] / us[TORCH], 0.25, ratio(us, FAST, TORCH)))
    else:
        rows.append(Row(to_torch, "n/a, torch is not installed", "≤ 0.25"))
    to_aligned = f"step / products on aligned arrays ({kernel})"
    rows.append(Row(to_aligned, ratio(us, FAST, ALIGNED)))
    for name in (MOMENTUM, PLAIN):
        rows.append(Row(f"{name} / products ({kernel})", ratio(us, name, PRODUCTS)))
    return rows


def ratio(us: dict[str, float], name: str, base: str) -> str:
    """One over the other, and both."""
    return f"{us[name] / us[base]:.2f} ({us[name]:,.0f} / {us[base]:,.0f} µs)"


def batches(size: int) -> Iterator[np.ndarray]:
    """Random rows, without end."""
    rng = np.random.default_rng(1)
    while True:
        order = rng.permutation(IMAGES)
        for i in range(0, IMAGES - size + 1, size):
            yield order[i : i + size]


def bare_products(batch: int, place: Callable[[np.ndarray], np.ndarray]) -> Timed:
    """X @ W.T and S.T @ X in float32, on data that are ready, where `place` puts them."""
    rng = np.random.default_rng(2)
    shapes = (batch, PIXELS), (CLASSES, PIXELS), (batch, CLASSES)
    X, W, S = (place(rng.standard_normal(shape, dtype=np.float32)) for shape in shapes)
    return lambda: (X @ W.T, S.T @ X)


def aligned(array: np.ndarray) -> np.ndarray:
    """A copy that begins with a cache line; NumPy's own begin with one by chance alone."""
    memory = np.empty(array.nbytes + CACHE_LINE, np.uint8)
    first = -memory.ctypes.data % CACHE_LINE
    copy = memory[first : first + array.nbytes].view(array.dtype).reshape(array.shape)
    copy[:] = array
    return copy


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
    torch, functional = import_module("torch"), import_module("torch.nn.functional")
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
        data_loss = functional.cross_entropy(functional.linear(X, W, b), labels[n])
        total = data_loss + config.strength * (W * W).sum()
        optimizer.zero_grad()
        total.backward()
        optimizer.step()

    return run


if __name__ == "__main__":
    if sys.argv[1:] == [MEASURE]:
        measure()
    else:
        main()
