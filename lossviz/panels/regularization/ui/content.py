"""All that is on the Regularization panel: the band, and below it the view that is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lossviz.panels.regularization.evaluation import Evaluation
from lossviz.panels.regularization.simpler.templates import Learned
from lossviz.panels.regularization.state import RegularizationState
from lossviz.panels.regularization.ui.band import EDGE, PROJECTOR_EDGE, Band
from lossviz.panels.regularization.ui.parts import PARTS
from lossviz.panels.regularization.ui.simpler.part import SimplerPart
from lossviz.panels.regularization.ui.view_part import ViewPart
from lossviz.panels.regularization.views import FIRST, VIEWS
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.painting.themed import Themed


class Content(QWidget):
    """Makes the part of a view when it is first shown, and tells what the person does in it."""

    view_chosen = Signal(str)
    penalty_changed = Signal(str, object, bool)
    edited = Signal(str, object, str, bool)
    """Name of a view, action on its settings, what it edits, whether its gesture goes on."""
    learning_wanted = Signal(bool)
    linked = Signal(str)
    """The name of another panel, where the penalty of this view is to be seen."""
    looked = Signal(str, dict)
    """Name of a view, and fields of what is looked at in it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: dict[str, ViewPart] = {}
        self._shown = FIRST
        self._learned: tuple[Learned | None, bool] = (None, False)
        self.band = Band(theme)
        self.band.view_chosen.connect(self.view_chosen)
        self.band.penalty_changed.connect(self.penalty_changed)
        self._rule = Rule(theme, "horizontal", self)
        self._stack = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.band)
        self._line = QHBoxLayout()
        self._line.addWidget(self._rule)
        self._column.addLayout(self._line)
        self._column.addWidget(self._stack, 1)
        for number, name in enumerate(VIEWS, start=1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.activated.connect(lambda name=name: self.view_chosen.emit(name))
        self.apply_theme(theme)

    @property
    def part(self) -> ViewPart:
        """What shows the view that is shown."""
        return self._parts[self._shown]

    def show_view(self, name: str, state: RegularizationState) -> None:
        """Show a view, with its settings."""
        if name not in self._parts:
            self._parts[name] = self._new_part(name)
            self._stack.addWidget(self._parts[name])
        self._shown = name
        self._stack.setCurrentWidget(self.part)
        self.show_state(state)

    def show_state(self, state: RegularizationState, /) -> None:
        """The settings of the view that is shown."""
        settings = state.views[self._shown]
        self.band.show_view(self._shown, settings.penalty)
        self.part.show_settings(settings)

    def show_evaluation(self, seen: Evaluation, *, animate: bool) -> None:
        """All numbers, if they are of the view that is shown."""
        if seen.view.shown == self._shown:
            self.part.show_found(seen.found, animate=animate)

    def show_learned(self, learned: Learned | None, running: bool) -> None:
        """The templates of the view that has some."""
        self._learned = learned, running
        for part in self._parts.values():
            if isinstance(part, SimplerPart):
                part.show_learned(learned, running)

    def end_gestures(self) -> None:
        """The fields end their own; so does the part of a view."""
        for part in self._parts.values():
            part.end_gestures()

    def refuse(self, sentence: str, /) -> None:
        """Say why an edit was not made."""
        self.part.refuse(sentence)

    def accept(self) -> None:
        """What was refused before is over."""
        self.part.accept()

    def minimumSizeHint(self) -> QSize:
        """The band and the view."""
        least = self.part.minimumSizeHint() if self._parts else QSize()
        above = self.band.minimumSizeHint().height() + self._rule.minimumHeight()
        return QSize(least.width(), least.height() + max(above, self.band.sizeHint().height()))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        parts: tuple[Themed, ...] = (self.band, self._rule, *self._parts.values())
        for part in parts:
            part.apply_theme(theme)
        edge = theme.px(PROJECTOR_EDGE if theme.projector else EDGE)
        self._line.setContentsMargins(edge, 0, edge, 0)

    def _new_part(self, name: str) -> ViewPart:
        part = PARTS[name](self._theme)
        part.edited.connect(lambda act, what, on: self.edited.emit(name, act, what, on))
        part.looked.connect(lambda changes: self.looked.emit(name, changes))
        part.refused.connect(self.refuse)
        part.linked.connect(self.linked)
        if isinstance(part, SimplerPart):
            part.learning_wanted.connect(self.learning_wanted)
            part.show_learned(*self._learned)
        return part
