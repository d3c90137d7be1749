"""The Minimal panel: one number, and its hinge loss."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lossviz.panels.minimal.evaluation import Evaluation, evaluate
from lossviz.panels.minimal.explaining import explanation
from lossviz.panels.minimal.quantities import QUANTITIES
from lossviz.panels.minimal.questions import QUESTIONS
from lossviz.panels.minimal.state import LARGEST_SCORE, MinimalState, MinimalView, with_score
from lossviz.panels.minimal.ui.share import share_actions
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.engine.engine import Engine
from lossviz.panelkit.controls import NumberField, label
from lossviz.panelkit.evaluation_panel import EvaluationPanel
from lossviz.panelkit.explanation import Explanation
from lossviz.panelkit.moment import Moment
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.numbers.number_scale import LinearScale
from lossviz.widgets.numbers.number_text import format_number
from lossviz.widgets.worked.heading_content import HeadingContent
from lossviz.widgets.worked.loss_heading import LossHeading


class Content(QWidget):
    """All that is on the panel."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        scale = LinearScale(-LARGEST_SCORE, LARGEST_SCORE, 0.1)
        self.score = NumberField(
            "minimal", theme, "score", "Score of the wrong class", 0.5,
            scale=scale, format_value=partial(format_number, decimals=1),
        )  # fmt: skip
        self.loss = LossHeading(theme, "hinge", "Hinge loss")
        self.loss.number.setObjectName("minimal.loss")
        self.said = label("minimal", "", "secondary", "said")
        self._column = column = QVBoxLayout(self)
        column.addWidget(self.score, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.loss)
        column.addWidget(self.said)
        column.addStretch(1)
        self.apply_theme(theme)

    def show_state(self, state: MinimalState, /) -> None:
        """The score, unless it is in hand."""
        self.score.set_value(state.score)

    def end_gestures(self) -> None:
        """The field ends its own."""

    def refuse(self, sentence: str, /) -> None:
        """Say why an edit was not made."""
        set_text(self.said, sentence)

    def accept(self) -> None:
        """What was refused before is over."""
        set_text(self.said, "")

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self.score.apply_theme(theme)
        self.loss.apply_theme(theme)
        self._column.setContentsMargins(*[theme.px(24)] * 4)
        self._column.setSpacing(theme.space(4))


class MinimalPanel(EvaluationPanel[MinimalState, MinimalView, Evaluation]):
    """Asks the worker for the loss of each score, and shows it."""

    questions = QUESTIONS
    numbers = QUANTITIES
    content: Content

    def __init__(
        self,
        kind: PanelKind,
        theme: Theme,
        engine: Engine,
        moment: Moment[MinimalState, MinimalView],
    ) -> None:
        super().__init__(kind, theme, engine, moment)
        self.content = Content(theme, self)
        self.content.show_state(self._state)
        self.content.score.value_changed.connect(self._edit_score)
        self._ask()

    def show_state(self, state: object) -> None:
        """Show the settings, and have the loss worked out anew."""
        assert isinstance(state, MinimalState)
        self._adopt(state)

    def explanation(self) -> Explanation:
        """Formula, code and question of what is on the screen."""
        return Explanation() if self._evaluation is None else explanation(self._evaluation)

    def reset(self) -> None:
        """Ctrl+R: the score of the start."""
        super().reset()
        self._edit(lambda _: MinimalState(), "reset")

    def share_actions(self) -> tuple[ShareAction, ...]:
        """The picture, and the loss as a table."""
        if self._evaluation is None:
            return ()
        return share_actions(self._shown, self._posing)

    def _edit_score(self, score: float, in_gesture: bool) -> None:
        self._edit(lambda state: with_score(state, score), "score", in_gesture)

    def _work(self) -> Callable[[], Evaluation]:
        return partial(evaluate, self._state, self._view)

    def _show(self, evaluation: Evaluation, *, animate: bool) -> None:
        self.content.loss.show_loss(HeadingContent(format_number(evaluation.loss, 2)))
