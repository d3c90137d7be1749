"""The composition root: builds every part, wires them, and shuts them down."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from lossviz import __version__, overrides, panel_list
from lossviz.arguments import Arguments
from lossviz.crash_record import CrashRecord
from lossviz.data.folders import data_folder
from lossviz.engine.engine import Engine
from lossviz.engine.mailbox import Failed, Result
from lossviz.panel_list import panel_kind
from lossviz.panelkit import source as wishes
from lossviz.panelkit.panel import Panel
from lossviz.remembering import first_moment, remembered_source, write_settings
from lossviz.shell.errors import ErrorReporter, copy_details, say_crashed
from lossviz.shell.explain.column import ExplainColumn
from lossviz.shell.first_picture import FirstPicture
from lossviz.shell.frame_pump import FramePump
from lossviz.shell.settings import Settings, load_settings, settings_file
from lossviz.shell.sharing import SHARE, Sharing
from lossviz.shell.shortcut_list import ShortcutList
from lossviz.shell.sources import Sources
from lossviz.shell.store import Store
from lossviz.shell.theme_choice import ThemeChoice
from lossviz.shell.window import MainWindow
from lossviz.theme.apply import apply_to_application, dress, system_mode
from lossviz.theme.icons import application_icon

SAVE_SETTINGS_MS = 2000
# The other panels are made when the first one has been seen for a while.
OTHER_PANELS_MS = 600
CLOSE_SECONDS = 2.0


def run(arguments: Arguments) -> int:
    """Start the app, or draw the tour; returns the exit code."""
    if arguments.panel:
        try:
            panel_kind(arguments.panel)
        except KeyError as error:
            print(f"lossviz: {error.args[0]}", file=sys.stderr)
            return 2
    app = application()
    if arguments.tour is not None:
        from lossviz.shell.tour import draw_tour

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        return draw_tour(app, arguments.tour, partial(create_window, arguments))
    record = CrashRecord(data_folder())
    crashed = record.begin()
    window = create_window(arguments)
    if crashed:
        say_crashed(window, crashed)
    _end_on_signals(window)
    window.show()
    try:
        return app.exec()
    finally:
        record.end()


def _end_on_signals(window: MainWindow) -> None:
    """Ctrl+C and SIGTERM end the app as closing its window does; the first of them counts.

    Python runs a handler in the midst of whatever runs, so the window is closed a moment later.
    """
    numbers = (signal.SIGINT, signal.SIGTERM)

    def end(_number: int, _frame: object) -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        QTimer.singleShot(0, window.close)

    for number in numbers:
        signal.signal(number, end)


def application() -> QApplication:
    """The QApplication, made once."""
    overrides.guard()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["lossviz"])
    app.setApplicationName("lossviz")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("lossviz")
    app.setWindowIcon(application_icon())
    return app


def create_window(arguments: Arguments) -> MainWindow:
    """The whole window, worker and all; its `close()` ends all of it."""
    application()
    return Composition(arguments).window


class Composition:
    """Everything that makes up a running app; lives as long as its window."""

    def __init__(self, arguments: Arguments) -> None:
        # A tour is nobody's session: it begins with the usual settings, and leaves no others.
        self._remembers = arguments.tour is None
        self.settings, settings_note = Settings(), ""
        if self._remembers:
            self.settings, settings_note = load_settings(settings_file(), datetime.now())
        self.choice = theme_choice(arguments, self.settings)
        # What the command line asks for is for this time alone.
        self._remembered_choice = theme_choice(Arguments(), self.settings)
        theme = self.choice.theme(system_mode())
        app = application()
        apply_to_application(app, theme)
        self.engine = Engine()
        self._panels: dict[str, Panel[Any, Any]] = {}
        self._imported: set[str] = set()  # panels whose modules were loaded ahead
        self._offers: dict[type, object] = {}
        explain = ExplainColumn(theme, self.engine)
        self.window = MainWindow(theme, panel_list.PANELS, self._make_panel, explain)
        self.window.explain_place.remember(self.settings.explain)
        self.window.keep(self)
        self.store = Store(partial(first_moment, self.settings), self.window)
        self.sources = Sources(self.engine, remembered_source(self.settings), self.window)
        self.sharing = Sharing(self.engine, self.window)
        self.errors = ErrorReporter(self._say_error)
        self._unsaved_said = False
        self.pump = FramePump(self.engine, self._deliver, self._say_failed, self.window)
        self._save_later = QTimer(self.window, singleShot=True, interval=SAVE_SETTINGS_MS)
        self._open_later = FirstPicture(self.window)
        self._make_later = QTimer(self.window, singleShot=True, interval=OTHER_PANELS_MS)
        self._wire()
        self._start(arguments, settings_note)

    # Building

    def _make_panel(self, name: str) -> Panel[Any, Any]:
        """Make a panel and wire it; it learns which images are open."""
        kind, theme = panel_kind(name), self.choice.theme(system_mode())
        panel: Panel[Any, Any] = kind.panel()(kind, theme, self.engine, self.store.moment(name))
        self._panels[name] = panel
        panel.edited.connect(partial(self.store.push, name))
        panel.looked.connect(partial(self._note_view, name))
        panel.source_wanted.connect(self._wish_source)
        panel.asked.connect(self.pump.expect)
        panel.offered.connect(partial(self._pass_on, name))
        panel.panel_wanted.connect(self.window.show_panel)
        if self._remembers:
            panel.keep_in(data_folder())
        source = self.sources.state
        panel.show_source(source)
        if source.data is not None:
            panel.use_data(source.data)
        self.sources.changed.connect(panel.show_source)
        self.sources.opened.connect(panel.use_data)
        for thing in self._offers.values():
            panel.receive(thing)
        return panel

    def _make_next(self) -> None:
        """Make the panels that nobody has asked for yet, one at a time, unseen."""
        missing = [name for name in self.window.panel_names() if name not in self._panels]
        if not missing:
            return
        name, pause = missing[0], OTHER_PANELS_MS
        # Either half takes some frames, which would be missed in a run or a drag.
        busy = self.window.panel.running() is not None or QApplication.mouseButtons()
        if not busy and name in self._imported:
            self.window.make_panel(name)
            self.pump.keep()
        elif not busy:
            panel_kind(name).panel()
            self._imported.add(name)
            pause //= 4
        self._make_later.start(pause)

    def _wire(self) -> None:
        window, store, undo = self.window, self.store, self.store.undo_group
        store.changed.connect(self._show_state)
        window.panel_shown.connect(store.show)
        for changed in (undo.indexChanged, undo.activeStackChanged):
            changed.connect(self._show_undo)
        window.top_bar.undo.clicked.connect(undo.undo)
        window.top_bar.redo.clicked.connect(undo.redo)
        window.top_bar.share_menu.aboutToShow.connect(self._fill_share_menu)
        window.rail.theme_toggled.connect(self._other_mode)
        window.rail.projector_toggled.connect(self._toggle_projector)
        window.dropped.connect(self._open_dropped)
        window.closing.connect(self._close)
        window.strip.closed.connect(self._other_message)
        self.pump.ticked.connect(window.frame)
        self._save_later.timeout.connect(self._save_settings)
        self._make_later.timeout.connect(self._make_next)
        QApplication.styleHints().colorSchemeChanged.connect(self._apply_theme)
        for keys, act in (
            ("Ctrl+Z", undo.undo),
            ("Ctrl+Shift+Z", undo.redo),
            ("Ctrl+Shift+L", self._other_mode),
            ("F5", self._toggle_projector),
            ("F1", self._show_shortcuts),
        ):
            window.add_shortcut(keys, act)

    def _start(self, arguments: Arguments, settings_note: str) -> None:
        window = self.window
        self.errors.install()
        window.restore(self.settings.geometry)
        self._show_undo()
        named = panel_kind(arguments.panel).name if arguments.panel else self.settings.panel
        window.show_panel(named if named in window.panel_names() else window.panel_names()[0])
        window.painted.connect(self._make_later.start)
        window.painted.connect(self._open_later.was_seen)
        self._fill_share_menu()
        if settings_note:
            window.say("warning", settings_note)
        source = str(arguments.data) if arguments.data else self.settings.source
        self._open_later.timeout.connect(partial(self.sources.open, source or wishes.STAND_IN))
        self._open_later.start()
        self.pump.start()

    # What comes back

    def _deliver(self, result: Result) -> None:
        """Hand a result to the part that asked for it."""
        owner = result.kind.partition(".")[0]
        if owner == "source":
            self.sources.take(result)
        elif owner == SHARE:
            self.sharing.take(result)
        elif owner == "explain":
            if isinstance(result, Failed):
                self._say_failed(result)
            self.window.explain.take(result)
        elif owner in self._panels:
            if isinstance(result, Failed):
                self._say_failed(result)
            self._panels[owner].take(result)
        elif owner == "settings" and isinstance(result, Failed):
            self._say_unsaved(result.exception)
        elif isinstance(result, Failed):
            self._say_failed(result)

    def _pass_on(self, giver: str, thing: object) -> None:
        """Hand what a panel offers to the others; those made later get the newest of its type."""
        self._offers[type(thing)] = thing
        for name, panel in self._panels.items():
            if name != giver:
                panel.receive(thing)

    def _show_state(self, panel: str, _old: object, new: object) -> None:
        if panel in self._panels:
            self._panels[panel].show_state(new)
        self._save_later.start()

    def _note_view(self, panel: str, view: object) -> None:
        self.store.look(panel, view)
        self._save_later.start()

    def _show_undo(self) -> None:
        undo = self.store.undo_group
        self.window.top_bar.show_undo(undo.undoText(), undo.redoText())

    def _say_failed(self, result: Failed) -> None:
        self.errors.failed(result.exception, result.traceback)

    def _say_unsaved(self, error: BaseException) -> None:
        """Once: the next try is at the end anyway."""
        if not self._unsaved_said:
            self._unsaved_said = True
            why = error.strerror if isinstance(error, OSError) else str(error)
            text = f"The settings can’t be remembered in {settings_file().parent}: {why}."
            self.window.say("warning", text)

    def _say_error(self, sentence: str, details: str) -> None:
        copy = partial(copy_details, details)
        self.window.say("danger", sentence, (("Copy details", copy),))

    def _other_message(self) -> None:
        """A message was closed: the same error is news again."""
        self.errors.forget()

    # What the person asks of the window

    def _wish_source(self, wish: str) -> None:
        """A source to open, or one of the other wishes."""
        sources = self.sources
        match wish:
            case wishes.CHOOSE_FOLDER:
                self._choose("CIFAR-10, or a folder for each class", QFileDialog.FileMode.Directory)
            case wishes.CHOOSE_ARCHIVE:
                self._choose("CIFAR-10, MNIST or arrays", QFileDialog.FileMode.ExistingFile)
            case wishes.DOWNLOAD:
                sources.download()
            case wishes.CANCEL_DOWNLOAD:
                sources.cancel_download()
            case wishes.DISMISS:
                sources.dismiss()
            case _:
                sources.open(wish)

    def _open_dropped(self, path: str) -> None:
        """A file for the panel that is shown, or images; what is neither is refused in sight."""
        window, drop = self.window, self.window.drop_of(path)
        if drop.where == "panel":
            window.panel.open_file(path)
        elif drop.where == "images":
            window.show_panel(next(kind.name for kind in panel_list.PANELS if kind.uses_images))
            self.sources.open(path)
        else:
            window.say("warning", drop.words)

    def _choose(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self.window, title)
        dress(dialog, self.window.theme)
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self.sources.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _fill_share_menu(self) -> None:
        panel = self.window.panel
        menu = self.window.top_bar.share_menu
        self.sharing.fill(menu, self.window.theme, panel.name, panel.share_actions())

    def _show_shortcuts(self) -> None:
        ShortcutList(self.window.theme, panel_list.PANELS, self.window).open()

    def _other_mode(self) -> None:
        self._choose_theme(mode=self.choice.next_mode(system_mode()))

    def _toggle_projector(self) -> None:
        self._choose_theme(projector=not self.choice.projector)

    def _choose_theme(self, **changes: Any) -> None:
        self.choice = replace(self.choice, **changes)
        self._remembered_choice = replace(self._remembered_choice, **changes)
        self._apply_theme()
        self._save_later.start()

    def _apply_theme(self) -> None:
        self.window.set_theme(self.choice.theme(system_mode()))

    # Remembering, and the end

    def _settings_now(self) -> Settings:
        """All but what panels that were opened remember; the others' is as it was read."""
        return Settings(
            theme=self._remembered_choice.mode,
            scale=self._remembered_choice.scale,
            projector=self._remembered_choice.projector,
            geometry=self.window.geometry_text(),
            panel=self.window.panel.name,
            source=self.sources.remembered,
            cifar_10=self.sources.state.cifar_10 or "",
            cifar_10_name=self.sources.state.cifar_10_name,
            cifar_10_count=self.sources.state.cifar_10_count,
            panels=self.settings.panels,
            explain=self.window.explain_place.choices(),
        )

    def _save_settings(self) -> None:
        """Let the worker write them."""
        if not self._remembers:
            return
        write = partial(write_settings, settings_file(), self._settings_now(), self.store.moments())
        self.engine.request("settings", write)

    def _close(self) -> None:
        """End the worker, remember the settings, let go of all hooks."""
        self.pump.stop()
        self._open_later.stop()
        self._make_later.stop()
        self._save_later.stop()
        settings = self._settings_now()
        self.engine.close(CLOSE_SECONDS)
        if self._remembers:
            try:
                write_settings(settings_file(), settings, self.store.moments())
            except OSError as error:
                why = f"can’t be remembered in {settings_file().parent}: {error.strerror}"
                print(f"lossviz: the settings {why}.", file=sys.stderr)
        self.store.close()
        self.errors.remove()
        QApplication.styleHints().colorSchemeChanged.disconnect(self._apply_theme)


def theme_choice(arguments: Arguments, settings: Settings) -> ThemeChoice:
    """What the command line says, else what is remembered."""
    return ThemeChoice(
        arguments.theme or settings.theme,  # type: ignore[arg-type]
        arguments.scale or settings.scale,
        settings.projector and arguments.scale is None,
    )
