"""The Scores panel: change a score, and see which terms of both losses move and why."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Failed, Finished, Result
from lossviz.panelkit.evaluation_panel import EvaluationPanel
from lossviz.panelkit.explanation import Explanation
from lossviz.panelkit.file_opening import FileOpening, told_of
from lossviz.panelkit.moment import Moment
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panels.scores import state as actions
from lossviz.panels.scores import tables, weights
from lossviz.panels.scores import view_model as vm
from lossviz.panels.scores.clipboard import block_from_text
from lossviz.panels.scores.evaluation import Evaluation, evaluate
from lossviz.panels.scores.explaining import explanation
from lossviz.panels.scores.history import History
from lossviz.panels.scores.linear import Rows
from lossviz.panels.scores.offering import score_example
from lossviz.panels.scores.opening import (
    FileTotals,
    Opened,
    opening,
    totalling,
)
from lossviz.panels.scores.quantities import QUANTITIES
from lossviz.panels.scores.questions import QUESTIONS
from lossviz.panels.scores.rounding import DECIMALS
from lossviz.panels.scores.state import ScoresState, ScoresView
from lossviz.panels.scores.tables import PRESETS
from lossviz.panels.scores.ui.content import Content
from lossviz.panels.scores.ui.share import share_actions
from lossviz.theme.tokens import Theme

OPEN = "scores.open"
TOTALS = "scores.totals"
WithBlock = Callable[[ScoresState, int, int, Rows], ScoresState]


class ScoresPanel(EvaluationPanel[ScoresState, ScoresView, Evaluation]):
    """Both losses of the table of now, and of the file that its examples are from."""

    questions = QUESTIONS
    numbers = QUANTITIES
    content: Content

    def __init__(
        self,
        kind: PanelKind,
        theme: Theme,
        engine: Engine,
        moment: Moment[ScoresState, ScoresView],
    ) -> None:
        super().__init__(kind, theme, engine, moment)
        self._history = History()
        self._totals: FileTotals | None = None
        self._totals_asked: tuple[object, object] | None = None
        self.content = Content(theme, self)
        self._file = FileOpening(
            engine, OPEN, self.status_changed.emit, self.content.refuse, self.noted.emit
        )
        self.content.show_state(self._state)
        self._wire()
        self._ask()

    # What comes in

    def show_state(self, state: object) -> None:
        """Show the settings, and have the losses worked out anew."""
        assert isinstance(state, ScoresState)
        self._adopt(state)
        self._show_file()
        self.status_changed.emit()

    def take(self, result: Result) -> None:
        """A file, its totals, or what every such panel asks for."""
        if self._file.take(result):
            return
        match result:
            case Finished(value=Opened() as opened):
                self._take_file(opened)
            case Finished(value=FileTotals() as totals):
                self._totals = totals
                self._show_file()
            case Failed(kind="scores.totals"):
                self._show_no_totals()
            case _:
                super().take(result)

    # What is shown

    def explanation(self) -> Explanation:
        """Formulas, code and questions of what is on the screen."""
        return Explanation() if self._evaluation is None else explanation(self._evaluation)

    def status(self) -> str:
        """What is loaded."""
        return self._file.words or vm.status(self._state)

    # What the person does

    def reset(self) -> None:
        """Ctrl+R: the lecture's example."""
        super().reset()
        self._choose_preset("lecture")

    def share_actions(self) -> tuple[ShareAction, ...]:
        """Copies, pictures and CSV."""
        if self._evaluation is None:
            return ()
        return share_actions(self._shown, self._posing, self._open)

    def open_file(self, path: str) -> None:
        """A table that was dropped onto the window."""
        self._open(path)

    def _wire(self) -> None:
        content, controls = self.content, self.content.controls
        content.edited.connect(self._edit)
        content.block_pasted.connect(self._paste_scores)
        content.weights_pasted.connect(partial(self._paste, weights.with_weights))
        content.pixels_pasted.connect(partial(self._paste, weights.with_pixels))
        content.looked.connect(lambda changes: self.look(**changes))
        content.jiggle_applied.connect(self._apply_jiggle)
        content.file_closed.connect(self._close_file)
        controls.scale_changed.connect(self._edit_scale)
        controls.variant_changed.connect(self._edit_variant)
        controls.digits_changed.connect(self._edit_digits)
        controls.linear_wanted.connect(self._drive)
        controls.preset_wanted.connect(self._choose_preset)

    def _edit_scale(self, k: float, in_gesture: bool) -> None:
        self._edit(lambda state: actions.with_scale(state, k), "scale k", in_gesture)

    def _edit_variant(self, name: str, value: object, in_gesture: bool) -> None:
        what = vm.VARIANT_TITLES[name]
        self._edit(lambda state: actions.with_variant(state, **{name: value}), what, in_gesture)

    def _edit_digits(self, digits: int, in_gesture: bool) -> None:
        self._edit(lambda state: actions.with_digits(state, digits), "digits", in_gesture)

    def _drive(self, on: bool) -> None:
        """Let W x + b drive the scores, or the person."""
        self._edit(lambda state: weights.with_linear(state, on), "source of the scores")

    def _choose_preset(self, key: str) -> None:
        seed, before = random.randrange(2**32), tables.preset_in_force(self._state)
        self._edit(lambda state: tables.preset(state, key, seed), f"preset {PRESETS[key]}")
        if key == "three":
            self.look(example=0, j=1, plot="all")
        elif before == "three" and self._view.plot == "all":
            self.look(plot="one")

    def _paste_scores(self, i: int, j: int, text: str) -> None:
        """On the screen a row is a class, in the state it is an example."""
        self._paste(
            lambda state, j, i, rows: actions.with_scores(
                state, i, j, tuple(zip(*rows, strict=True))
            ),
            j,
            i,
            text,
        )

    def _paste(self, with_block: WithBlock, row: int, column: int, text: str) -> None:
        """A block from a spreadsheet, put in from a row and column on."""
        try:
            rows = block_from_text(text, QLocale().decimalPoint() == ",")
        except ValueError as error:
            self.content.refuse(str(error))
            return
        self._edit(lambda state: with_block(state, row, column, rows), "paste")

    def _apply_jiggle(self) -> None:
        """Put the jiggled scores of the images that are shown into the table."""
        view, evaluation = self._view, self._evaluation
        if evaluation is None or evaluation.state != self._state or not view.offset:
            return
        shown = [jiggle.i for jiggle in evaluation.jiggles]
        moved = evaluation.s[shown, view.j] + view.offset
        block = tuple((float(value),) for value in moved.round(DECIMALS))
        if self._edit(lambda state: actions.with_scores(state, shown[0], view.j, block), "jiggle"):
            self.look(offset=0.0)

    # The worker

    def _work(self) -> Callable[[], Evaluation]:
        return partial(evaluate, self._state, self._view)

    def _show(self, evaluation: Evaluation, *, animate: bool) -> None:
        self.content.show_evaluation(evaluation, self._history.points, animate)

    def _fitting(self, view: ScoresView) -> ScoresView:
        return view.within(self._state)

    def _note(self, evaluation: Evaluation) -> None:
        """A point of the history, and what the Landscape walks on."""
        self.offered.emit(score_example(evaluation.state))
        means = evaluation.hinge.mean, evaluation.softmax.mean
        self._history.note(self._edit_number, self._what, *means)

    def _open(self, path: str) -> None:
        hinge = self._state.hinge
        turned = partial(opening, path, hinge, turned=True)
        self._file.start(partial(opening, path, hinge), turned)
        self.asked.emit()

    def _show_file(self) -> None:
        """Show the totals of the file that is open, or have them worked out."""
        file, hinge, totals = self._state.file, self._state.hinge, self._totals
        if file is None:
            self._totals = self._totals_asked = None
        elif totals is not None and (totals.file, totals.hinge) == (file, hinge):
            self.content.show_totals(totals, self._state.digits)
        elif self._totals_asked != (file, hinge):
            self._totals_asked = file, hinge
            self._engine.start(TOTALS, partial(totalling, file, hinge))

    def _show_no_totals(self) -> None:
        """Working them out failed; it is tried again with the next edit."""
        self._totals_asked = None
        if self._state.file is not None:
            self.content.show_no_totals(self._state.file)

    def _take_file(self, opened: Opened) -> None:
        file, chosen = opened.file, opened.chosen
        self._totals = opened.totals
        self._edit(lambda state: tables.with_file(state, file, chosen), "open file")
        told = told_of(vm.file_text(file), file.notes)
        if file.notes:
            self.noted.emit(told, ())
        else:
            self.told.emit(told)

    def _close_file(self) -> None:
        self._edit(lambda state: replace(state, file=None), "close file")
