"""The right column of the Scores panel: both losses of the chosen image, worked out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panels.scores import pictures
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.history import Point
from lossviz.panels.scores.state import color_names
from lossviz.panels.scores.true_digits import reading_text
from lossviz.panels.scores.ui.plots_part import PlotsPart
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.adaptive_choice import AdaptiveChoice
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.controls.menu_button import ActionsButton
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.worked.hinge_terms import HingeTerms
from lossviz.widgets.worked.loss_heading import LossHeading
from lossviz.widgets.worked.number_line import NumberLine
from lossviz.widgets.worked.reading_line import ReadingLine
from lossviz.widgets.worked.softmax_chain import SoftmaxChain

# From this logical width on the heading has room for a sentence.
WIDE = 450
READINGS = (("likelihood", "Likelihood"), ("cross-entropy", "Cross-entropy"), ("divergence", "KL"))
# Logical px above and below a hairline, and from part to part: usual, tight, on a projector.
AROUND_RULE, BETWEEN = (12, 8, 1), (6, 4, 1)


class AnswerColumn(QWidget):
    """Shows an evaluation; what is chosen in it is told, never kept."""

    example_chosen = Signal(int)
    true_class_wanted = Signal(int)
    reading_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[str, ...] = ()
        self.shown_example, self._count = 0, 1
        self.header = SectionHeader(theme, "")
        self.hinge_heading = LossHeading(theme, "hinge", LOSS_FORMULAS["hinge"].title)
        self.hinge_heading.number.setObjectName("scores.example_hinge")
        self.terms, self.line = HingeTerms(theme), NumberLine(theme)
        self.softmax_heading = LossHeading(theme, "softmax", LOSS_FORMULAS["softmax"].title)
        self.softmax_heading.number.setObjectName("scores.example_softmax")
        self.chain, self.reading_line = SoftmaxChain(theme), ReadingLine(theme)
        self.reading_line.setObjectName("scores.reading.line")
        self.reading = AdaptiveChoice(theme, READINGS, READINGS[0][0])
        self.reading.setObjectName("scores.reading")
        self.reading.setAccessibleName("Reading of the softmax loss")
        self.reading.value_changed.connect(self.reading_chosen)
        self.softmax_heading.add_choice(self.reading)
        self.plots = PlotsPart(theme)
        self._rules = (Rule(theme, "horizontal"), Rule(theme, "horizontal"))
        self._make_header(theme)
        self._lay_out()
        self.apply_theme(theme)

    def show_evaluation(self, e: Evaluation, points: Sequence[Point], animate: bool) -> None:
        """Show all of it."""
        self._show_header(e)
        self.hinge_heading.show_loss(pictures.heading(e, "hinge", self._theme.projector))
        self.terms.show_terms(pictures.hinge_content(e), animate)
        self.line.show_line(pictures.line_content(e), animate)
        self.softmax_heading.show_loss(pictures.heading(e, "softmax", False))
        self.chain.show_chain(pictures.chain_content(e), animate)
        name, digits = e.state.classes[e.example.y], e.state.digits
        reading = e.view.reading
        self.reading.set_value(reading)
        self.reading_line.set_text(reading_text(reading, name, e.example, digits))
        self.plots.show_evaluation(e, points, animate)

    def set_tight(self, tight: bool) -> None:
        """Leave out the number line where there is little room; a projector has less."""
        self.line.setVisible(not tight)
        for part in (self.header, self.reading, self.reading_line):
            part.setVisible(not self._theme.projector)
        self.plots.set_tight(tight)
        self._space(tight)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in (
            self.header,
            self.hinge_heading,
            self.terms,
            self.line,
            self.softmax_heading,
            self.chain,
            self.reading,
            self.reading_line,
            self.plots,
            self._true,
            self._before,
            self._after,
            *self._rules,
        ):
            part.apply_theme(theme)

    def _show_header(self, e: Evaluation) -> None:
        i, y = e.view.example, e.example.y
        name = e.state.examples[i]
        self.header.set_title(name[:1].upper() + name[1:])
        color = self._theme.class_color(color_names(e.state.classes)[y], "text")
        true = escape(e.state.classes[y])
        # Not <b>: the face has no weight above 600, and what has not is drawn twice.
        word = f'<span style="color: {color}; font-weight: 600">{true}</span>'
        wide = self.width() >= self._theme.px(WIDE)
        self.header.set_caption(f"true class {word}, <i>y</i> = {y}" if wide else f"true: {word}")
        self.shown_example, self._count = i, len(e.state.examples)
        set_text(self._place, f"{i + 1} / {self._count}")
        self._before.setEnabled(i > 0)
        self._after.setEnabled(i + 1 < self._count)
        if e.state.classes != self._classes:
            self._classes = e.state.classes
            self._fill_true_menu()

    def _fill_true_menu(self) -> None:
        menu = self._true.actions_menu
        menu.clear()
        for j, name in enumerate(self._classes):
            action = menu.addAction(name)
            action.setObjectName(f"scores.true_class.{j}")
            action.triggered.connect(lambda _checked=False, j=j: self.true_class_wanted.emit(j))

    def _make_header(self, theme: Theme) -> None:
        self._true = ActionsButton(theme, "Change", kind="quiet")
        self._true.setProperty("face", "small")
        self._true.setObjectName("scores.true_class")
        self._true.setAccessibleName("Change the true class")
        self._true.setToolTip("Change the true class (T in the table)")
        self._before = IconButton(theme, "chevron-left", "The image before")
        self._before.setObjectName("scores.before")
        self._after = IconButton(theme, "chevron-right", "The next image")
        self._after.setObjectName("scores.after")
        self._place = QLabel()
        self._place.setProperty("role", "number")
        self._place.setObjectName("scores.place")
        self._before.clicked.connect(lambda: self.example_chosen.emit(self.shown_example - 1))
        self._after.clicked.connect(lambda: self.example_chosen.emit(self.shown_example + 1))
        for widget in (self._true, self._before, self._place, self._after):
            self.header.add(widget)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        hinge = (self.header, self.hinge_heading, self.terms, self.line)
        softmax = (self.softmax_heading, self.chain, self.reading_line)
        self._sections: list[QVBoxLayout] = []
        for parts, rule in zip((hinge, softmax), self._rules, strict=True):
            section = QVBoxLayout()
            for part in parts:
                section.addWidget(part)
            self._sections.append(section)
            self._column.addLayout(section)
            self._column.addWidget(rule)
        self._column.addWidget(self.plots, 1)

    def _space(self, tight: bool) -> None:
        form = 2 if self._theme.projector else int(tight)
        self._column.setSpacing(self._theme.px(AROUND_RULE[form]))
        for section in self._sections:
            section.setSpacing(self._theme.px(BETWEEN[form]))
