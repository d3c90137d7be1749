"""The gradient bars: lengths and sides, the numeric dash, gliding, verdicts, ten classes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from lossviz.theme.tokens import Theme
from lossviz.widgets.worked.gradient_bars import GradientBars
from lossviz.widgets.worked.gradient_picture import ClassSlopes, GradientPicture, LossSlope, Verdict

TEN = ("cat", "car", "frog", "airplane", "bird", "deer", "dog", "horse", "ship", "truck")


def slope(value: float, numeric: float | None = None) -> LossSlope:
    text = f"{value:+.2f}".replace("-", "−") if value else "0"
    return LossSlope(value, value if numeric is None else numeric, text)


def lecture(cat_numeric: float = -1.0) -> GradientPicture:
    return GradientPicture(
        (
            ClassSlopes("cat", "cat", slope(-1.0, cat_numeric), slope(-0.87)),
            ClassSlopes("car", "car", slope(1.0), slope(0.87)),
            ClassSlopes("frog", "frog", slope(0.0), slope(0.001)),
        ),
        Verdict("numeric agrees", "1.2 × 10⁻⁹", "agrees"),
        Verdict("at a kink", "", "kink"),
    )


def ten(largest: float = -18.4) -> GradientPicture:
    rows = [ClassSlopes(each, each, slope(2.0), slope(0.1)) for each in TEN[:-1]]
    return GradientPicture((*rows, ClassSlopes("truck", "truck", slope(largest), slope(-0.9))))


@pytest.fixture
def bars(qapp: QApplication, theme: Theme) -> Iterator[GradientBars]:
    window = QWidget()
    window.resize(400, 400)
    widget = GradientBars(theme, parent=window)
    widget.setGeometry(20, 20, 180, 320)
    widget.show_picture(lecture(), animate=False)
    window.show()
    window.activateWindow()
    qapp.processEvents()
    yield widget
    window.hide()
    window.deleteLater()


def count_of(widget: GradientBars, area: QRect, role: str) -> int:
    image, wanted = widget.grab().toImage(), QColor(widget.color(role))
    return sum(
        image.pixelColor(x, y) == wanted
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


def test_bars_go_left_and_right_from_one_axis(bars: GradientBars) -> None:
    cat, car = bars.bar_rect(0, 0), bars.bar_rect(1, 0)
    assert cat.right() == pytest.approx(car.left())
    assert cat.width() == pytest.approx(car.width())
    softmax = bars.bar_rect(0, 1)
    assert softmax.width() == pytest.approx(0.87 * cat.width())
    assert softmax.top() > cat.bottom()
    assert bars.bar_rect(2, 0).width() == 1


def test_a_bar_has_the_colour_of_its_loss(bars: GradientBars) -> None:
    for loss, role in enumerate(("semantic.hinge", "semantic.softmax")):
        inside = bars.bar_rect(0, loss).toAlignedRect().adjusted(4, 0, -4, 0)
        assert count_of(bars, inside, role) > inside.width() * inside.height() / 2


def test_the_numeric_slope_ends_where_it_is(bars: GradientBars) -> None:
    """Agreeing it lies inside the bar; else it ends elsewhere, and one sees that."""
    bar = bars.bar_rect(0, 0).toAlignedRect()
    beyond = QRect(round(bar.center().x()) - 3, bar.top(), 6, bar.height())
    agreeing = count_of(bars, beyond, "semantic.numeric")
    bars.show_picture(lecture(cat_numeric=-0.5), animate=False)
    stop_only_at_half = count_of(bars, beyond, "semantic.numeric")
    assert stop_only_at_half > agreeing + bar.height()
    left_end = QRect(bar.left() - 1, bar.top(), 4, bar.height())
    assert count_of(bars, left_end, "semantic.numeric") == 0


def test_the_axis_follows_the_slopes_in_round_steps(bars: GradientBars) -> None:
    whole = bars.bar_rect(0, 0).width()
    bars.show_picture(ten(), animate=False)
    bars.resize(bars.minimumSizeHint())
    assert bars.bar_rect(0, 0).width() == pytest.approx(
        bars.bar_rect(9, 0).width() * 2.0 / 18.4, rel=0.01
    )
    bars.resize(180, 320)
    bars.show_picture(lecture(), animate=False)
    assert bars.bar_rect(0, 0).width() == pytest.approx(whole)


def test_bars_glide_only_when_they_may(bars: GradientBars) -> None:
    before = bars.bar_rect(0, 0).width()
    changed = GradientPicture(
        tuple(ClassSlopes(e.name, e.name, slope(0.1), slope(0.1)) for e in lecture().rows)
    )
    bars.show_picture(changed, animate=True)
    assert bars.bar_rect(0, 0).width() == pytest.approx(before, rel=0.2)
    bars.show_picture(changed, animate=False)
    assert bars.bar_rect(0, 0).width() == pytest.approx(
        0.1 * bars.bar_rect(0, 0).left() / 10, abs=9
    )
    assert bars.bar_rect(0, 0).width() < 0.2 * before


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_ten_classes_at_the_least_size_overlap_nowhere(bars: GradientBars, scale: float) -> None:
    theme = Theme("light", scale, scale > 1)
    bars.apply_theme(theme)
    bars.show_picture(ten(), animate=False)
    bars.resize(bars.minimumSizeHint())
    rects = [bars.bar_rect(row, loss) for row in range(10) for loss in range(2)]
    assert all(one.bottom() <= two.top() for one, two in pairwise(rects))
    # A line of digits needs the size of its font.
    pitch = rects[1].center().y() - rects[0].center().y()
    assert pitch >= theme.type("numberSmall").size - 1
    assert rects[-1].bottom() < bars.height() - theme.px(35)


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("agrees", "status.success.text"),
        ("check", "status.warning.text"),
        ("wrong", "status.danger.text"),
        ("kink", "text.secondary"),
    ],
)
def test_a_verdict_has_the_colour_of_its_kind(bars: GradientBars, kind: str, role: str) -> None:
    verdict = Verdict("some words", "0.3", kind)  # type: ignore[arg-type]
    shown = GradientPicture(lecture().rows, hinge=verdict)
    bars.show_picture(shown, animate=False)
    foot = QRect(0, bars.height() - 20, bars.width(), 20)
    assert count_of(bars, foot, role) > 5


def test_slopes_that_are_not_finite_leave_the_axis_alone(bars: GradientBars) -> None:
    width = bars.bar_rect(1, 0).width()
    rows = (
        ClassSlopes("cat", "cat", LossSlope(float("inf"), float("nan"), "∞"), slope(0.5)),
        *lecture().rows[1:],
    )
    bars.show_picture(GradientPicture(rows, lecture().hinge, lecture().softmax), animate=False)
    assert bars.bar_rect(1, 0).width() == width
    assert not bars.grab().isNull()


def test_a_screen_reader_gets_every_slope_and_verdict(bars: GradientBars) -> None:
    assert bars.accessibleDescription() == (
        "cat: hinge −1.00, softmax −0.87; car: hinge +1.00, softmax +0.87; "
        "frog: hinge 0, softmax +0.00; hinge: numeric agrees 1.2 × 10⁻⁹; softmax: at a kink"
    )


def test_a_class_is_coloured_by_its_colour_name(bars: GradientBars, theme: Theme) -> None:
    rows = (ClassSlopes("my own", "frog", slope(1.0), slope(0.5)), *lecture().rows[1:])
    bars.show_picture(GradientPicture(rows), animate=False)
    image, row = bars.grab().toImage(), bars.bar_rect(0, 0).bottom()
    assert image.pixelColor(4, round(row)) == QColor(theme.class_color("frog"))


def test_the_ring_shows_for_the_keyboard_alone(bars: GradientBars, theme: Theme) -> None:
    ring, middle = QColor(theme.color("focus.ring")), bars.geometry().center().y()

    def ringed() -> bool:
        image = bars.window().grab().toImage()
        return any(image.pixelColor(x, middle) == ring for x in range(14, 20))

    bars.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ringed()
    bars.clearFocus()
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    assert ringed()
