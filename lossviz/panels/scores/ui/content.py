"""All that is on the Scores panel: the table with its controls left, the answer right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lossviz.data.score_file import ScoreFile
from lossviz.panelkit.two_columns import Lengths, TwoColumns
from lossviz.panels.scores import state as actions
from lossviz.panels.scores import weights
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.history import Point
from lossviz.panels.scores.linear import PIXELS
from lossviz.panels.scores.opening import FileTotals
from lossviz.panels.scores.state import MOST_EXAMPLES, ScoresState
from lossviz.panels.scores.ui.answer_column import AnswerColumn
from lossviz.panels.scores.ui.table_column import TableColumn
from lossviz.theme.tokens import Theme

# The padding is less above, where the headings are as high as the buttons in them.
USUAL = Lengths(top=12, above=0, foot=12, rule=24)
PROJECTOR = Lengths(pad=18, gap=32, top=8, above=0, foot=0, rule=18)
LEFT, LEFT_ON_PROJECTOR = 396, 376
# The left column grows with its table, while the right one keeps this logical width.
RIGHT_WIDTH, RIGHT_ON_PROJECTOR = 430, 352
LEAST_HEIGHT = 300


class Content(TwoColumns):
    """Lays out both columns, and tells as actions on the state what the person does."""

    edited = Signal(object, str, bool)
    """An action, what it edits, and whether its gesture goes on."""
    block_pasted = Signal(int, int, str)
    """First example, first class, and the text."""
    weights_pasted = Signal(int, int, str)
    """First class, first column of W and b, and the text."""
    pixels_pasted = Signal(int, int, str)
    """First number, first example, and the text."""
    looked = Signal(dict)
    """Fields of `ScoresView` that change."""
    jiggle_applied = Signal()
    file_closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._board_width = self._answer_width = 0
        self.table, self.answer = TableColumn(theme), AnswerColumn(theme)
        self.controls = self.table.controls
        names = "scores.table_column", "scores.answer_column"
        super().__init__(theme, self.table, self.answer, parent, names=names)
        self._wire_table()
        self._wire_numbers()
        self._wire_answer()
        self.apply_theme(theme)

    # What it shows

    def show_state(self, state: ScoresState) -> None:
        """What does not need the model."""
        self.table.show_state(state)

    def end_gestures(self) -> None:
        """Numbers were changed from elsewhere: no wheel or key that rests may tell of its own."""
        for table in (self.table.board.table, self.table.weights, self.table.pixels):
            table.gesture.give_up()

    def show_evaluation(self, e: Evaluation, points: Sequence[Point], animate: bool) -> None:
        """All numbers."""
        self.table.show_evaluation(e)
        if self._board_width != self.table.board.wanted_width():
            self.place()
        self.answer.show_evaluation(e, points, animate)
        if self._answer_width != self._least_answer():
            self.place()
            self.updateGeometry()

    def show_totals(self, totals: FileTotals, digits: int) -> None:
        """The losses of a larger file."""
        self.table.report.show_totals(totals, digits)

    def show_no_totals(self, file: ScoreFile) -> None:
        """The losses of a larger file could not be worked out."""
        self.table.report.show_failed(file)

    def refuse(self, sentence: str) -> None:
        """Say in one line why something was not done; what was typed stays where it is."""
        self.table.board.table.refuse(sentence)  # which tells `rejected`

    def accept(self) -> None:
        """What was refused before is over."""
        if self.table.problem.text:
            self.table.problem.clear()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        for part in (self.table, self.answer):
            part.apply_theme(theme)
        super().apply_theme(theme)

    def place(self) -> None:
        """In a low window the table is tight, and presets and variants are menus."""
        tight = self._theme.projector or self.is_low()
        self.table.set_density("tight" if tight else "roomy", tight)
        self.answer.set_tight(tight)
        super().place()

    def lengths(self) -> Lengths:
        """Closer on a projector."""
        return PROJECTOR if self._theme.projector else USUAL

    def needs(self) -> tuple[int, int]:
        """What table and answer need now."""
        return self.table.board.wanted_width(), self._least_answer()

    def least(self) -> tuple[int, int]:
        """Both columns as narrow as they can be, long numbers included."""
        lengths, left = self.lengths(), self._least_left()
        around = 2 * lengths.pad + lengths.gap
        return around + left + ceil(self._least_answer() / self._theme.scale), LEAST_HEIGHT

    def widths(self, room: int) -> tuple[int, int]:
        """As in the design; a table that needs more gets what the right column can spare."""
        px = self._theme.px
        least = px(self._least_left())
        self._board_width = self.table.board.wanted_width()
        self._answer_width = self._least_answer()
        wanted = max(least, self._board_width)
        spare = room - max(px(RIGHT_WIDTH), self._answer_width)
        left = max(least, min(wanted, spare))
        return left, max(room - left, px(1))

    def _least_left(self) -> int:
        return LEFT_ON_PROJECTOR if self._theme.projector else LEFT

    def _least_answer(self) -> int:
        """What the numbers of now need, in px."""
        least = RIGHT_ON_PROJECTOR if self._theme.projector else RIGHT_WIDTH
        return max(self._theme.px(least), self.answer.minimumSizeHint().width())

    # What the person does

    def _tell(self, action: Callable[[ScoresState], ScoresState], what: str) -> None:
        self.edited.emit(action, what, False)

    def _wire_table(self) -> None:
        table = self.table.board.table
        table.score_edited.connect(self._edit_score)
        table.block_pasted.connect(self.block_pasted)
        table.cell_chosen.connect(lambda i, j: self.looked.emit({"example": i, "j": j}))
        table.example_chosen.connect(lambda i: self.looked.emit({"example": i}))
        table.true_class_wanted.connect(self._edit_true_class)
        table.class_renamed.connect(
            lambda j, text: self._tell(lambda s: actions.with_class_name(s, j, text), "class name")
        )
        table.example_renamed.connect(
            lambda i, text: self._tell(
                lambda s: actions.with_example_name(s, i, text), "image name"
            )
        )
        table.class_added.connect(lambda: self._tell(actions.with_class_added, "add class"))
        table.example_added.connect(self._add_example)
        table.class_removed.connect(
            lambda j: self._tell(lambda s: actions.with_class_removed(s, j), "remove class")
        )
        table.example_removed.connect(
            lambda i: self._tell(lambda s: actions.with_example_removed(s, i), "remove image")
        )
        table.rejected.connect(self.table.problem.explain)
        table.cleared.connect(self.table.problem.clear)
        self.table.file_closed.connect(self.file_closed)

    def _add_example(self) -> None:
        """A new image is the chosen one."""
        self._tell(actions.with_example_added, "add image")
        self.looked.emit({"example": MOST_EXAMPLES})

    def _edit_score(self, i: int, j: int, value: float, in_gesture: bool) -> None:
        self.edited.emit(lambda s: actions.with_score(s, i, j, value), "score", in_gesture)

    def _edit_true_class(self, i: int, j: int) -> None:
        self._tell(lambda s: actions.with_true_class(s, i, j), "true class")

    def _wire_numbers(self) -> None:
        """W, b and x."""
        self.table.weights.number_edited.connect(self._edit_weight)
        self.table.pixels.number_edited.connect(self._edit_pixel)
        self.table.weights.block_pasted.connect(self.weights_pasted)
        self.table.pixels.block_pasted.connect(self.pixels_pasted)
        for table in (self.table.weights, self.table.pixels):
            table.rejected.connect(self.table.problem.explain)
            table.cleared.connect(self.table.problem.clear)

    def _edit_weight(self, j: int, d: int, value: float, in_gesture: bool) -> None:
        if d < PIXELS:
            self.edited.emit(lambda s: weights.with_weight(s, j, d, value), "weight", in_gesture)
        else:
            self.edited.emit(lambda s: weights.with_bias(s, j, value), "bias", in_gesture)

    def _edit_pixel(self, d: int, i: int, value: float, in_gesture: bool) -> None:
        self.edited.emit(lambda s: weights.with_pixel(s, i, d, value), "x", in_gesture)

    def _wire_answer(self) -> None:
        answer, plots = self.answer, self.answer.plots
        answer.example_chosen.connect(lambda i: self.looked.emit({"example": i}))
        answer.true_class_wanted.connect(lambda j: self._edit_true_class(answer.shown_example, j))
        answer.reading_chosen.connect(lambda key: self.looked.emit({"reading": key}))
        plots.plot_chosen.connect(lambda key: self.looked.emit({"plot": key}))
        plots.offset_changed.connect(lambda offset, _on: self.looked.emit({"offset": offset}))
        plots.applied.connect(self.jiggle_applied)
