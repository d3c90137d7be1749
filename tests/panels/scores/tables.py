"""Any table, any place in it, and the presets: what the tests of the Scores panel evaluate."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from lossviz.model.losses import Hinge
from lossviz.panels.scores.evaluation import Evaluation, evaluate
from lossviz.panels.scores.state import ScoresState, ScoresView, with_variant
from lossviz.panels.scores.tables import LECTURE, preset

steady = settings(deadline=None, derandomize=True)  # the machine's load is not under test
tenths = st.integers(-150, 150).map(lambda n: n / 10)
scores = st.one_of(tenths, st.floats(-30, 30))
anything = st.one_of(scores, st.floats(-1e6, 1e6), st.sampled_from([1e6, -1e6, 1e4, -1e4]))
hinges = st.builds(
    Hinge, margin=st.sampled_from([0.0, 0.3, 1.0, 2.5]),
    squared=st.booleans(), include_true_class=st.booleans(), mean=st.booleans(),
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn, score: st.SearchStrategy[float] = scores) -> ScoresState:
    """Any table, scale and variant."""
    N, C = draw(st.integers(1, 5)), draw(st.integers(2, 10))
    row = st.lists(score, min_size=C, max_size=C).map(tuple)
    return ScoresState(
        classes=tuple(f"class {j}" for j in range(C)),
        examples=tuple(f"image {i}" for i in range(N)),
        scores=tuple(draw(row) for _ in range(N)),
        y=tuple(draw(st.integers(0, C - 1)) for _ in range(N)),
        scale=draw(st.sampled_from([1.0, 0.0, 0.1, 2.0, 4.0])),
        hinge=draw(hinges),
    )


@st.composite
def views(draw: st.DrawFn, state: ScoresState) -> ScoresView:
    """Any place in a table."""
    i, j = draw(st.integers(0, len(state.y) - 1)), draw(st.integers(0, len(state.classes) - 1))
    offset = draw(st.one_of(tenths, st.floats(-300, 300)))
    return ScoresView(i, j, offset, draw(st.sampled_from(["one", "all", "history"])))


def evaluated(key: str, view: ScoresView = ScoresView(), **variant: object) -> Evaluation:  # noqa: B008
    """A preset with a variant of the hinge loss, evaluated."""
    return evaluate(with_variant(preset(LECTURE, key), **variant), view)
