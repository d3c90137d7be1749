"""Every copy from the Code tab runs by itself, in a process that has seen nothing else of it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from lossviz.model.feature_maps import FEATURE_MAPS
from lossviz.model.gradients import numeric_gradient
from lossviz.model.losses import LOSSES, Hinge
from lossviz.model.mistakes import MISTAKES
from lossviz.model.one_example import hinge_loss, hinge_terms, softmax_loss
from lossviz.model.optimizers import OPTIMIZERS
from lossviz.model.regularization import REGULARIZERS
from lossviz.model.slide import hinge_loss_of_slide_26
from lossviz.model.training_config import TrainingConfig
from lossviz.panelkit.explanation import Exhibit
from lossviz.panels.landscape import explaining as landscape
from lossviz.panels.landscape.state import WALKERS, LandscapeState
from lossviz.panels.playground import explaining as playground
from lossviz.panels.playground.state import START
from lossviz.panels.scores import explaining as scores
from lossviz.panels.scores.tables import LECTURE
from lossviz.panels.scores.weights import with_linear
from lossviz.panels.training import explaining as training
from lossviz.shell.explain.source import Source, read_source

# Runs each text as a module of its own, and says which of its names stand for nothing.
PROGRAM = """
import builtins, dis, json, sys, types

def codes(code):
    yield code
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield from codes(each)

for i, text in enumerate(json.load(sys.stdin)):
    module = sys.modules[f"copied_{i}"] = types.ModuleType(f"copied_{i}")
    code = compile(text, f"copied_{i}", "exec", dont_inherit=True)
    try:
        exec(code, module.__dict__)
    except Exception as error:
        print(i, repr(error))
        continue
    looked_up = {
        step.argval for each in codes(code) for step in dis.get_instructions(each)
        if step.opname == "LOAD_GLOBAL"
    }
    print(*(f"{i} {each}" for each in looked_up - set(module.__dict__) - set(dir(builtins))))
"""


def exhibits() -> Iterator[Exhibit]:
    """All that the four panels can show."""
    for linear in (False, True):
        yield from scores.exhibits(with_linear(LECTURE, linear))
    for mistake, walker, ground in product(MISTAKES, WALKERS, (None, object())):
        report: Any = SimpleNamespace(ground=SimpleNamespace(landscape=ground))
        yield from landscape.exhibits(LandscapeState(mistake=mistake, walker=walker), report)
    for loss, regularization, optimizer in product(LOSSES, REGULARIZERS, OPTIMIZERS):
        chosen = {"loss": loss, "regularization": regularization, "optimizer": optimizer}
        yield from training.exhibits(TrainingConfig(**chosen))  # type: ignore[arg-type]
        for feature_map in FEATURE_MAPS:
            state = replace(START, feature_map=feature_map, **chosen)  # type: ignore[arg-type]
            yield from playground.exhibits(state)


def functions_of(exhibit: Exhibit) -> tuple[Any, ...]:
    function = exhibit.function
    return function if isinstance(function, tuple) else (function,)


SOURCES = {each: read_source(each) for each in dict.fromkeys(map(functions_of, exhibits()))}


def test_every_copy_runs_by_itself() -> None:
    assert len(SOURCES) > 30
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        input=json.dumps([source.copy for source in SOURCES.values()]),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    "source", SOURCES.values(), ids=[functions[0].__name__ for functions in SOURCES]
)
def test_a_copy_is_imports_and_what_is_shown(source: Source) -> None:
    assert source.copy.endswith(source.text)
    above = ast.parse(source.copy.removesuffix(source.text)).body
    assert above
    assert all(isinstance(node, ast.Import | ast.ImportFrom) for node in above)
    names = [each.asname or each.name for node in above for each in node.names]  # type: ignore[attr-defined]
    assert len(set(names)) == len(names), "two modules have the same name for different things"


def test_the_first_line_names_what_a_copy_needs() -> None:
    for source in SOURCES.values():
        first, *_ = source.copy.splitlines()
        modules = [
            node.module if isinstance(node, ast.ImportFrom) else each.name
            for node in ast.walk(ast.parse(source.imports))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for each in node.names
        ]
        tops = {str(module).partition(".")[0] for module in modules} - sys.stdlib_module_names
        assert first.startswith("# Needs ")
        assert all(top.lower() in first.lower() for top in tops), (first, tops)
        assert "pip install ." in first


def copied(*functions: Any) -> dict[str, Any]:
    """What there is once a copy has run."""
    found: dict[str, Any] = {"__name__": "copied"}
    exec(compile(read_source(functions).copy, "copied", "exec", dont_inherit=True), found)
    return found


def test_copies_come_to_the_lectures_numbers() -> None:
    s, x = np.array([3.2, 5.1, -1.7]), np.ones(1)
    assert copied(hinge_terms, hinge_loss)["hinge_loss"](s, 0) == pytest.approx(2.9)
    assert copied(hinge_loss_of_slide_26)["hinge_loss_of_slide_26"](x, 0, s[:, None]) == (
        pytest.approx(2.9)
    )
    assert copied(softmax_loss)["softmax_loss"](s, 0) == pytest.approx(2.0404, abs=5e-5)
    assert copied(Hinge)["Hinge"]().loss([s], [0]).tolist() == pytest.approx([2.9])
    slope = copied(numeric_gradient)["numeric_gradient"](lambda w: float(w @ w), np.array([1.5]))
    assert slope == pytest.approx([3])


def test_the_slides_four_lines_stand_beside_the_general_form() -> None:
    for linear in (False, True):
        shown = [functions_of(each) for each in scores.exhibits(with_linear(LECTURE, linear))]
        assert [each for each in shown if hinge_loss_of_slide_26 in each] == [
            (hinge_loss_of_slide_26, hinge_terms, hinge_loss)
        ]


def test_what_is_built_in_has_no_copy() -> None:
    assert read_source((len,)).copy == ""
