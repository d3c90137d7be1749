"""The Scores panel: change a score, and see which terms of both losses move and why."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from lossviz.data.progress import LoadProgress
from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Failed, Finished, Result, Value
from lossviz.panelkit.explanation import Explanation
from lossviz.panelkit.moment import Moment
from lossviz.panelkit.panel import Panel, ShareAction
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panelkit.questions import by_key
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
    ScoresUnreadable,
    opening,
    totalling,
)
from lossviz.panels.scores.quantities import QUANTITIES
from lossviz.panels.scores.questions import QUESTIONS
from lossviz.panels.scores.rounding import DECIMALS
from lossviz.panels.scores.state import ScoresState, ScoresView
from lossviz.panels.scores.tables import PRESETS
from lossviz.panels.scores.ui.content import LEAST, LEAST_PROJECTOR, Content
from lossviz.panels.scores.ui.share import share_actions
from lossviz.theme.tokens import Theme

EVALUATE = "scores.evaluate"
OPEN = "scores.open"
TOTALS = "scores.totals"
UNDO = "Undo or redo"
QUICK_SECONDS = 0.2
SUFFIXES = {".csv", ".tsv"}
Action = Callable[[ScoresState], ScoresState]
WithBlock = Callable[[ScoresState, int, int, Rows], ScoresState]


class ScoresPanel(Panel[ScoresState, ScoresView]):
    """Asks the worker for an evaluation of each state and view, and shows the newest."""

    questions = QUESTIONS
    numbers = QUANTITIES

    def __init__(
        self,
        kind: PanelKind,
        theme: Theme,
        engine: Engine,
        moment: Moment[ScoresState, ScoresView],
    ) -> None:
        super().__init__(kind, theme, engine, moment)
        self._view = self._view.within(self._state)
        self._evaluation: Evaluation | None = None
        self._drawn: Evaluation | None = None
        self._drawn_at = -math.inf
        self._history = History()
        self._cause = UNDO
        self._what = "As it was opened"
        self._in_gesture = False
        self._edit_number = 0
        self._totals: FileTotals | None = None
        self._totals_asked: tuple[object, object] | None = None
        self._reading = ""
        self.content = Content(theme, self)
        self.content.show_state(self._state)
        self._wire()
        self._ask()

    def least(self) -> tuple[int, int]:
        """A projector's forms take less room."""
        return LEAST_PROJECTOR if self._theme.projector else LEAST

    # What comes in

    def show_state(self, state: object) -> None:
        """Show the settings, and have the losses worked out anew."""
        assert isinstance(state, ScoresState)
        self._state = state
        self._what = self._cause
        if self._cause == UNDO:
            self._edit_number += 1
            self._in_gesture = False
        if not self._in_gesture:
            self.content.end_gestures()
        self._view = self._view.within(state)
        self.content.show_state(state)
        self._ask()
        self._show_file()
        self.status_changed.emit()

    def take(self, result: Result) -> None:
        """An evaluation, or the answer to something else that was asked."""
        match result:
            case Finished(value=Evaluation() as evaluation):
                self._take_evaluation(evaluation)
            case Finished(value=Opened() as opened):
                self._show_reading("")
                self._take_file(opened)
            case Finished(value=ScoresUnreadable(sentence=sentence)):
                self._show_reading("")
                self.content.refuse(sentence)
            case Finished(value=FileTotals() as totals):
                self._totals = totals
                self._show_file()
            case Failed(kind="scores.open"):
                self._show_reading("")
            case Value(value=LoadProgress() as progress):
                self._show_reading(f"{progress.what}: {100 * progress.done // progress.total} %")
            case _:
                super().take(result)

    # What is shown

    def frame(self, _tick: int) -> None:
        """Draw the newest evaluation."""
        if self._evaluation is not self._drawn and self._evaluation is not None:
            self._drawn = self._evaluation
            # Keys that are pressed quickly are a gesture to the eye: bars would never arrive.
            before, self._drawn_at = self._drawn_at, time.monotonic()
            animate = not self._in_gesture and self._drawn_at - before > QUICK_SECONDS
            self.content.show_evaluation(self._evaluation, self._history.points, animate)
            self.explanation_changed.emit()

    def draw_all(self) -> None:
        """Draw everything now, where it ends: before a picture is taken."""
        if self._evaluation is not None:
            self.content.show_evaluation(self._evaluation, self._history.points, animate=False)

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        self.content.apply_theme(theme)
        self.draw_all()

    def explanation(self) -> Explanation:
        """Formulas, code and questions of what is on the screen."""
        return Explanation() if self._evaluation is None else explanation(self._evaluation)

    def newest(self) -> Evaluation | None:
        """The newest evaluation."""
        return self._evaluation

    def status(self) -> str:
        """What is loaded."""
        return self._reading or vm.status(self._state)

    def ready(self) -> bool:
        """Whether the losses have been worked out."""
        return self._evaluation is not None

    # What the person does

    def reset(self) -> None:
        """Ctrl+R: the lecture's example."""
        self._choose_preset("lecture")

    def share_actions(self) -> tuple[ShareAction, ...]:
        """Copies, pictures and CSV."""
        if self._evaluation is None:
            return ()
        return share_actions(self._shown, self._posing, self._open)

    def open_file(self, path: str) -> bool:
        """A CSV file that was dropped onto the window."""
        if Path(path).suffix.lower() not in SUFFIXES:
            return False
        self._open(path)
        return True

    def try_question(self, key: str) -> None:
        """Show what a question is about in the table."""
        asked = by_key(QUESTIONS, key)
        if asked.look is not None:
            self._view = asked.look(self._view)
        if asked.try_on is not None:
            self._edit(asked.try_on, "question")
        self._look()

    def _wire(self) -> None:
        content, controls = self.content, self.content.controls
        content.edited.connect(self._edit)
        content.block_pasted.connect(self._paste_scores)
        content.weights_pasted.connect(partial(self._paste, weights.with_weights))
        content.pixels_pasted.connect(partial(self._paste, weights.with_pixels))
        content.looked.connect(lambda changes: self._look(**changes))
        content.jiggle_applied.connect(self._apply_jiggle)
        content.file_closed.connect(self._close_file)
        controls.scale_changed.connect(self._edit_scale)
        controls.variant_changed.connect(self._edit_variant)
        controls.digits_changed.connect(self._edit_digits)
        controls.linear_wanted.connect(self._drive)
        controls.preset_wanted.connect(self._choose_preset)

    def _edit(self, action: Action, what: str, in_gesture: bool = False) -> bool:
        """Ask for the state that an action makes; what it refuses is said, and nothing changes."""
        try:
            state = action(self._state)
        except ValueError as error:
            self.content.refuse(str(error))
            return False
        self.content.accept()
        if not self._in_gesture or what != self._what:
            self._edit_number += 1
        self._cause, self._in_gesture = what, in_gesture
        self.edited.emit(state, what, in_gesture)
        self._cause = UNDO
        return True

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
            self._look(example=0, j=1, plot="all")
        elif before == "three" and self._view.plot == "all":
            self._look(plot="one")

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

    def _look(self, **changes: object) -> None:
        """Look at something else."""
        self._view = replace(self._view, **changes).within(self._state)  # type: ignore[arg-type]
        self._ask()

    def _apply_jiggle(self) -> None:
        """Put the jiggled scores of the images that are shown into the table."""
        view, evaluation = self._view, self._evaluation
        if evaluation is None or evaluation.state != self._state or not view.offset:
            return
        shown = [jiggle.i for jiggle in evaluation.jiggles]
        moved = evaluation.s[shown, view.j] + view.offset
        block = tuple((float(value),) for value in moved.round(DECIMALS))
        if self._edit(lambda state: actions.with_scores(state, shown[0], view.j, block), "jiggle"):
            self._look(offset=0.0)

    # The worker

    def _ask(self) -> None:
        self._engine.request(EVALUATE, partial(evaluate, self._state, self._view))
        self.asked.emit()

    def _take_evaluation(self, evaluation: Evaluation) -> None:
        before = self._evaluation
        self._evaluation = evaluation
        if before is None or before.state != evaluation.state:
            self.offered.emit(score_example(evaluation.state))
            means = evaluation.hinge.mean, evaluation.softmax.mean
            self._history.note(self._edit_number, self._what, *means)

    def _open(self, path: str) -> None:
        self._engine.start(OPEN, partial(opening, path, self._state.hinge))
        self.asked.emit()

    def _show_reading(self, what: str) -> None:
        if what != self._reading:
            self._reading = what
            self.status_changed.emit()

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

    def _take_file(self, opened: Opened) -> None:
        file, chosen = opened.file, opened.chosen
        self._totals = opened.totals
        self._edit(lambda state: tables.with_file(state, file, chosen), "open file")
        self.told.emit(f"{file.name}: {len(file.y):,} rows, {len(file.classes)} classes")

    def _close_file(self) -> None:
        self._edit(lambda state: replace(state, file=None), "close file")

    # Pictures to share

    def _shown(self) -> Evaluation:
        assert self._evaluation is not None
        return self._evaluation

    @contextmanager
    def _posing(self) -> Iterator[QWidget]:
        """The panel with everything drawn."""
        self.draw_all()
        yield self

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The content fills the panel."""
        self.content.setGeometry(self.rect())
        super().resizeEvent(event)
