"""Left in the view W or 2W: k, the weights kW with their scores, and what the hinge makes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lossviz.data.lecture_scores import CLASSES, IMAGES
from lossviz.panels.regularization.ui.controls import PANEL, label, menu
from lossviz.panels.regularization.w_or_2w import pictures
from lossviz.panels.regularization.w_or_2w.evaluation import USUAL_END, WOr2WFound
from lossviz.panels.regularization.w_or_2w.settings import LARGEST_SCALE, WOr2WSettings
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.buttons import ActionButton
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.layout.compare_table import CompareTable
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.steady_number import SteadyNumber
from lossviz.widgets.numbers.number_scale import Limits, LinearScale
from lossviz.widgets.numbers.number_text import short_number
from lossviz.widgets.painting.themed import Themed
from lossviz.widgets.weights.product_grid import ProductGrid
from lossviz.widgets.worked.hinge_terms import HingeTerms
from lossviz.widgets.worked.number_line import NumberLine

SCALES = LinearScale(0.0, USUAL_END, pictures.STEP)
CHOICES = (*((key, name.capitalize()) for key, name in zip(CLASSES, IMAGES, strict=True)),
           ("all", "All three"))  # fmt: skip
NAMES, SCALE_NUMBER = 58, 64  # logical px


class Weights(QWidget):
    """Shows what was found, and tells what the person wants to be other."""

    scale_changed = Signal(float, bool)
    least_wanted = Signal()
    image_chosen = Signal(str)
    weight_changed = Signal(int, int, float, bool)
    """Class, column, the new weight of kW, and whether the gesture goes on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._make_head(theme)
        self.grid = ProductGrid(theme, f"{PANEL}.weights", "Weights kW and scores")
        self.grid.setObjectName(f"{PANEL}.weights")
        self.grid.value_changed.connect(self.weight_changed)
        self.lines_header = SectionHeader(
            theme, "", "distance to the line <i>s<sub>y</sub></i> − Δ"
        )
        self.one_line, self.now_line = NumberLine(theme), NumberLine(theme)
        self.one_line.setObjectName(f"{PANEL}.number_lines.w")
        self.now_line.setObjectName(f"{PANEL}.number_lines.kw")
        self.hinge_header = SectionHeader(theme, "Hinge loss", "")
        self.hinge = SteadyNumber(
            theme, "Hinge loss of kW", "12.9", type_role="numberCell",
            color_role="semantic.hinge", right=True,
        )  # fmt: skip
        self.hinge.setObjectName(f"{PANEL}.hinge")
        self.hinge_header.add(self.hinge)
        self.terms = HingeTerms(theme)
        self.images = CompareTable(theme, "Hinge loss of each image")
        self.images.setObjectName(f"{PANEL}.images")
        self._rules = [Rule(theme, "horizontal") for _ in range(2)]
        self._themed: tuple[Themed, ...] = (
            self.header, self.image, self.scale, *self._buttons, self.grid, self.lines_header,
            self.one_line, self.now_line, self.hinge_header, self.hinge, self.terms, self.images,
            *self._rules,
        )  # fmt: skip
        self._lay_out()
        self.apply_theme(theme)

    def show_settings(self, settings: WOr2WSettings) -> None:
        """k and the image."""
        self.image.set_value(settings.image)
        self.scale.set_value(settings.scale)
        self._one.setChecked(settings.scale == 1)
        self._two.setChecked(settings.scale == 2)

    def show_found(self, found: WOr2WFound, animate: bool) -> None:
        """All numbers."""
        self.header.set_title(pictures.title(found))
        self.grid.show_content(pictures.product(found))
        one = len(found.n) == 1
        for part in (self._lines, self.lines_header, self.terms, self._rules[1]):
            part.setVisible(one)
        self.images.setVisible(not one)
        self.hinge.setText(pictures.hinge_text(found))
        self.hinge.tell()
        self._least.setChecked(abs(found.now.k - found.least.k) < 1e-9)
        if not one:
            self.images.show_content(pictures.images_table(found))
            self.hinge_header.set_caption("mean of all three, with kW")
            return
        k = found.settings.scale
        self.lines_header.set_title(pictures.lines_caption(found))
        self.one_line.show_line(pictures.line(found, 1.0), animate)
        self.now_line.show_line(pictures.line(found, k), animate)
        set_text(self._now_name, found.name if k != 1 else "kW")
        set_text(self._now_k, pictures.scale_name(found))
        self.hinge_header.set_caption(f"of this image, with <i>k</i> = {short_number(k)}")
        self.terms.show_terms(pictures.hinge_rows(found), animate)

    def set_low(self, low: bool) -> None:
        """Closer rows, where there is not the height for more."""
        self.grid.set_low(low)
        self._column.setSpacing(self._theme.px(5 if low else 14))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in self._themed:
            part.apply_theme(theme)
        self._scale_row.setSpacing(theme.space(2))
        self.scale.field.set_least_width(theme.px(SCALE_NUMBER))
        self._lines_grid.setHorizontalSpacing(theme.space(1))
        self._lines_grid.setVerticalSpacing(theme.px(6))
        self._lines_grid.setColumnMinimumWidth(0, theme.px(NAMES))

    # Parts

    def _make_head(self, theme: Theme) -> None:
        self.header = SectionHeader(
            theme, "", "scores of <i>kW</i>, and the weights they come from", high=True
        )
        self.image = menu(theme, CHOICES, "image", "Whose data loss", small=True)
        self.image.value_changed.connect(self.image_chosen)
        self.header.add(self.image)
        self.scale = LabelledSlider(
            theme, "Scale k", 2.0, name="Scale k", scale=SCALES, default=1.0,
            format_value=short_number, limits=Limits(0.0, LARGEST_SCALE), tight=True,
        )  # fmt: skip
        self.scale.setObjectName(f"{PANEL}.scale")
        self.scale.value_changed.connect(self.scale_changed)
        self._one = self._preset(theme, "W", "one", 1.0)
        self._two = self._preset(theme, "2W", "two", 2.0)
        self._least = self._preset(theme, "Least total", "least", None)
        self._buttons = (self._one, self._two, self._least)

    def _preset(self, theme: Theme, text: str, name: str, k: float | None) -> ActionButton:
        """A button that sets k: to a number, or where the total is least."""
        button = ActionButton(theme, text)
        button.setObjectName(f"{PANEL}.scale.{name}")
        button.setAccessibleName(text if k is None else f"k = {k:g}")
        button.setProperty("face", "small")
        button.setCheckable(True)

        def press() -> None:
            # The state says which is in force: a press alone does not check the button.
            button.setChecked(not button.isChecked())
            if k is None:
                self.least_wanted.emit()
            else:
                self.scale_changed.emit(k, False)

        button.clicked.connect(press)
        return button

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._scale_row = QHBoxLayout()
        self._scale_row.addWidget(self.scale, 1)
        for button in self._buttons:
            self._scale_row.addWidget(button)
        self._lines = QWidget()
        self._lines_grid = QGridLayout(self._lines)
        self._lines_grid.setContentsMargins(0, 0, 0, 0)
        self._now_name = self._line_name(0, "W", "k = 1", self.one_line)[0]
        self._now_name, self._now_k = self._line_name(1, "2W", "", self.now_line)
        self._column.addWidget(self.header)
        self._column.addLayout(self._scale_row)
        for part in (
            self.grid, self._rules[0], self.lines_header, self._lines, self._rules[1],
            self.hinge_header, self.terms, self.images,
        ):  # fmt: skip
            self._column.addWidget(part)
        self._column.addStretch(1)

    def _line_name(self, row: int, name: str, k: str, line: NumberLine) -> tuple[QLabel, QLabel]:
        """What stands left of a number line."""
        named, scaled = label(name, "strong"), label(k, "secondary")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(named)
        column.addWidget(scaled)
        column.addStretch(1)
        self._lines_grid.addWidget(holder, row, 0, Qt.AlignmentFlag.AlignTop)
        self._lines_grid.addWidget(line, row, 1)
        self._lines_grid.setColumnStretch(1, 1)
        return named, scaled
