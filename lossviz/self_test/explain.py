"""The Explain column beside each panel: formulas, the code that ran, and questions."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QTextEdit

from lossviz.panelkit.explanation import Exhibit, Explanation
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect
from lossviz.self_test.hands import Hands
from lossviz.self_test.pictures import color_count, pixels
from lossviz.shell.explain.formula_picture import FormulaPicture
from lossviz.shell.explain.marking_view import MarkingView
from lossviz.shell.explain.source import Ink, read_source
from lossviz.shell.explain.typesetting import NotTypeset, typeset

FEWEST_COLORS = 4  # letters with soft edges


def explain(kind: PanelKind, desk: Desk) -> str:
    """All three tabs of the column."""
    with desk.window(kind.name) as hands:
        hands.rest()
        if not hands.window.explain.is_open:
            hands.click("top_bar.explain")
        explanation = hands.window.panel.explanation()
        formulas = _expect_formulas(hands, explanation)
        lines = _expect_code(hands, explanation)
        questions = _expect_answer(hands, explanation)
        return f"{formulas} formulas typeset, {lines} lines of code, {questions} questions"


def _expect_formulas(hands: Hands, explanation: Explanation) -> int:
    """Each is typeset and painted; the column shows the source of one that can't be."""
    hands.click("explain.tab.formula")
    hands.rest()
    lines = [line for each in explanation.formulas for line in (each.latex, *each.numbers)]
    expect(lines, "there is no formula")
    for line in lines:
        made = typeset((line,), 0.0).values()
        expect(
            made and not any(isinstance(each, NotTypeset) for each in made), f"only text: {line}"
        )
    pictures = hands.window.explain.formula.findChildren(FormulaPicture)
    hands.wait(lambda: all(each.is_current for each in pictures), "a formula is not typeset")
    colors = color_count(pixels(hands.window.explain.formula))
    expect(colors >= FEWEST_COLORS, "the formulas are not painted")
    return len(explanation.formulas)


def _expect_code(hands: Hands, explanation: Explanation) -> int:
    """The source of what ran, marked up; a bundle must bring its sources along."""
    expect(explanation.exhibits, "there is no code")
    lines = sum(_lines(each) for each in explanation.exhibits)
    hands.click("explain.tab.code")
    view = hands.find("explain.code.view", QTextEdit)
    hands.wait(lambda: "def " in view.toPlainText(), "the column shows no code")
    return lines


def _lines(exhibit: Exhibit) -> int:
    """Lines of an exhibit's source."""
    function = exhibit.function
    source = read_source(function if isinstance(function, tuple) else (function,))
    expect(source.text, f"{exhibit.title}: {source.caption}")
    expect(any(ink is Ink.KEYWORD for _, ink in source.pieces), f"{exhibit.title} is not marked up")
    return source.text.count("\n")


def _expect_answer(hands: Hands, explanation: Explanation) -> int:
    """The question in view is answered by the model."""
    hands.click("explain.tab.question")
    hands.rest()
    hands.click("explain.answer")
    marking = hands.find("explain.marking", MarkingView)
    hands.wait(lambda: marking.isVisible() and marking.text(), "the question gets no answer")
    return len(explanation.questions)


def check_of(kind: PanelKind) -> Check:
    """The column beside one panel."""
    return Check(f"Explain: {kind.title}", partial(explain, kind))
