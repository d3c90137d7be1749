"""The number line: its range, where words go, the zone that costs, dots in one place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from lossviz.theme.tokens import Theme
from lossviz.widgets.worked.line_content import Axis, LineContent, LineDot, line_range
from lossviz.widgets.worked.line_labels import (
    DOTS,
    LOWER,
    UPPER,
    DotSpace,
    DotWords,
    LineLabels,
    Place,
)
from lossviz.widgets.worked.number_line import NumberLine

CAT_IMAGE = LineContent(
    (
        LineDot("cat", "cat", 3.2, "3.2", "true"),
        LineDot("car", "car", 5.1, "5.1", "over", "2.9 too high"),
        LineDot("frog", "frog", -1.7, "−1.7", "clear", "3.9 to spare"),
    ),
    2.2,
    "2.2",
)
MIDDLE = 31


@pytest.fixture
def line(shown: Callable[[NumberLine], NumberLine], theme: Theme) -> NumberLine:
    widget = NumberLine(theme)
    widget.show_line(CAT_IMAGE, animate=False)
    widget.resize(widget.sizeHint())
    return shown(widget)


def axis_of(line: NumberLine, content: LineContent = CAT_IMAGE) -> Axis:
    scores = [dot.score for dot in content.dots]
    return Axis(6, line.width() - 6, line_range((*scores, content.line)))


def color_at(line: NumberLine, score: float, y: int) -> QColor:
    return line.grab().toImage().pixelColor(round(axis_of(line).x(score)), y)


def test_all_distances_are_in_the_description(line: NumberLine) -> None:
    assert line.accessibleDescription() == (
        "line at 2.2; cat 3.2, true class; car 5.1, 2.9 too high; frog −1.7, 3.9 to spare"
    )


def test_each_class_has_its_dot_at_its_score(line: NumberLine, theme: Theme) -> None:
    for dot in CAT_IMAGE.dots:
        assert color_at(line, dot.score, MIDDLE) == QColor(theme.class_color(dot.name)), dot.name


def test_the_zone_right_of_the_line_is_tinted_and_the_excess_is_barred(
    line: NumberLine, theme: Theme
) -> None:
    tint, hinge = QColor(theme.color("tint.hingeSoft")), QColor(theme.color("semantic.hinge"))
    assert color_at(line, 2.5, 40) == tint
    assert color_at(line, 1.9, 40) != tint
    assert color_at(line, 4.2, MIDDLE) == hinge
    assert color_at(line, 1.9, MIDDLE) != hinge
    assert color_at(line, 5.7, MIDDLE) != hinge


def test_a_dot_says_its_distance_in_a_tooltip(line: NumberLine) -> None:
    axis = axis_of(line)
    assert line.tip_at(QPointF(axis.x(5.1) + 3, MIDDLE)) == "car 5.1, 2.9 too high"
    assert line.tip_at(QPointF(axis.x(1.0), MIDDLE)) == ""


def test_dots_in_one_place_share_a_disc(line: NumberLine, theme: Theme) -> None:
    dots = (
        LineDot("cat", "cat", 10, "10.0", "true"),
        LineDot("car", "car", 9, "9.0", "clear", "0.0 to spare"),
        LineDot("frog", "frog", 9, "9.0", "clear", "0.0 to spare"),
    )
    content = LineContent(dots, 9.0, "9.0")
    line.show_line(content, animate=False)
    x = round(axis_of(line, content).x(9.0))
    picture = line.grab().toImage()
    sides = [picture.pixelColor(x + each, MIDDLE) for each in (-3, 3)]
    assert sides == [QColor(theme.class_color(each)) for each in ("car", "frog")]


def test_dots_glide_to_their_places(line: NumberLine, qapp: QApplication, theme: Theme) -> None:
    moved = LineContent(
        (*CAT_IMAGE.dots[:2], LineDot("frog", "frog", -1.0, "−1.0", "clear", "3.2 to spare")),
        2.2,
        "2.2",
    )
    line.show_line(moved)
    frog = QColor(theme.class_color("frog"))
    x = round(axis_of(line, moved).x(-1.0))
    assert line.grab().toImage().pixelColor(x, MIDDLE) != frog
    while line.grab().toImage().pixelColor(x, MIDDLE) != frog:
        qapp.processEvents()


def test_its_height_stays(line: NumberLine) -> None:
    assert line.sizeHint().height() == 64
    line.show_line(LineContent(CAT_IMAGE.dots * 3, 2.2, "2.2"), animate=False)
    assert line.sizeHint().height() == 64
    assert not line.grab().isNull()


def test_before_the_first_scores_it_is_empty(qapp: QApplication, theme: Theme) -> None:
    line = NumberLine(theme)
    line.resize(line.sizeHint())
    assert not line.grab().isNull()
    assert line.tip_at(QPointF(20, MIDDLE)) == ""
    line.deleteLater()


def test_the_range_changes_in_steps_only() -> None:
    ranges = {line_range((-1.7, 2.2, 3.2, 5.1 + step / 100)) for step in range(100)}
    assert len(ranges) <= 3
    low, high = line_range((-1.7, 2.2, 3.2, 5.1))
    assert low <= -1.7
    assert high >= 5.1


@pytest.mark.parametrize("scores", [(0.0, 0.0), (-1e4, 1e4), (4e6, -4e6, 0.0), (1e-9, 0.0)])
def test_any_finite_scores_have_a_range(scores: tuple[float, ...]) -> None:
    low, high = line_range(scores)
    assert low <= min(scores) <= max(scores) <= high
    assert low < high


# Where words go


def labels(width: float = 488, marker: float = 200) -> LineLabels:
    return LineLabels(width, marker, 36, 6.5, 6)


def test_with_room_names_stand_over_and_distances_right_of_their_dots() -> None:
    (words,) = labels().place([DotSpace(300, "over", 20, 70)])
    assert words == DotWords(Place(LOWER, 290), Place(DOTS, 312.5))


def test_names_that_meet_stand_side_by_side() -> None:
    dots = [
        DotSpace(300, "true", 20, 0),
        DotSpace(300, "over", 20, 0),
        DotSpace(300, "over", 20, 0),
    ]
    places = [words.name for words in labels().place(dots)]
    assert places == [Place(LOWER, 290), Place(LOWER, 316), Place(LOWER, 264)]


def test_long_names_that_meet_stand_on_two_levels_and_then_are_left_out() -> None:
    dots = [
        DotSpace(300, "true", 40, 0),
        DotSpace(300, "over", 40, 0),
        DotSpace(300, "over", 40, 0),
    ]
    places = [words.name for words in labels().place(dots)]
    assert places == [Place(LOWER, 280), Place(UPPER, 280), None]


def test_without_room_on_the_right_the_distance_goes_left_of_the_dot_or_away() -> None:
    near, far = labels().place([DotSpace(300, "over", 20, 70), DotSpace(326, "over", 20, 70)])
    assert far.distance == Place(DOTS, 338.5)
    assert near.name == Place(LOWER, 290)
    assert near.distance is None  # the bar is there
    line = labels(marker=300)
    outer, inner = line.place([DotSpace(100, "clear", 20, 70), DotSpace(126, "clear", 20, 70)])
    assert inner.distance is not None
    assert outer.distance is not None
    assert outer.distance.level == DOTS
    assert outer.distance.left + 70 < 100
    line = labels(marker=300)
    outer, _ = line.place([DotSpace(40, "clear", 20, 70), DotSpace(66, "clear", 20, 70)])
    assert outer.distance is None


def test_words_stay_on_the_dots_own_side_of_the_line() -> None:
    dots = [
        DotSpace(230, "true", 30, 0),
        DotSpace(208, "over", 30, 0),
        DotSpace(200, "clear", 30, 0),
    ]
    _, over, on_it = labels().place(dots)
    assert over.name == Place(UPPER, 206)
    assert on_it.name == Place(LOWER, 164)


def test_the_lines_own_name_goes_right_where_it_has_no_room_left() -> None:
    assert labels(marker=200).marker_left == 158
    assert labels(marker=20).marker_left == 26


@given(
    width=st.integers(240, 800),
    marker=st.floats(0, 1),
    dots=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from(("true", "over", "clear"))), max_size=10
    ),
    name=st.floats(5, 80),
    distance=st.floats(30, 90),
)
def test_no_word_lies_on_another_or_outside(width, marker, dots, name, distance):
    spaces = [DotSpace(share * width, kind, name, distance) for share, kind in dots]
    line = LineLabels(width, marker * width, 36, 6.5, 6)
    texts = [(UPPER, line.marker_left, line.marker_left + 36)]
    for words in line.place(spaces):
        for place, room in ((words.name, name), (words.distance, distance)):
            if place is not None:
                texts.append((place.level, place.left, place.left + room))
                assert place.left >= 0
                assert place.left + room <= width
                assert not place.left < marker * width < place.left + room
    for (level, left, right), (other, start, end) in combinations(texts, 2):
        assert level != other or right <= start or end <= left
    for level, left, right in texts:
        assert level != DOTS or not any(left < dot.x < right for dot in spaces)
