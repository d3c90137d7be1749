"""The hinge terms: the lecture's form, what gives way when narrow, greys, bars, the mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from lossviz.theme.tokens import Theme
from lossviz.widgets.worked.hinge_columns import HingeTexts, hinge_columns
from lossviz.widgets.worked.hinge_content import HingeContent, HingeMean, HingeRow
from lossviz.widgets.worked.hinge_terms import HingeTerms

CAR = HingeRow("car", "car", "5.1", "3.2", "cat", "1", "2.9", 1.0, "over the line")
FROG = HingeRow("frog", "frog", "−1.7", "3.2", "cat", "1", "0.0", 0.0, "−3.9 clips to 0", True)
CAT_IMAGE = HingeContent((CAR, FROG))


@pytest.fixture
def terms(shown: Callable[[HingeTerms], HingeTerms], theme: Theme) -> HingeTerms:
    widget = HingeTerms(theme)
    widget.show_terms(CAT_IMAGE, animate=False)
    widget.resize(widget.sizeHint())
    return shown(widget)


def pixels(terms: HingeTerms, row: int, left: float, right: float, color: str) -> int:
    """How many pixels of a row between two x have a colour."""
    picture, height = terms.grab().toImage(), terms.height() // 2
    return sum(
        picture.pixelColor(x, y) == QColor(color)
        for x in range(round(left), round(right))
        for y in range(row * height, (row + 1) * height)
    )


def test_the_lectures_form_in_words(terms: HingeTerms) -> None:
    assert terms.accessibleDescription() == (
        "car: max(0, 5.1 − 3.2 + 1) = 2.9, over the line; "
        "frog: max(0, −1.7 − 3.2 + 1) = 0.0, −3.9 clips to 0"
    )


def test_a_negative_score_that_is_taken_away_has_brackets() -> None:
    row = replace(CAR, s_j="2.5", s_y="−3.1", squared=True, value="43.6", note="")
    assert HingeContent((row,)).words() == ("car: max(0, 2.5 − (−3.1) + 1)² = 43.6",)


def test_decimals_stand_in_line_over_the_rows() -> None:
    rows = (replace(CAR, s_j="5.1"), replace(FROG, s_j="−10.7"))
    first, second = HingeContent(rows).formulas()
    (at, text), (other_at, other_text) = first.s_j, second.s_j
    assert at + text.index(".") == other_at + other_text.index(".")
    assert first.s_y == second.s_y
    assert first.frame == "max(0,       −     + 1)"


def test_numbers_have_the_colours_of_their_classes_but_zero_terms_are_grey(
    terms: HingeTerms, theme: Theme
) -> None:
    columns = terms.columns()
    car, cat, frog = (theme.class_color(each, "text") for each in ("car", "cat", "frog"))
    assert pixels(terms, 0, columns.formula, columns.equals, car) > 5
    assert pixels(terms, 0, columns.formula, columns.equals, cat) > 5
    assert pixels(terms, 1, columns.formula, columns.equals, frog) == 0
    assert pixels(terms, 1, columns.formula, columns.equals, theme.color("text.tertiary")) > 20
    hinge = theme.color("semantic.hinge")
    assert pixels(terms, 0, columns.equals, columns.value, hinge) > 5
    assert pixels(terms, 1, columns.equals, columns.value, hinge) == 0


def test_a_bar_is_as_long_as_its_share(terms: HingeTerms, theme: Theme) -> None:
    hinge = theme.color("semantic.hinge")

    def filled() -> float:
        columns = terms.columns()
        return pixels(terms, 0, columns.bar, columns.bar + columns.bar_width, hinge) / 4

    width = terms.columns().bar_width
    assert filled() == pytest.approx(width, abs=4)  # its round ends are mixed colours
    terms.show_terms(HingeContent((replace(CAR, share=0.25), FROG)), animate=False)
    assert filled() == pytest.approx(width / 4, abs=4)
    assert pixels(terms, 1, terms.columns().bar, terms.width(), hinge) == 0


def test_bars_glide_to_their_new_lengths(terms: HingeTerms, qapp: QApplication) -> None:
    content = HingeContent((replace(CAR, share=0.5), replace(FROG, share=0.2)))
    terms.show_terms(content, animate=False)
    arrived = terms.grab().toImage()
    terms.show_terms(HingeContent((CAR, FROG)), animate=False)
    terms.show_terms(content)
    assert terms.grab().toImage() != arrived
    while terms.grab().toImage() != arrived:
        qapp.processEvents()


def test_its_height_is_that_of_its_rows(terms: HingeTerms) -> None:
    assert terms.sizeHint().height() == 2 * 27
    terms.show_terms(HingeContent((CAR,) * 5, HingeMean("14.5 / 5", "2.90")))
    assert terms.sizeHint().height() == 6 * 27
    terms.show_terms(HingeContent((CAR,) * 10))
    assert terms.sizeHint().height() == 10 * 22
    terms.apply_theme(Theme("light", 1.5, projector=True))
    assert terms.sizeHint().height() == 10 * 33


def test_the_mean_is_the_last_line(terms: HingeTerms) -> None:
    terms.show_terms(replace(CAT_IMAGE, mean=HingeMean("(2.9 + 0.0) / 2", "1.45")))
    assert terms.accessibleDescription().endswith("; mean: (2.9 + 0.0) / 2 = 1.45")


def test_what_is_cut_is_in_the_tooltip(
    terms: HingeTerms, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _widget: said.append(text))
    place = QPoint(5, 40)

    def ask() -> str:
        event = QHelpEvent(QEvent.Type.ToolTip, place, terms.mapToGlobal(place))
        qapp.sendEvent(terms, event)
        return said[-1]

    assert ask() == ""
    terms.resize(terms.minimumSizeHint())
    assert ask() == "frog: max(0, −1.7 − 3.2 + 1) = 0.0, −3.9 clips to 0"


@given(
    width=st.integers(430, 900),
    formula=st.integers(21, 42),
    value=st.integers(1, 10),
    name=st.floats(10, 200),
    note=st.floats(0, 120),
)
def test_columns_never_overlap_and_the_note_gives_way_first(
    width: int, formula: int, value: int, name: float, note: float
) -> None:
    texts = HingeTexts(formula, value, name, note)
    columns = hinge_columns(width, texts, round, 7.8, 6.6)
    digit = 7.8 if columns.font == "number" else 6.6
    assert columns.name >= 24
    assert columns.formula >= 17 + columns.name
    assert columns.equals >= columns.formula + formula * digit
    assert columns.value >= columns.equals + (1 + value) * digit
    assert columns.value <= columns.bar
    assert columns.value <= width + 1e-6
    if columns.bar_width:
        assert columns.bar + columns.bar_width <= width + 1e-6
    if columns.note_width:
        assert columns.bar_width >= 24
        assert columns.note + note <= width + 1e-6
    if columns.name < min(name, 84) or columns.font == "numberSmall":
        assert columns.bar_width == columns.note_width == 0


def test_a_digit_more_moves_nothing_that_follows() -> None:
    one, two = (hinge_columns(488, HingeTexts(n, 4, 30, 80), round, 7.8, 6.6) for n in (22, 23))
    assert one == two
