"""Every number that the Scores panel shows, against the lecture and the model."""

from __future__ import annotations

import dataclasses
import math
import sys
from types import CodeType, FrameType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz.model.losses import Hinge, Loss, Softmax
from lossviz.panels.scores.evaluation import STEP, Evaluation, Ran, evaluate, functions_that_ran
from lossviz.panels.scores.plots import gradient_picture
from lossviz.panels.scores.state import ScoresState, ScoresView, with_scale, with_variant
from lossviz.panels.scores.tables import LECTURE, preset
from lossviz.panels.scores.weights import with_linear, with_weight
from tests.panels.scores.tables import anything, evaluated, steady, tables, tenths, views

# The lecture


@pytest.mark.parametrize(
    ("key", "variant", "each", "mean"),
    [
        ("lecture", {}, [2.9, 0, 12.9], 5.2667),
        ("lecture", {"include_true_class": True}, [3.9, 1, 13.9], 6.2667),
        ("lecture", {"mean": True}, [1.45, 0, 6.45], 2.6333),
        ("lecture", {"squared": True}, [8.41, 0, 83.25], 30.5533),
        ("double", {}, [4.8, 0, 23.8], 9.5333),
        ("zero", {}, [2, 2, 2], 2),
        ("three", {}, [0, 0, 0], 0),
    ],
)
def test_hinge_losses(key: str, variant: dict[str, object], each: list[float], mean: float) -> None:
    found = evaluated(key, **variant)
    assert found.hinge.each == pytest.approx(each)
    assert found.hinge.mean == pytest.approx(mean, abs=5e-5)
    sums = found.terms.sum(axis=1) / found.example.divisor
    assert sums == pytest.approx(each)


def test_the_original_stays_beside_a_variant() -> None:
    state = with_variant(preset(LECTURE, "double"), squared=True, margin=3.0)
    found = evaluate(state, ScoresView(example=2))
    assert found.original_hinge.mean == pytest.approx(5.2667, abs=5e-5)
    assert found.original_hinge.each == pytest.approx([2.9, 0, 12.9])
    assert found.original_softmax.mean == pytest.approx(2.7587, abs=5e-5)
    assert found.example.original_hinge == pytest.approx(12.9)
    assert found.example.original_terms == pytest.approx([6.3, 6.6, 0])
    assert found.example.original_p == pytest.approx([0.4247, 0.5732, 0.0021], abs=6e-5)
    assert found.example.original_softmax == pytest.approx(6.1565, abs=5e-5)
    assert found.example.original_s.tolist() == [2.2, 2.5, -3.1]
    assert found.example.s.tolist() == [4.4, 5, -6.2]
    curve = found.jiggles[0]
    assert curve.original_hinge[curve.offsets == 0] == pytest.approx(12.9)


def test_the_terms_of_each_image() -> None:
    found = evaluated("lecture")
    assert found.terms == pytest.approx(np.array([[0, 2.9, 0], [0, 0, 0], [6.3, 6.6, 0]]))
    assert found.example.terms == pytest.approx([0, 2.9, 0])
    assert found.example.margins.tolist() == [1, 2.9, -3.9]
    spare = evaluated("lecture", ScoresView(example=1)).example.margins
    assert spare.tolist() == [-2.6, 1, -1.9]
    assert evaluated("double", ScoresView(example=1)).example.margins.tolist() == [-6.2, 1, -4.8]


def test_the_softmax_chain() -> None:
    found = evaluated("lecture")
    cat = found.example
    assert 10**cat.log10_exp == pytest.approx([24.533, 164.022, 0.183], abs=5e-4)
    assert 10**cat.log10_sum == pytest.approx(188.737, abs=5e-4)
    assert cat.p == pytest.approx([0.1300, 0.8690, 0.0010], abs=5e-5)
    assert cat.softmax == pytest.approx(2.0404, abs=5e-5)
    assert found.softmax.each == pytest.approx([2.0404, 0.0791, 6.1565], abs=5e-5)
    assert found.softmax.mean == pytest.approx(2.7587, abs=5e-5)


def test_all_scores_0() -> None:
    assert evaluated("zero").softmax.each == pytest.approx([math.log(3)] * 3)
    small = evaluate(with_scale(LECTURE, 0.0), ScoresView())
    assert small.s.tolist() == [[0, 0, 0]] * 3
    assert not np.signbit(small.s).any()
    assert small.hinge.mean == 2
    assert small.softmax.mean == pytest.approx(math.log(3))


def test_softmax_against_hinge() -> None:
    found = evaluated("three", ScoresView(plot="all"))
    assert found.softmax.each == pytest.approx([9.18e-4, 0.5514, 3.38e-48], rel=1e-3, abs=0)
    for i, loss in enumerate([9.18e-4, 0.5514, 3.38e-48]):
        chosen = evaluated("three", ScoresView(example=i)).example
        assert chosen.softmax == pytest.approx(loss, rel=1e-3, abs=0)
        assert not chosen.dS_hinge.any()
        assert chosen.dS_softmax.all()
    pushes = [curve.hinge[curve.offsets > 0] for curve in found.jiggles]
    assert [bool(push.any()) for push in pushes] == [False, True, False]
    assert all((np.diff(curve.softmax) > 0).all() for curve in found.jiggles[:2])


def test_the_mockup() -> None:
    found = evaluated("lecture")
    (curve,) = found.jiggles
    assert (curve.offsets[0], curve.offsets[-1]) == (-6, 4)
    assert curve.at == pytest.approx((-1, 1.9, 1.24), abs=5e-3)
    assert curve.now == pytest.approx((2.9, 2.0404), abs=5e-5)
    assert curve.kinks == ((-2.9, 0.0),)
    assert curve.slopes == pytest.approx((1, 0.71), abs=5e-3)
    assert found.example.dS_hinge.tolist() == [-1, 1, 0]
    assert found.example.dS_softmax == pytest.approx([-0.87, 0.869, 0.001], abs=5e-4)
    assert found.example.numeric_hinge == pytest.approx([-1, 1, 0])
    assert found.example.check_hinge < 1e-7
    assert found.example.check_softmax < 1e-5


# What the numbers are, whatever the table


@steady
@given(st.data())
def test_everything_is_the_models(data: st.DataObject) -> None:
    state = data.draw(tables())
    view = data.draw(views(state))
    found = evaluate(state, view)
    y, chosen = np.array(state.y), found.example
    assert found.s == pytest.approx(state.scale * np.array(state.scores), abs=1e-9)
    for loss, all_images, one in (
        (state.hinge, found.hinge, chosen.hinge),
        (Softmax(), found.softmax, chosen.softmax),
    ):
        assert all_images.each == pytest.approx(loss.loss(found.s, y), rel=1e-9, abs=1e-6)
        assert all_images.mean == pytest.approx(all_images.each.mean())
        assert one == pytest.approx(all_images.each[view.example], rel=1e-12)
    assert chosen.terms.sum() / chosen.divisor == pytest.approx(chosen.hinge)
    assert chosen.p.sum() == pytest.approx(1)
    assert chosen.log10_exp - chosen.log10_sum == pytest.approx(np.log10(chosen.p), abs=1e-9)
    assert -np.log(chosen.p[chosen.y]) == pytest.approx(chosen.softmax, abs=1e-9)


@steady
@given(st.data())
def test_analytic_slopes_are_the_numeric_ones(data: st.DataObject) -> None:
    state = data.draw(tables())
    found = evaluate(state, data.draw(views(state))).example
    np.testing.assert_allclose(found.dS_softmax, found.numeric_softmax, rtol=1e-4, atol=1e-9)
    assert found.check_softmax < 1e-2
    margins = np.delete(found.margins, found.y)
    assert found.at_kink == bool((np.abs(margins) < STEP).any())
    if not found.at_kink:
        np.testing.assert_allclose(found.dS_hinge, found.numeric_hinge, rtol=1e-6, atol=1e-6)
        assert found.check_hinge < 1e-4


@steady
@given(st.data())
def test_anything_finite_gives_finite_read_only_numbers(data: st.DataObject) -> None:
    state = data.draw(tables(anything))
    numbers(evaluate(state, data.draw(views(state))))


def numbers(record: object) -> None:
    """Look at every number of a record, and of those in it."""
    if isinstance(record, np.ndarray):
        assert np.isfinite(record).all()
        assert not record.flags.writeable
    elif isinstance(record, float):
        assert math.isfinite(record)
        assert type(record) is float
    elif isinstance(record, tuple):
        for part in record:
            numbers(part)
    elif dataclasses.is_dataclass(record) and not isinstance(record, ScoresState | ScoresView):
        for field in dataclasses.fields(record):
            numbers(getattr(record, field.name))


@pytest.mark.parametrize("squared", [False, True])
def test_extremes_are_exact(squared: bool) -> None:
    state = dataclasses.replace(
        LECTURE, scores=((-1e4, 1e4, 0.0),) * 3, hinge=Hinge(squared=squared)
    )
    found = evaluate(state, ScoresView())
    power = 2 if squared else 1
    assert found.hinge.each[0] == found.example.hinge == 20_001**power + 10_001**power
    assert found.softmax.each.tolist() == [2e4, 0, 1e4]
    assert found.example.softmax == 2e4
    assert found.example.p.tolist() == [0, 1, 0]
    assert found.example.log10_exp == pytest.approx([-4342.944819, 4342.944819, 0])
    assert found.example.log10_sum == pytest.approx(4342.944819)


# On the margin


def exactly_on_the_margin(s_y: float) -> Evaluation:
    scores = ((s_y, round(s_y - 1, 1), round(s_y - 5, 1)), *LECTURE.scores[1:])
    return evaluate(dataclasses.replace(LECTURE, scores=scores), ScoresView())


@steady
@given(tenths)
def test_on_the_margin_there_is_no_dirt_of_binary_fractions(s_y: float) -> None:
    found = exactly_on_the_margin(s_y)
    assert found.example.hinge == found.hinge.each[0] == found.example.terms[1] == 0
    assert found.example.margins[1] == 0
    assert not found.example.dS_hinge.any()
    assert found.jiggles[0].now[0] == 0
    assert found.jiggles[0].kinks == ((0.0, 0.0),)


def test_at_a_kink_the_two_slopes_rightly_differ() -> None:
    found = exactly_on_the_margin(4.1).example
    assert found.at_kink
    assert found.numeric_hinge == pytest.approx([-0.5, 0.5, 0])
    assert found.check_hinge == 1
    assert found.check_softmax < 1e-4
    assert not evaluated("lecture").example.at_kink


@steady
@given(st.lists(st.floats(-60, 60), min_size=2, max_size=5))
def test_a_slope_below_the_error_of_the_numeric_one_is_not_called_wrong(s: list[float]) -> None:
    """Softmax at scores far apart: the loss is large, and some of its slopes next to nothing."""
    state = dataclasses.replace(
        LECTURE, scores=(tuple(s),), classes=tuple("abcde"[: len(s)]), examples=("x",), y=(0,)
    )
    picture = gradient_picture(evaluate(state, ScoresView()))
    assert picture.softmax.kind in ("agrees", "kink")
    assert picture.hinge.kind in ("agrees", "kink")


@pytest.mark.parametrize("margin", [-0.9 * STEP, 0.9 * STEP])
def test_a_kink_within_the_numeric_step_counts(margin: float) -> None:
    state = dataclasses.replace(LECTURE, scores=((3.0, 2.0 + margin, 0.0), *LECTURE.scores[1:]))
    found = evaluate(state, ScoresView()).example
    assert found.at_kink
    assert found.check_hinge > 1e-2


# Scores from weights, and what ran


def test_weights_drive_the_scores() -> None:
    state = with_linear(LECTURE, True)
    assert evaluate(state, ScoresView()).hinge.mean == pytest.approx(5.2667, abs=5e-5)
    doubled = evaluate(with_scale(state, 2.0), ScoresView())
    assert doubled.hinge.mean == pytest.approx(9.5333, abs=5e-5)
    assert doubled.original_hinge.mean == pytest.approx(5.2667, abs=5e-5)
    heavier = evaluate(with_weight(state, 1, 0, 4.1), ScoresView())
    assert heavier.s[0].tolist() == [3.2, 6.1, -1.7]


def test_the_scale_is_of_the_weights_alone() -> None:
    state = with_linear(LECTURE, True)
    assert state.linear is not None
    biased = dataclasses.replace(
        state, scale=2.0, linear=dataclasses.replace(state.linear, b=(1.0, 0.0, -1.0))
    )
    assert evaluate(biased, ScoresView()).s[0].tolist() == [7.4, 10.2, -4.4]


@pytest.mark.parametrize("linear", [False, True])
def test_what_is_said_to_have_run_did(linear: bool) -> None:
    state = with_linear(LECTURE, linear)
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        evaluate(state, ScoresView())
    finally:
        sys.setprofile(before)
    ran = functions_that_ran(state)
    assert [step for step in ran if not took_part(step, called)] == []
    assert ("scores" in [step.key for step in ran]) == linear
    assert len({step.key for step in ran}) == len({step.title for step in ran}) == len(ran)


def took_part(step: Ran, called: set[CodeType]) -> bool:
    """Whether each function of a step was called, or the loss of a class."""
    names = {code.co_qualname for code in called}
    return all(
        f"{f.__name__}._loss" in names
        if isinstance(f, type) and issubclass(f, Loss)
        else f.__code__ in called
        for f in step.functions
    )
