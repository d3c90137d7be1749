"""The main window: rail, top bar, the panels, status bar, and what acts on all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QFileInfo, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
)

from lossviz.panelkit.explanation import Predictions
from lossviz.panelkit.panel import Panel
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.shell.drop_target import DropTarget
from lossviz.shell.drops import Drop, drop_of
from lossviz.shell.explain.column import ExplainColumn
from lossviz.shell.explain.place import ExplainPlace
from lossviz.shell.panel_area import PanelArea, running_behind
from lossviz.shell.rail import Rail
from lossviz.shell.status_bar import StatusBar
from lossviz.shell.top_bar import TopBar
from lossviz.theme.apply import apply_to_application, dress, qcolor
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.layout.rule import Rule
from lossviz.widgets.layout.strip import Action, Strip, StripKind
from lossviz.widgets.painting.themed import Themed

SMALLEST = (800, 600)
# A frame is known when the window has been shown; few desktops have a larger one.
FRAME = (16, 48)
# Below these logical widths the rail shows icons alone: without and with the Explain column.
FULL_RAIL_WIDTH, FULL_RAIL_BESIDE_EXPLAIN = 1240, 1380
TOLD_MS = 6000


class MainWindow(DropTarget):
    """Shows one panel at a time; knows them only as `Panel`."""

    panel_shown = Signal(str)
    """Another panel is shown, of this name."""
    closing = Signal()
    painted = Signal()
    """The first picture is on the screen."""
    _noted = ""  # what `note` shows

    def __init__(
        self,
        theme: Theme,
        panels: Sequence[PanelKind],
        make_panel: Callable[[str], Panel[Any, Any]],
        explain: ExplainColumn,
    ) -> None:
        super().__init__(theme)
        self.setObjectName("window")
        self.setWindowTitle("lossviz")
        self._theme = theme
        self._painted = False
        self._kinds = {kind.name: kind for kind in panels}
        self._make_panel = make_panel
        self._panels: dict[str, Panel[Any, Any]] = {}
        self._areas: dict[str, PanelArea] = {}
        self.rail = Rail(theme, panels)
        self.top_bar = TopBar(theme)
        self.strip = Strip(theme, self)
        self.strip.setObjectName("window.strip")
        self.strip.hide()
        self.stack = QStackedWidget()
        self.explain = explain
        self.explain_place = ExplainPlace(panels, explain)
        self._rules = (
            Rule(theme, "horizontal"),
            Rule(theme, "vertical"),
            Rule(theme, "horizontal"),
        )
        self.status_bar = StatusBar(theme)
        self._told = QTimer(self, singleShot=True, interval=TOLD_MS)
        self._told.timeout.connect(self._show_hint)
        self._dress()
        self._lay_out()
        self.explain.setParent(self)  # after the panels: so is the order of Tab
        self._add_shortcuts()
        # Where the focus goes when nothing has it: clicking beside a field ends typing in it.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._wire()

    def _wire(self) -> None:
        self.rail.chosen.connect(self.show_panel)
        self.rail.projector.setChecked(self._theme.projector)
        self.top_bar.explain.clicked.connect(self.toggle_explain)
        self.explain.toggled.connect(self._open_explain)
        self.explain.copied.connect(self.tell)
        self.explain.try_wanted.connect(self._try_question)
        self.explain.mark_wanted.connect(self._mark_question)

    # Panels

    @property
    def panel(self) -> Panel[Any, Any]:
        """The panel that is shown."""
        area = self.stack.currentWidget()
        assert isinstance(area, PanelArea)
        return area.panel

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._theme

    def panel_names(self) -> tuple[str, ...]:
        """Names of all panels, in lecture order."""
        return tuple(self._kinds)

    def make_panel(self, name: str) -> Panel[Any, Any]:
        """The panel of that name, made now if there is none yet."""
        if name not in self._panels:
            panel = self._panels[name] = self._make_panel(name)
            self._areas[name] = PanelArea(panel, self.stack)
            panel.status_changed.connect(self.show_status)
            panel.explanation_changed.connect(self._show_explanation)
            panel.marked.connect(partial(self.explain.show_marking, name))
            panel.told.connect(self.tell)
            panel.noted.connect(self.note)
        return self._panels[name]

    def show_panel(self, name: str) -> None:
        """Show a panel by its name."""
        panel = self.make_panel(name)
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and self.stack.isAncestorOf(focus)
        if had_keyboard:
            self.setFocus()  # else Qt gives it to whatever is next, and Space would press that
        self._areas[name].apply_theme(self._theme)
        self.explain_place.show_panel(name)
        self.explain_place.make_room(self._theme, self.width())  # so that it is laid out once
        self.stack.setCurrentWidget(self._areas[name])
        if had_keyboard:
            panel.setFocus()
        self.rail.choose(name)
        self.top_bar.title.setText(panel.kind.title)
        self.top_bar.subtitle.setText(panel.kind.subtitle)
        self._fit_rail()
        self._show_explanation()
        self._show_hint()
        self.show_status()
        self.panel_shown.emit(name)

    def _go_to_panel(self, name: str) -> None:
        """Ctrl and a digit: the keyboard goes along, to no field that an arrow key would change."""
        self.show_panel(name)
        self.panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_hint(self) -> None:
        set_text(self.status_bar.hint, self.panel.kind.hint)

    def show_status(self) -> None:
        """Let the status bar say what the panel says."""
        if self.stack.count():
            set_text(self.status_bar.loaded, self.panel.status())
            self.rail.show_running(behind := running_behind(self._panels, self.panel))
            self.status_bar.show_worker(self.panel.running(), tuple(behind.values()))

    def keep(self, owner: object) -> None:
        """Keep what built this window alive as long as the window."""
        self._owner = owner

    def frame(self, tick: int) -> None:
        """Let the panel that is shown draw."""
        if self.isVisible() and not self.isMinimized():
            self.panel.frame(tick)

    def say(self, kind: StripKind, text: str, actions: tuple[Action, ...] = ()) -> None:
        """Show one message over the foot of the panel, until it is closed or another comes."""
        self.strip.present(kind, text, actions)
        self._place_strip()

    def note(self, text: str, actions: tuple[Action, ...]) -> None:
        """Show what stays to be read; "" takes the note of before away, and no other message."""
        if text:
            self.say("info", text, actions)
        elif self.strip.text == self._noted:
            self.strip.withdraw()
        self._noted = text

    def tell(self, text: str) -> None:
        """Say in the status bar, for some seconds, that something went well."""
        set_text(self.status_bar.hint, text)
        self._told.start()

    # The Explain column

    def toggle_explain(self) -> None:
        """Ctrl+E."""
        self._open_explain(not self.explain_place.is_open)

    def _open_explain(self, on: bool) -> None:
        self.explain_place.open(on)
        self._fit_rail()
        self._show_explanation()

    def _try_question(self, key: str) -> None:
        self.panel.try_question(key)

    def _mark_question(self, key: str, predictions: Predictions) -> None:
        self.panel.mark_question(key, predictions)

    def _show_explanation(self) -> None:
        """Let the column show what the panel explains, while it can be seen."""
        if self.explain.is_listening:
            self.explain.show_explanation(self.panel.name, self.panel.explanation())

    def _place_explain(self) -> None:
        top = self.top_bar.height() + self._rules[0].height()
        bottom = self.height() - self.status_bar.height() - self._rules[2].height()
        self.explain_place.put(self._theme, QRect(0, top, self.width(), bottom - top))
        self.top_bar.explain.setChecked(self.explain_place.is_open)

    # Look

    def set_theme(self, theme: Theme) -> None:
        """Take on another theme or scale; panels that are not shown follow when they are."""
        self._theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_to_application(app, theme)
        self._dress()
        parts: tuple[Themed, ...] = (self.top_bar, self.status_bar, self.strip, self.explain)
        for part in (*parts, *self._rules, self.drop_sign):
            part.apply_theme(theme)
        if self.stack.count():
            self._areas[self.panel.name].apply_theme(theme)
        self._fit_rail()
        self.rail.projector.setChecked(theme.projector)
        self._set_minimum()
        self.update()

    def _dress(self) -> None:
        """Give all that stands around the panels, and open dialogs, the style sheet."""
        bars = (
            *(self.rail, self.top_bar, self.status_bar),
            *(self.strip, self.explain, self.drop_sign),
        )
        children = Qt.FindChildOption.FindDirectChildrenOnly
        for part in (*bars, *self.findChildren(QDialog, options=children)):
            dress(part, self._theme)

    def restore(self, geometry: str) -> None:
        """Take the place of last time, or that of the design, within the screen."""
        self._set_minimum()
        taken = bool(geometry) and self.restoreGeometry(
            QByteArray.fromBase64(geometry.encode("ascii", "ignore"))
        )
        if not taken:
            width, height = self._theme.lengths("layout.window")
            if self._theme.projector:
                width, height = width / self._theme.scale, height / self._theme.scale
            self.resize(QSize(round(width), round(height)).boundedTo(self._room()))

    def geometry_text(self) -> str:
        """The window's place, for `restore`."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def toggle_full_screen(self) -> None:
        """F11."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _room(self) -> QSize:
        """What the screen has for a window inside its frame."""
        return QGuiApplication.primaryScreen().availableSize() - QSize(*FRAME)

    def _set_minimum(self) -> None:
        """In less than its design's size a panel scrolls; this is the least in which one can."""
        self.setMinimumSize(QSize(*SMALLEST).boundedTo(self._room()))

    def _place_strip(self) -> None:
        """Over the panel's foot, where it moves nothing."""
        gap = self._theme.space(6)
        left = self.rail.width() + gap
        width = self.width() - left - gap
        height = self.strip.heightForWidth(width)
        top = self.height() - self.status_bar.height() - self._theme.space(3) - height
        self.strip.setGeometry(left, top, width, height)
        self.strip.raise_()

    def _fit_rail(self) -> None:
        self.explain_place.fit(self._theme, self.width())
        beside = self.explain_place.is_beside
        least = FULL_RAIL_BESIDE_EXPLAIN if beside else FULL_RAIL_WIDTH
        narrow = self.width() < least * self._theme.scale
        self.rail.apply_theme(self._theme, collapsed=narrow or self._theme.projector)
        self._place_explain()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Collapse the rail first."""
        self._fit_rail()
        super().resizeEvent(event)
        self._place_strip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The base colour, and the hairlines between rail, bars and panel."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), qcolor(self._theme, "surface.base"))
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the app end everything else."""
        self._told.stop()
        self.closing.emit()
        super().closeEvent(event)

    def drop_of(self, path: str) -> Drop:
        """What becomes of a file or folder that is dropped now."""
        kinds, is_folder = tuple(self._kinds.values()), QFileInfo(path).isDir()
        return drop_of(path, self.panel.kind, kinds, is_folder=is_folder)

    def drop_area(self) -> QRect:
        """The panel."""
        return self.stack.geometry()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self._rules[0])
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.stack, 1)
        beside.addWidget(self.explain_place.room)
        column.addLayout(beside, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._rules[1])
        row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row, 1)
        whole.addWidget(self._rules[2])
        whole.addWidget(self.status_bar)

    def _add_shortcuts(self) -> None:
        for name, kind in self._kinds.items():
            self.add_shortcut(f"Ctrl+{kind.number}", partial(self._go_to_panel, name))
        self.add_shortcut("F11", self.toggle_full_screen)
        self.add_shortcut("Ctrl+E", self.toggle_explain)
        self.add_shortcut("Ctrl+R", self._reset)
        self.add_shortcut("Ctrl+Shift+E", self.top_bar.share.open_menu)
        self.add_shortcut("]", self._step)
        self.add_shortcut("[", self._step_back)
        self.add_shortcut("Space", self._space)

    def add_shortcut(self, keys: str, act: Callable[[], object]) -> None:
        """A key that works wherever the focus is; a text that is being typed comes first."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(keys in "[]")  # held down, Space must not flicker
        shortcut.activated.connect(act)

    def _reset(self) -> None:
        self.panel.reset()

    def _step(self) -> None:
        self.panel.step()

    def _step_back(self) -> None:
        self.panel.step_back()

    def _space(self) -> None:
        """Run or pause, but press the button that was reached by Tab."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            focus.click()
        else:
            self.panel.toggle_running()
