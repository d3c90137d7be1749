"""What the panel knows of one of its views: its words, and its pure functions. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lossviz.panelkit.explanation import Exhibit, Formula
from lossviz.panelkit.quantities import Quantity
from lossviz.panelkit.questions import Asked
from lossviz.widgets.numbers.number_scale import LogScale


@dataclass(frozen=True)
class ViewKind:
    """A view of the panel; `views.py` has the table of them.

    name: in the state, in object names ("regularization.view.NAME") and in files. title: in the
    segmented control. hint: what the status bar says one can do. start, look: its settings and what
    is looked at, of a first start; frozen dataclasses, the settings with a `penalty`.
    read, read_look: both from the values of a file that a person may have edited; what no longer
    makes sense falls back to its default, so they never raise.
    strengths: how far λ can be dragged.
    evaluate: all numbers of the view, frozen, worked out in the worker.
    status: what is loaded, for the status bar.
    examples: how many the data loss is a mean of; 0 where there is none.
    formulas, exhibits: what Explain shows of what was found. quantities: numbers of what was
    found, by name; they have no value while another view is shown. facts: numbers of the lecture,
    which have one always: what questions ask for. questions: over the evaluation of the panel.
    question: key of its first question.
    csv, latex, numpy: what was found as text for elsewhere; the last runs by itself.
    """

    name: str
    title: str
    hint: str
    start: Any
    look: Any
    read: Callable[[Mapping[str, Any]], Any]
    read_look: Callable[[Mapping[str, Any]], Any]
    strengths: LogScale
    evaluate: Callable[[Any, Any], Any]
    status: Callable[[Any], str]
    formulas: Callable[[Any], tuple[Formula, ...]]
    exhibits: Callable[[Any], tuple[Exhibit, ...]]
    csv: Callable[[Any], str]
    latex: Callable[[Any], str]
    numpy: Callable[[Any], str]
    examples: Callable[[Any], int] = lambda _found: 0
    quantities: tuple[Quantity[Any], ...] = ()
    facts: tuple[Quantity[Any], ...] = ()
    questions: tuple[Asked[Any, Any, Any], ...] = ()
    question: str = ""
