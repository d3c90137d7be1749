"""The Explain column as a person uses it, with a real worker behind it."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from lossviz.engine.engine import Engine
from lossviz.model.losses import Hinge
from lossviz.panelkit.explanation import (
    Exhibit,
    Explanation,
    Formula,
    Mark,
    Marking,
    Prompt,
    Question,
    Symbol,
)
from lossviz.shell.explain.column import ExplainColumn
from lossviz.shell.explain.prediction import PredictionField
from lossviz.theme.tokens import Theme
from tests.shell.driving import wait_until

SQUARED = Formula("squared", "Squared", "semantic.hinge", r"\max(0, s)^2", original=r"\max(0, s)")
QUESTIONS = (
    Question("jiggle", "Jiggle", "What happens?", (Prompt("loss", "Loss", 1.0),), "Try it"),
    Question("range", "Range", "How far?", (Prompt("min", "Least"), Prompt("max", "Most"))),
    Question("why", "Why", "Why so?"),
)
NOT_QUITE = Marking("jiggle", (Mark("loss", False, "2.00", "3.00"),), "It stays 0.", {"loss": 3.0})


def hinge(a: str = "5.1", latex: str = r"L_i = \max(0, s_j - s_y)") -> Formula:
    numbers = (rf"= \max(0, \textcolor{{class.car}}{{{a}}} - 3.2)",)
    return Formula("hinge", "Hinge", "semantic.hinge", latex, numbers, (Symbol("s_j", "score", a),))


def explanation(a: str = "5.1", question: str = "jiggle") -> Explanation:
    exhibits = (Exhibit("Hinge", Hinge), Exhibit("Loss", Hinge().loss))
    return Explanation((hinge(a), SQUARED), exhibits, QUESTIONS, question, "Three questions")


class Case:
    """A column, its worker, and what it said."""

    def __init__(self, engine: Engine, theme: Theme) -> None:
        self.engine = engine
        self.column = ExplainColumn(theme, engine)
        self.column.resize(self.column.width(), 800)
        self.said: list[tuple[object, ...]] = []
        for name in ("question_chosen", "try_wanted", "toggled", "copied", "tab_chosen"):
            getattr(self.column, name).connect(partial(self._note, name))
        self.column.mark_wanted.connect(partial(self._note, "mark_wanted"))

    def _note(self, *what: object) -> None:
        self.said.append(what)

    def open(self) -> None:
        self.column.show()
        self.column.activateWindow()
        QApplication.processEvents()

    def show(self, explanation: Explanation | None, panel: str = "scores") -> None:
        self.column.show_explanation(panel, explanation)

    def mark(self, marking: Marking, panel: str = "scores") -> None:
        self.column.show_marking(panel, marking)

    def until(self, happened: Callable[[], object]) -> None:
        def drained() -> object:
            for result in self.engine.mailbox.drain():
                self.column.take(result)
            return happened()

        wait_until(drained)
        QApplication.processEvents()

    def button(self, name: str) -> QAbstractButton:
        found = self.column.findChild(QAbstractButton, f"explain.{name}")
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def field(self, prompt: str) -> PredictionField:
        QApplication.processEvents()
        name = f"explain.prediction.{prompt}"
        return next(
            each
            for each in self.column.findChildren(PredictionField, name)
            if each.isVisibleTo(self.column)
        )

    def predict(self, prompt: str, text: str) -> None:
        field = self.field(prompt)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
        field.insert(text)  # QTest has no key for ∞
        QTest.keyClick(field, Qt.Key.Key_Return)

    def words(self) -> str:
        label = self.column.findChild(QLabel, "explain.question")
        assert label is not None
        return label.text()


@pytest.fixture
def case(qapp, theme) -> Iterator[Case]:
    engine = Engine()
    case = Case(engine, theme)
    yield case
    case.column.close()
    case.column.deleteLater()
    engine.close()


# Formula


def test_formulas_are_typeset_and_their_digits_follow_at_once(case):
    case.column.set_tab("formula")
    case.show(explanation())
    case.open()
    blocks = case.column.formula.blocks
    case.until(lambda: all(b.general.is_current and b.numbers.is_current for b in blocks))
    before = blocks[0].numbers.grab().toImage()
    case.show(explanation("4.8"))
    assert blocks[0].numbers.is_current
    assert blocks[0].numbers.grab().toImage() != before
    assert blocks[0].numbers.accessibleName() == "= max(0, 4.8 − 3.2)"
    assert blocks[0].legend.accessibleName() == "s_j, score: 4.8"


def test_the_old_picture_stays_until_the_new_one_is_there(case):
    case.column.set_tab("formula")
    case.show(explanation())
    case.open()
    numbers = case.column.formula.blocks[0].numbers
    case.until(lambda: numbers.is_current)
    before = numbers.grab().toImage()
    case.show(explanation("-15.1"))
    assert not numbers.is_current
    assert numbers.grab().toImage() == before
    case.until(lambda: numbers.is_current)
    assert numbers.grab().toImage() != before


def test_the_terms_have_their_colours(case, theme):
    case.column.set_tab("formula")
    case.show(explanation())
    case.open()
    numbers = case.column.formula.blocks[0].numbers
    case.until(lambda: numbers.is_current)
    picture = numbers.grab().toImage()
    spots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    colors = {picture.pixelColor(x, y).name().upper() for x, y in spots}
    assert theme.class_color("car", "text") in colors
    assert theme.class_color("cat", "text") not in colors


def test_a_formula_too_wide_shrinks_and_then_scrolls(case):
    wide = replace(hinge(), latex="a + b + c + d + e + f + g + h", numbers=())
    wider = replace(wide, key="wider", latex=" + ".join([wide.latex] * 3))
    case.column.set_tab("formula")
    case.show(Explanation((wide, wider)))
    case.open()
    one, two = case.column.formula.blocks
    case.until(lambda: one.general.is_current and two.general.is_current)
    assert one.general.horizontalScrollBar().maximum() == 0
    assert two.general.horizontalScrollBar().maximum() > 0
    assert two.general.height() > one.general.height()


def test_what_cannot_be_typeset_is_shown_as_its_source(case):
    case.column.set_tab("formula")
    case.show(Explanation((replace(hinge(), latex=r"\frac{1}{"),)))
    case.open()
    general = case.column.formula.blocks[0].general
    case.until(lambda: general.is_current)
    assert general.height() > 0
    blank = general.grab().toImage()
    blank.fill(blank.pixelColor(0, 0))
    assert general.grab().toImage() != blank


def test_a_formula_is_copied_without_our_colours(case):
    case.column.set_tab("formula")
    case.show(explanation())
    case.open()
    copy = case.column.formula.blocks[0].findChildren(QAbstractButton)[0]
    assert copy.accessibleName() == "Copy LaTeX: Hinge"
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    wanted = r"L_i = \max(0, s_j - s_y) = \max(0, 5.1 - 3.2)"
    assert QGuiApplication.clipboard().text() == wanted
    assert case.said == [("copied", "LaTeX copied.")]


def test_a_variant_shows_the_original_beside_it(case):
    case.column.set_tab("formula")
    case.show(explanation())
    case.open()
    one, two = case.column.formula.blocks
    assert not one.original.isVisible()
    assert two.original.isVisible()
    assert two.original.accessibleName() == "max(0, s)"


def test_a_column_that_is_closed_or_hidden_asks_for_nothing(case, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(case.engine, "request", lambda kind, _work: asked.append(kind))
    case.column.set_open(False)
    case.open()
    case.show(explanation())
    QTest.qWait(120)
    assert asked == []
    assert not case.column.is_listening
    case.column.set_open(True)
    wait_until(lambda: asked)
    assert set(asked) == {"explain.formula"}


# Code


def test_code_is_the_source_that_ran_and_is_copied_exactly(case):
    case.column.set_tab("code")
    case.show(explanation())
    case.open()
    view, copy = case.column.code.view, case.button("code.copy")
    case.until(lambda: "class Hinge" in view.toPlainText())
    assert view.toPlainText() == inspect.getsource(Hinge).rstrip("\n")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.endswith(f"\n\n\n{inspect.getsource(Hinge)}")
    first, _, rest = copied.partition("\n")
    assert first.startswith("# Needs NumPy and lossviz")
    assert rest.startswith("from dataclasses import dataclass\n\nimport numpy as np\n")
    case.column.code.choice.set_value("Loss")
    case.column.code.choice.value_changed.emit("Loss")
    case.until(lambda: view.toPlainText().startswith("def loss"))


def test_several_functions_are_shown_one_below_the_other(case):
    case.column.set_tab("code")
    both = Exhibit("Both", (Hinge().loss, Hinge().gradient))
    case.show(Explanation(exhibits=(both,)))
    case.open()
    view = case.column.code.view
    case.until(lambda: "def gradient" in view.toPlainText())
    assert view.toPlainText().startswith("def loss")


def test_code_is_marked_up_in_weight_and_greys(case, theme):
    case.column.set_tab("code")
    case.show(explanation())
    case.open()
    view = case.column.code.view
    case.until(view.toPlainText)
    words = ("return", "Multiclass", "_margins", '"hinge"')
    formats = {word: view.document().find(word).charFormat() for word in words}
    weights = {word: form.font().weight() for word, form in formats.items()}
    assert [word for word in words if weights[word] > QFont.Weight.Normal] == ["return"]
    colors = [formats[word].foreground().color().name().upper() for word in words]
    roles = ("text.primary", "text.tertiary", "text.primary", "text.secondary")
    assert colors == [theme.color(role) for role in roles]


def test_code_without_a_source_says_so(case):
    case.column.set_tab("code")
    case.show(Explanation(exhibits=(Exhibit("Built in", len),)))
    case.open()
    labels = case.column.code.findChildren(QLabel)
    case.until(lambda: any("not part of this build" in label.text() for label in labels))
    assert not case.button("code.copy").isEnabled()


# Question


def test_a_prediction_is_typed_and_marked(case):
    case.show(explanation())
    case.open()
    assert case.words() == "What happens?"
    assert case.field("loss").text() == "?"
    case.click("answer")
    case.predict("loss", "3")
    assert case.field("loss").text() == "3.00"
    case.click("try")
    case.click("answer")
    assert case.said == [
        ("mark_wanted", "jiggle", {}),
        ("mark_wanted", "jiggle", {"loss": 3.0}),  # by Enter
        ("try_wanted", "jiggle"),
        ("mark_wanted", "jiggle", {"loss": 3.0}),
    ]
    case.mark(NOT_QUITE)
    marking = case.column.question.card.marking
    assert marking.isVisible()
    assert marking.text() == "✗ not quite, it is 2.00, you said 3.00\nIt stays 0."


def test_enter_goes_to_the_next_number_and_from_the_last_to_the_answer(case):
    case.show(explanation(question="range"))
    case.open()
    case.predict("min", "0")
    assert case.said == []
    assert case.field("max").hasFocus()
    QTest.keyClicks(case.field("max"), "inf")
    QTest.keyClick(case.field("max"), Qt.Key.Key_Return)
    assert case.said == [("mark_wanted", "range", {"min": 0.0, "max": math.inf})]


def test_another_prediction_takes_the_old_mark_away_and_moves_nothing(case):
    case.show(explanation())
    case.open()
    list_at = case.column.question.list.pos
    case.predict("loss", "3")
    case.mark(NOT_QUITE)
    QApplication.processEvents()
    before = list_at()
    case.predict("loss", "4")
    QApplication.processEvents()
    assert case.column.question.card.marking.text() == ""
    assert list_at() == before
    case.mark(NOT_QUITE)  # the answer to the prediction before
    assert case.column.question.card.marking.text() == ""
    case.click("question.range")
    QApplication.processEvents()
    assert not case.column.question.card.marking.takes_room


def test_the_state_does_not_lead_away_from_a_question_that_was_chosen(case):
    case.show(explanation())
    case.open()
    case.click("question.why")
    case.show(explanation(question="range"))
    case.show(explanation(question="jiggle"), "training")
    case.show(explanation(question="range"), "scores")
    assert case.words() == "Why so?"


def test_how_near_is_right_is_said_where_it_is_predicted(case):
    near = replace(QUESTIONS[0], tolerance="Right to 2 decimals.")
    case.show(replace(explanation(), questions=(near, QUESTIONS[2]), question="jiggle"))
    case.open()
    how = case.column.findChild(QLabel, "explain.how")
    assert how is not None
    assert how.text() == "Drag or type a number; “inf” is ∞.\nRight to 2 decimals."
    case.click("question.why")
    assert not how.isVisible()


@pytest.mark.parametrize("text", ["inf", "∞", "Infinity"])
def test_infinity_may_be_predicted(case, text):
    case.show(explanation(question="range"))
    case.open()
    case.predict("max", text)
    assert case.field("max").text() == "∞"
    case.click("answer")
    assert case.said == [("mark_wanted", "range", {"max": math.inf})]
    marks = (Mark("min", True, "0", "0"), Mark("max", True, "∞", "∞"))
    case.mark(Marking("range", marks, "", {"max": math.inf}))
    text = case.column.question.card.marking.text()
    assert text == "✓ Least: right, it is 0\n✓ Most: right, it is ∞"


def test_arrow_keys_begin_at_the_start_and_a_refused_text_says_why(case):
    case.show(explanation())
    case.open()
    field = case.field("loss")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value == 1.0
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value == 1.1
    case.predict("loss", "much")
    assert field.accessibleDescription() == "Loss must be a number; “much” is not a number."
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.value == 1.1


def test_the_state_leads_to_its_question_but_not_away_from_an_answer(case):
    case.show(explanation())
    case.open()
    case.show(explanation(question="range"))
    assert case.words() == "How far?"
    case.predict("min", "0")
    case.show(explanation(question="why"))
    assert case.words() == "How far?"
    assert case.said == []


def test_a_prediction_is_kept_with_its_question(case):
    case.show(explanation())
    case.open()
    case.predict("loss", "3")
    case.column.question.card.note.setPlainText("It grows.")
    case.click("question.range")
    assert case.words() == "How far?"
    assert case.column.question.card.note.toPlainText() == ""
    case.click("previous")
    assert case.field("loss").text() == "3.00"
    assert case.column.question.card.note.toPlainText() == "It grows."
    chosen = [said for said in case.said if said[0] == "question_chosen"]
    assert chosen == [("question_chosen", "range"), ("question_chosen", "jiggle")]


def test_two_panels_with_a_question_of_the_same_key_keep_their_own_answers(case):
    case.show(explanation(), "scores")
    case.open()
    case.predict("loss", "3")
    case.column.question.card.note.setPlainText("It grows.")
    case.show(explanation(), "training")
    assert case.field("loss").text() == "?"
    assert case.column.question.card.note.toPlainText() == ""
    case.predict("loss", "4")
    right = Marking("jiggle", (Mark("loss", True, "3.00", "3.00"),), "So it is.", {"loss": 3.0})
    case.mark(right, "scores")
    assert not case.column.question.card.marking.isVisible()
    assert case.said[-1] == ("mark_wanted", "jiggle", {"loss": 4.0})
    case.show(explanation(), "scores")
    assert case.field("loss").text() == "3.00"
    assert case.column.question.card.note.toPlainText() == "It grows."
    assert case.column.question.card.marking.text() == "✓ right, it is 3.00\nSo it is."


def test_another_panel_shows_the_question_of_its_state(case):
    case.show(explanation(question="jiggle"), "scores")
    case.open()
    case.predict("loss", "3")
    case.show(explanation(question="range"), "training")
    assert case.words() == "How far?"


def test_questions_are_reached_by_keyboard(case):
    case.show(explanation())
    case.open()
    case.button("question.jiggle").setFocus()
    QTest.keyClick(case.button("question.jiggle"), Qt.Key.Key_Down)
    assert case.words() == "How far?"
    assert case.button("question.range").hasFocus()
    place = case.column.findChild(QLabel, "explain.place")
    assert place is not None
    assert place.text() == "Question 2 of 3"
    case.click("next")
    assert case.words() == "Why so?"
    assert not case.button("next").isEnabled()
    assert not case.button("try").isVisible()


def test_next_before_there_is_a_question_does_nothing(case):
    case.column.question.next.click()
    case.column.question.previous.click()
    case.show(explanation())
    case.open()
    assert case.said == []


def test_the_note_gives_way_where_there_is_no_room(case):
    case.show(explanation())
    case.open()
    note = case.column.question.card.note
    assert note.isVisible()
    case.column.resize(case.column.width(), 380)
    wait_until(lambda: not note.isVisible())
    case.column.resize(case.column.width(), 800)
    wait_until(note.isVisible)
    note.setPlainText("It grows.")
    case.column.resize(case.column.width(), 380)
    QApplication.processEvents()
    assert note.isVisible()


# The column


def test_it_opens_and_closes_to_a_strip(case):
    case.show(explanation())
    case.open()
    assert case.column.width() == 288
    case.column.set_open(False)
    assert case.column.width() == 44
    assert not case.column.tabs.isVisible()
    case.click("open.code")
    assert case.said == [("toggled", True)]
    assert case.column.tab == "code"
    case.column.set_open(True)  # the owner's answer
    assert case.column.width() == 288


def test_tabs_are_reached_by_keyboard(case):
    case.show(explanation())
    case.open()
    case.button("tab.question").setFocus()
    QTest.keyClick(case.button("tab.question"), Qt.Key.Key_Left)
    assert case.column.tab == "code"
    assert case.said == [("tab_chosen", "code")]


def test_nothing_to_explain_is_no_fault(case):
    case.open()
    case.show(explanation())
    case.show(None)
    for tab in ("formula", "code", "question"):
        case.column.set_tab(tab)
        QApplication.processEvents()
    assert case.column.formula.blocks == []
    assert not case.column.question.list.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_takes_on_another_theme(case, scale):
    case.show(explanation())
    case.open()
    case.column.apply_theme(Theme("dark", scale))
    assert case.column.width() == round(288 * scale)
    for tab in ("formula", "code", "question"):
        case.column.set_tab(tab)
        case.column.grab()
