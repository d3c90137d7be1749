"""Training: one snapshot a step, the same for the same seed, divergence as a result."""

from __future__ import annotations

import math
import os
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from lossviz.model.dataset import Dataset, Split
from lossviz.model.losses import LOSSES
from lossviz.model.training import Snapshot, TrainingConfig, evaluate, mean_image, train

SHORT = TrainingConfig(epochs=2, batch_size=64)  # 210 images: 4 steps an epoch, the last of 18


def test_steps_and_epochs(data: Dataset) -> None:
    run = list(train(SHORT, data))
    assert [s.step for s in run] == list(range(9))
    assert {s.steps_total for s in run} == {8}
    assert [s.epoch for s in run][3:6] == [192 / 210, 1.0, 1 + 64 / 210]
    assert [s.step for s in run if s.validation] == [0, 4, 8]
    assert all(s.config == SHORT and not s.diverged for s in run)


def test_the_start(data: Dataset) -> None:
    first = next(train(replace(SHORT, weight_scale=0.01), data))
    assert (first.data_loss, first.penalty, first.total, first.dW, first.db) == (None,) * 5
    assert first.W.shape == (3, 3072)
    assert first.W.std() == pytest.approx(0.01, rel=0.05)
    assert not first.b.any()


@pytest.mark.parametrize(("loss", "value"), [("softmax", math.log(3)), ("hinge", 2)])
def test_first_losses(data: Dataset, loss: str, value: float) -> None:
    start, first, *_ = train(replace(SHORT, loss=loss, weight_scale=0), data)
    assert start.validation is not None
    assert start.validation.data_loss == pytest.approx(value)
    assert first.data_loss == pytest.approx(value)
    assert first.penalty == 0
    assert first.total == first.data_loss


def test_snapshots_do_not_change(data: Dataset) -> None:
    seen = []
    for snapshot in train(SHORT, data):
        arrays = [a for a in (snapshot.W, snapshot.b, snapshot.dW, snapshot.db) if a is not None]
        assert not any(array.flags.writeable for array in arrays)
        assert all(array.dtype == np.float32 for array in arrays)
        seen.append((arrays, [array.copy() for array in arrays]))
    for arrays, copies in seen:
        for array, copy in zip(arrays, copies, strict=True):
            np.testing.assert_array_equal(array, copy)


def same(a: list[Snapshot], b: list[Snapshot]) -> bool:
    return all(
        np.array_equal(x.W, y.W) and np.array_equal(x.b, y.b) and x.total == y.total
        for x, y in zip(a, b, strict=True)
    )


def test_the_same_seed_gives_the_same_run(data: Dataset) -> None:
    run = list(train(SHORT, data))
    assert same(run, list(train(SHORT, data)))
    assert not same(run, list(train(replace(SHORT, seed=1), data)))


def test_each_epoch_visits_each_image_once() -> None:
    # One image has its own class each: the gradient of its bias tells that it was there.
    C = 12
    images = np.zeros((C, 3), np.uint8)
    data = Dataset("one each", Split(images, np.arange(C)), Split(images, np.arange(C)),
                   tuple("abcdefghijkl"))  # fmt: skip
    config = TrainingConfig(batch_size=4, epochs=3, weight_scale=0, learning_rate=1e-9)
    visits: list[list[int]] = []
    for snapshot in train(config, data):
        if snapshot.db is not None:
            visits.append(np.flatnonzero(snapshot.db < 0).tolist())
    learn = len(data.split()[0].labels)
    steps = math.ceil(learn / 4)
    epochs = [list(chain(*visits[i : i + steps])) for i in range(0, 3 * steps, steps)]
    assert all(sorted(epoch) == list(range(learn)) for epoch in epochs)
    assert epochs[0] != epochs[1]


def test_it_learns(data: Dataset) -> None:
    *_, last = train(TrainingConfig(epochs=5), data)
    assert last.validation is not None
    assert last.validation.accuracy > 0.9


def test_validation_images_are_unlearned(data: Dataset) -> None:
    """Whatever is held out, the same weights come of it, and the same losses of minibatches."""
    learn, held_out = data.split()
    images, labels = (np.concatenate(pair) for pair in zip(learn, held_out, strict=True))
    images[len(learn.images) :] = 255 - held_out.images
    labels[len(learn.labels) :] = (held_out.labels + 1) % 3
    other = replace(data, training=Split(images, labels))
    before, after = list(train(SHORT, data)), list(train(SHORT, other))
    assert same(before, after)
    assert before[-1].validation != after[-1].validation


def test_validation_is_of_the_images_held_out(data: Dataset) -> None:
    learn, held_out = data.split()
    mean, loss = mean_image(learn.images), LOSSES[SHORT.loss]
    seen = [snapshot for snapshot in train(SHORT, data) if snapshot.validation is not None]
    assert len(seen) == 1 + SHORT.epochs
    for snapshot in seen:
        assert snapshot.validation == evaluate(snapshot.W, snapshot.b, *held_out, mean, loss)
    assert seen[-1].validation != evaluate(seen[-1].W, seen[-1].b, *learn, mean, loss)


def test_settings_change_on_the_way(data: Dataset) -> None:
    run = train(replace(SHORT, optimizer="sgd"), data)
    before = [next(run) for _ in range(3)][-1]
    faster = replace(SHORT, optimizer="sgd", learning_rate=0.5, strength=0)
    after = run.send(faster)
    assert (after.step, after.config, after.penalty) == (3, faster, 0)
    assert after.dW is not None
    np.testing.assert_allclose(after.W, before.W - np.float32(0.5) * after.dW, rtol=1e-6)
    assert next(run).config == faster


def test_batch_size_and_epochs_change_on_the_way(data: Dataset) -> None:
    run = train(SHORT, data)
    next(run)
    next(run)
    small = run.send(replace(SHORT, batch_size=16))
    assert small.epoch == (64 + 16) / 210
    assert small.steps_total == 2 + math.ceil(130 / 16) + math.ceil(210 / 16)
    one_epoch = run.send(replace(SHORT, batch_size=512, epochs=1))
    assert (one_epoch.epoch, one_epoch.steps_total) == (1, 3)
    longer = run.send(replace(SHORT, epochs=3))
    assert longer.epoch == 1 + 64 / 210
    *_, last = run
    assert last.epoch == 3


def test_fewer_epochs_end_with_the_one_under_way(data: Dataset) -> None:
    run = train(replace(SHORT, epochs=9), data)
    for _ in range(7):
        next(run)
    run.send(replace(SHORT, epochs=1))
    *_, last = run
    assert last.epoch == 2
    assert last.validation is not None


def test_another_optimizer_starts_without_memory(data: Dataset) -> None:
    run = train(SHORT, data)
    before = [next(run) for _ in range(4)][-1]
    after = run.send(replace(SHORT, optimizer="adam", learning_rate=0.01))
    moved = np.abs(after.W - before.W)
    np.testing.assert_allclose(np.median(moved), 0.01, rtol=0.01)  # Adam's first step


def test_starting_from_given_weights(data: Dataset) -> None:
    W, b = np.full((3, 3072), 0.25), np.arange(3.0)
    first = next(train(SHORT, data, start=(W, b)))
    np.testing.assert_array_equal(first.W, W)
    np.testing.assert_array_equal(first.b, b)


@pytest.mark.parametrize(
    ("W", "b", "message"),
    [
        (np.ones((3, 4)), np.ones(3), r"W must be \(3, 3072\)"),
        (np.ones((3, 3072)), np.ones(4), r"b \(3,\)"),
        (np.full((3, 3072), np.nan), np.ones(3), "finite"),
        (np.full((3, 3072), 1e300), np.ones(3), "finite"),
    ],
)
def test_wrong_start(data: Dataset, W: np.ndarray, b: np.ndarray, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        train(SHORT, data, start=(W, b))


def test_data_that_cannot_be_learned_from(data: Dataset) -> None:
    nothing = Split(np.zeros((0, 3072), np.uint8), np.zeros(0, int))
    with pytest.raises(ValueError, match="noise has no training images"):
        train(SHORT, replace(data, training=nothing))
    with pytest.raises(ValueError, match="noise has labels outside 0 to 1"):
        train(SHORT, replace(data, class_names=("a", "b")))


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("optimizer", ["sgd", "momentum"])
def test_divergence_is_a_result(data: Dataset, loss: str, optimizer: str) -> None:
    config = replace(SHORT, loss=loss, learning_rate=1e30, optimizer=optimizer)
    *before, last = train(config, data)
    assert last.diverged
    assert not any(s.diverged for s in before)
    assert last.step == before[-1].step + 1 == last.steps_total
    assert last.total is not None
    assert np.isfinite(last.W).all()
    assert np.isfinite(last.b).all()
    np.testing.assert_array_equal(last.W, before[-1].W)
    assert not math.isfinite(last.total)


def test_the_excerpt_of_cifar10() -> None:
    beside = Path(__file__).parents[3] / "shared" / "data" / "cifar-10-excerpt"
    folder = Path(os.environ.get("LOSSVIZ_CIFAR10_EXCERPT", beside)) / "cifar-10-batches-bin"
    if not folder.is_dir():
        pytest.skip("the excerpt of CIFAR-10 is not here; set LOSSVIZ_CIFAR10_EXCERPT to find it")

    def read(*names: str) -> Split:
        records = np.concatenate([np.fromfile(folder / n, np.uint8) for n in names])
        records = records.reshape(-1, 3073)
        return Split(records[:, 1:], records[:, 0].astype(np.int64))

    training = read(*(f"data_batch_{i}.bin" for i in (1, 2, 3)))
    data = Dataset("excerpt", training, read("test_batch.bin"), tuple("0123456789"))
    start, *_, last = train(TrainingConfig(), data)
    mean = mean_image(data.split()[0].images)
    assert start.validation is not None
    assert start.validation.data_loss == pytest.approx(math.log(10), abs=0.02)
    assert evaluate(last.W, last.b, *data.test, mean, LOSSES["softmax"]).accuracy > 0.31
