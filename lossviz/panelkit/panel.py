"""What every panel is to the window around it: state in, edits out, a frame now and then.

Panels do not know each other. A panel offers what others may look at (`Panel.offered`, a frozen
record), and the app hands it on to `Panel.receive` of each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QWidget

from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Finished, Result
from lossviz.model.dataset import Dataset
from lossviz.panelkit.explanation import Explanation, Marking, Predictions
from lossviz.panelkit.moment import Moment, StateT, ViewT
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panelkit.quantities import Quantity, Value, quantity
from lossviz.panelkit.questions import Asked, by_key, mark
from lossviz.panelkit.source import SourceState
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.reading_order import order_tabs


@dataclass(frozen=True)
class ShareAction:
    """A way to take something out of a panel, or into it.

    name: last part of its object name. text: what the menu says. suggested: file name to propose,
    with its suffix. write: given the chosen path, returns the work that makes the file; that work
    runs in the worker. read: the same for a file that is opened. copy: returns what goes onto the
    clipboard.
    """

    name: str
    text: str
    suggested: str = ""
    filter: str = ""
    write: Callable[[str], Callable[[], object]] | None = None
    read: Callable[[str], None] | None = None
    copy: Callable[[], str | QImage] | None = None


class Panel(QWidget, Generic[StateT, ViewT]):
    """A vertical slice of the app; subclasses fill it.

    The panel never keeps the truth about settings: it emits `edited` with a new state, the store
    notes it for undo, and `show_state` brings it back.
    """

    questions: ClassVar[tuple[Asked[Any, Any, Any], ...]] = ()
    """What the Explain column asks of it."""
    numbers: ClassVar[tuple[Quantity[Any], ...]] = ()
    """What can be asked for by name."""

    edited = Signal(object, str, bool)
    """New state, name of what was edited, and whether its gesture goes on."""
    looked = Signal(object)
    """New view: what a person chose to look at."""
    status_changed = Signal()
    """`status` or `running` says something else."""
    source_wanted = Signal(str)
    """A source to open: "stand-in", "cifar-10", a path, or a wish of `panelkit.source`."""

    explanation_changed = Signal()
    """`explanation` says something else."""
    marked = Signal(object)
    """The `Marking` that `mark_question` asked for."""
    told = Signal(str)
    """A sentence for the status bar: something went well."""
    noted = Signal(str, object)
    """What stays to be read, until it is closed, with ways out of it (text, what to do); "" for
    what was noted before, and is over."""
    asked = Signal()
    """The worker was asked for something that the person waits for."""
    panel_wanted = Signal(str)
    """Another panel to be shown, by its name."""
    offered = Signal(object)
    """Something that other panels may look at, such as a `TrainingTrace`."""

    def __init__(
        self, kind: PanelKind, theme: Theme, engine: Engine, moment: Moment[StateT, ViewT]
    ) -> None:
        super().__init__()
        self.kind = kind
        self._state = moment.state
        self._view = moment.view
        self._told_view: object = moment.view
        self._theme = theme
        self._engine = engine
        self.setObjectName(self.name)
        self.setAccessibleName(kind.title)
        # A click beside its controls, or on one that needs no keyboard, brings the keyboard here.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def state(self) -> StateT:
        """The settings of now."""
        return self._state

    @property
    def view(self) -> ViewT:
        """Where one looks."""
        return self._view

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._theme

    @property
    def name(self) -> str:
        """Its name in object names, settings and on the command line."""
        return self.kind.name

    def show_state(self, state: object) -> None:
        """Show a state, whoever made it, and act on it."""
        raise NotImplementedError

    def moment(self) -> Moment[Any, Any]:
        """Where the person is: what is set, what is looked at, and how far the run is."""
        return Moment(self._state, self._choices())

    def _choices(self) -> Any:
        """Of what is seen, that which the person chose to look at."""
        return self._view

    def show_moment(self, moment: Moment[Any, Any]) -> None:
        """Go to a moment, of this panel or of another time; one step of undo goes back."""
        self.edited.emit(moment.state, "another moment", False)
        self._look_as(moment.view)

    def _tell_view(self) -> None:
        """Let others know where the person looks, if that is elsewhere than before."""
        choices = self._choices()
        if choices != self._told_view:
            self._told_view = choices
            self.looked.emit(choices)

    def _look_as(self, view: Any) -> None:
        """Look at what a moment looked at."""
        raise NotImplementedError

    def show_source(self, source: SourceState) -> None:
        """Show which images are open, which are being opened and what went wrong."""

    def keep_in(self, folder: Path) -> None:
        """Where it may keep what takes long to make for another time; else nothing is kept."""

    def use_data(self, data: Dataset) -> None:
        """Work with these images from now on."""

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes in by Tab comes to what is read first."""
        super().showEvent(event)
        order_tabs(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows the eye."""
        order_tabs(self)
        return super().focusNextPrevChild(forward)

    def take(self, result: Result) -> None:
        """A result from the worker, of a kind that starts with the panel's name."""
        if isinstance(result, Finished) and isinstance(result.value, Marking):
            self.marked.emit(result.value)

    def newest(self) -> object | None:
        """The newest evaluation or report, where its numbers are read from; None before that."""
        return None

    def quantity(self, name: str) -> Value:
        """A number of now, or several, by its name; None where it has no value yet.

        `UnknownQuantityError`, with all names there are, where it has none of that name.
        """
        found, seen = quantity(self.numbers, name), self.newest()
        return None if seen is None else found.read(seen)

    def quantities(self) -> tuple[str, ...]:
        """The names of all its quantities; CONTRIBUTING.md says what each is."""
        return tuple(each.name for each in self.numbers)

    def receive(self, thing: object) -> None:
        """Something that another panel offered; ignored unless it is of use here."""

    def frame(self, tick: int) -> None:
        """Redraw what is due; called once a frame while the panel is visible."""

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        raise NotImplementedError

    def share_actions(self) -> tuple[ShareAction, ...]:
        """What the Share menu offers."""
        return ()

    def explanation(self) -> Explanation:
        """What the Explain column shows beside the panel."""
        return Explanation()

    def try_question(self, key: str) -> None:
        """Show in the panel what a question is about, as an edit that can be undone."""

    def mark_question(self, key: str, predictions: Predictions) -> None:
        """Let the worker answer a question, and mark what was predicted; `marked` brings it."""
        seen = self.newest()
        if seen is not None:
            work = partial(mark, by_key(self.questions, key), seen, dict(predictions))
            self._engine.request(f"{self.name}.mark.{key}", work)
            self.asked.emit()

    def open_file(self, path: str) -> None:
        """Read a file that was dropped, with one of the endings that its kind `opens`."""

    def status(self) -> str:
        """Beginning of the status bar: what is loaded."""
        return ""

    def hint(self) -> str:
        """What the status bar says one can do now."""
        return self.kind.hint

    def running(self) -> str | None:
        """What the worker does for this panel, such as "60 steps/s"; None when it rests."""
        return None

    def ready(self) -> bool:
        """Whether there is something to see and to run."""
        return True

    def at_rest(self) -> bool:
        """Whether the worker has done all that was asked of it, and its answers have been taken."""
        return self._engine.is_idle()

    def trouble(self) -> str:
        """A sentence about what the panel could not open; "" where there is none."""
        return ""

    def toggle_running(self) -> None:
        """The Space key."""

    def step(self) -> None:
        """The ] key."""

    def step_back(self) -> None:
        """The [ key."""

    def reset(self) -> None:
        """Ctrl+R."""
