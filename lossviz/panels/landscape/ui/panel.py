"""The Landscape panel: walk on a loss, with the numeric and the analytic gradient in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from lossviz.data.lecture_examples import LECTURE_W
from lossviz.engine.engine import Engine
from lossviz.engine.jobs import StartJob
from lossviz.engine.mailbox import Finished, Result, Value
from lossviz.model.formula import FormulaError
from lossviz.panelkit.commands import Configure
from lossviz.panelkit.example import PlaygroundExample
from lossviz.panelkit.explanation import Explanation
from lossviz.panelkit.job_panel import JobPanel
from lossviz.panelkit.moment import Moment, recast
from lossviz.panelkit.panel import ShareAction
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.panelkit.questions import by_key
from lossviz.panelkit.trouble import Trouble
from lossviz.panels.landscape import map_picture, plots, titles, walk_trouble, words
from lossviz.panels.landscape import state as actions
from lossviz.panels.landscape.checking import kink_near, standing_on_kink
from lossviz.panels.landscape.commands import ClearPaths, GoTo, OwnCommand, Take
from lossviz.panels.landscape.explaining import explanation
from lossviz.panels.landscape.grounds import Ground
from lossviz.panels.landscape.job import LandscapeJob
from lossviz.panels.landscape.offers import Offers
from lossviz.panels.landscape.quantities import QUANTITIES
from lossviz.panels.landscape.questions import QUESTIONS
from lossviz.panels.landscape.report import LandscapeReport, NoGround
from lossviz.panels.landscape.state import LandscapeSight, LandscapeState, LandscapeView
from lossviz.panels.landscape.surface_kinds import TWO_WEIGHTS, Offer, SurfaceKind, kind_with
from lossviz.panels.landscape.ui.content import SCHEDULE, Content
from lossviz.panels.landscape.ui.share import share_actions
from lossviz.theme.tokens import Theme

KINK = "landscape.kink"
HALF = 2.0
SHOW_WEIGHTS = "show W of the Playground"

Action = Callable[[LandscapeState], LandscapeState]


class LandscapePanel(JobPanel[LandscapeState, LandscapeSight, LandscapeReport, OwnCommand]):
    """Shows reports of the landscape job, and sends it commands."""

    questions = QUESTIONS
    numbers = QUANTITIES
    content: Content
    schedule = SCHEDULE

    def __init__(
        self,
        kind: PanelKind,
        theme: Theme,
        engine: Engine,
        moment: Moment[LandscapeState, LandscapeView],
    ) -> None:
        sight = recast(moment.view, LandscapeSight)
        super().__init__(kind, theme, engine, Moment(moment.state, sight, moment.steps))
        self._offers = Offers()
        self._cut_of: LandscapeReport | None = None  # as it was when a drag along it began
        self._kink_of: Ground | None = None  # what the corner that was asked for is of
        self.content = Content(theme, self)
        self.content.show_state(self._state)
        self.content.show_view(self._view)
        self._wire()
        self._start_job()

    # What comes in

    def show_state(self, state: object) -> None:
        """Show the settings and let the job use them."""
        assert isinstance(state, LandscapeState)
        before, self._state = self._state, state
        if before.surface != state.surface:
            self._look_anew()
            self._take_newest(self._state.kind)
            self._show_newer()
        if replace(before, start=state.start) != state:  # while it is dragged, the point alone
            self.content.show_state(state)
            self._show_entries()
        self._send(Configure(state))

    def receive(self, thing: object) -> None:
        """The table of the Scores panel, weights of the Playground, or those in training."""
        if not isinstance(thing, Offer):
            return
        kind = kind_with(thing)
        self._offers.note(kind, thing)
        if isinstance(thing, PlaygroundExample) and thing.wanted:
            self._show_playground(thing)
        if self._offers.is_followed(kind, self._state.kind):
            self._take_newest(kind)
        self._show_newer()

    def take(self, result: Result) -> None:
        """A report of the job, or the corner that was asked for."""
        match result:
            case Value(value=LandscapeReport() as report):
                self._take_report(report)
            case Value(value=NoGround(why=why, panel=panel)):
                self._report = self._drawn = None
                go = partial(self.panel_wanted.emit, panel)
                self.content.show_empty(why, ((f"Open {panel.title()}", go),))
                self.status_changed.emit()
            case Finished(kind="landscape.kink", value=found):
                self._stand_on_kink(found)
            case _:
                super().take(result)

    # What is shown

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        super().apply_theme(theme)
        self.look(line=self._contour())

    def explanation(self) -> Explanation:
        """Formulas, code and questions of what is on the screen."""
        return Explanation() if self._report is None else explanation(self._report)

    def try_question(self, key: str) -> None:
        """Show what a question is about; where the nearest corner is, the worker has to find."""
        asked = by_key(QUESTIONS, key)
        if asked.look is not None:
            self.look(**vars(asked.look(self._view)))
        if asked.try_on is not None:
            self._edit(asked.try_on, "question")
        if key == "kink":
            self.go_to_kink()

    def status(self) -> str:
        """What one walks on."""
        return "" if self._report is None else words.status(self._report)

    def ready(self) -> bool:
        """Whether the map is worked out and the gradient checked."""
        report = self._report
        return report is not None and report.map is not None and report.map.done

    # What the person does

    def share_actions(self) -> tuple[ShareAction, ...]:
        """Pictures, and the walks."""
        return () if self._report is None else share_actions(self._shown, self._posing)

    def go_to_kink(self) -> None:
        """Stand on the nearest corner of the loss; the worker finds it."""
        report = self._report
        if report is not None and report.ground.landscape is not None:
            place = report.ground.landscape, report.walk.last.at
            hinge = self._offers.hinge(self._state.kind)
            self._kink_of = report.ground
            self._engine.request(KINK, partial(kink_near, self._state, *place, hinge))
            self.asked.emit()

    def _stand_on_kink(self, found: object) -> None:
        """The corner was found: go there, unless another loss has taken the place of that one."""
        if self._report is None or self._report.ground is not self._kink_of:
            return
        if not isinstance(found, tuple):
            self.told.emit("This loss has no corners: it is smooth everywhere.")
            return
        w1, w2 = found
        self._edit(lambda state: standing_on_kink(state, (w1, w2)), "kink")

    def _wire(self) -> None:
        column, check, descent = self.content.map_column, self.content.check, self.content.descent
        column.surface_chosen.connect(self._choose_surface)
        column.cut_chosen.connect(lambda key: self.look(cut=key))
        column.map.moved.connect(self._move)
        column.map.hovered.connect(lambda at: self.look(hover=at))
        column.map.window_wanted.connect(self._look_at)
        column.map.resized.connect(self._resize_map)
        column.cut.moved.connect(self._move_along)
        options = column.options
        options.setting_changed.connect(self._set)
        options.scale_changed.connect(lambda key: self.look(log=key == "log"))
        options.formula_given.connect(self._give_formula)
        options.newest_wanted.connect(self._ask_newest)
        self.content.here.moved.connect(self._move)
        check.setting_changed.connect(self._set)
        check.view_changed.connect(self._look_at_table)
        check.kink_wanted.connect(self.go_to_kink)
        descent.setting_changed.connect(self._set)
        descent.rival_changed.connect(self._choose_rival)
        descent.rate_changed.connect(self._set_rate)
        descent.view_changed.connect(lambda changes: self.look(**changes))
        descent.run_toggled.connect(self.toggle_running)
        descent.step_wanted.connect(self.step)
        descent.step_back_wanted.connect(self.step_back)
        descent.reset_wanted.connect(self.reset)
        column.relief_wanted.connect(lambda on: self.look(relief=on))
        column.went_to.connect(lambda step: self._send(GoTo(step)))
        column.h_changed.connect(lambda h, going: self._set("h", h, going))
        column.clear_wanted.connect(self._clear_paths)
        descent.went_to.connect(lambda step: self._send(GoTo(step)))

    # Edits

    def _edit(self, action: Action, what: str, in_gesture: bool = False) -> None:
        self.edited.emit(action(self._state), what, in_gesture)

    def _set(self, name: str, value: object, in_gesture: bool) -> None:
        """A setting was changed; its control already refused what makes no sense."""
        what = titles.SETTING_TITLES[name]
        if name == "walker":
            self._edit(lambda state: actions.with_walker(state, str(value)), what)
        else:
            self._edit(lambda state: actions.with_setting(state, name, value), what, in_gesture)

    def _choose_surface(self, key: str) -> None:
        self._edit(lambda state: actions.with_surface(state, key), "surface")

    def _choose_rival(self, name: str, on: bool) -> None:
        self._edit(lambda state: actions.with_rival(state, name, on), "race")

    def _set_rate(self, walker: str, rate: float, in_gesture: bool) -> None:
        what = titles.SETTING_TITLES["rates"]
        self._edit(lambda state: actions.with_rate(state, walker, rate), what, in_gesture)

    def _give_formula(self, text: str) -> None:
        """A formula was typed; one that can't be read stays in its field, with a sentence."""
        field = self.content.map_column.options.formula
        try:
            state = actions.with_formula(self._state, text)
        except FormulaError as error:
            field.refuse(str(error), error.position)
            return
        field.accept()
        self.edited.emit(state, "formula", False)

    def _move(self, w1: float, w2: float, in_gesture: bool) -> None:
        self._edit(lambda state: actions.with_start(state, w1, w2), "point", in_gesture)

    def _move_along(self, x: float, in_gesture: bool) -> None:
        """The handle of the cut was moved to another place along it."""
        if self._cut_of is None:
            self._cut_of = self._report
        if self._cut_of is not None:
            holds = in_gesture and self._cut_of.view.cut in plots.DOWNHILL
            self.content.map_column.hold_cut(plots.cut_picture(self._cut_of) if holds else None)
            self._move(*plots.place_on_cut(self._cut_of, x), in_gesture)
        if not in_gesture:
            self._cut_of = None

    # Looking

    def _look_at_table(self, changes: dict[str, object]) -> None:
        """Another table, or more of it; that of the lecture's W moves the point there too."""
        self.look(**changes)
        if changes.get("table") != "lecture" or self._state.surface != TWO_WEIGHTS:
            return
        there = LECTURE_W[0], LECTURE_W[1]
        if self._report is not None and self._report.walk.last.at != there:
            self._move(*there, False)

    def _look_anew(self) -> None:
        """Another surface: all of it, and its own table."""
        self.look(window=None, filled=None, table="here", hover=None)

    def _choices(self) -> LandscapeView:
        return recast(self._view, LandscapeView)

    def _look_at(self, window: object) -> None:
        """Another part of the plane, or all of it; without a surface there is nothing to see."""
        if self._report is not None:
            self.look(window=window)
            self._show_window()

    def _resize_map(self, width: int, height: int) -> None:
        self.look(pixels=(width, height), line=self._contour())
        self._show_window()

    def _contour(self) -> float:
        """How wide a contour is, in device pixels."""
        return self._theme.length("line.contour") * self.devicePixelRatioF()

    def _show_window(self) -> None:
        """The map shows the wanted part at once; its picture follows."""
        if self._report is not None:
            heat_map = self.content.map_column.map
            heat_map.show_window(
                map_picture.window(self._report.ground, self._view, heat_map.aspect)
            )

    # The job

    def _job(self) -> StartJob:
        for offer in self._offers.taken():
            self._inbox.put(Take(offer))
        return LandscapeJob(self._state, self._view, self._inbox).run

    def _show_stopped(self) -> None:
        self.content.show_empty("The landscape failed and has stopped. Ctrl+R starts it anew.", ())

    def _take_report(self, report: LandscapeReport) -> None:
        before, self._report = self._report, report
        if before is None or before.ground is not report.ground:
            self._show_window()
            self._show_newer()
            self.status_changed.emit()
        elif before.running != report.running or report.running:
            self.status_changed.emit()

    def _show_trouble(self, report: LandscapeReport) -> None:
        trouble = walk_trouble.trouble(report)
        ways = () if trouble is None else self._ways_out(trouble)
        self.content.map_column.trouble.tell(trouble, ways)

    def _ways_out(self, trouble: Trouble) -> tuple[tuple[str, Callable[[], None]], ...]:
        """What can be done about a walk that went wrong."""
        good = trouble.last_good
        back = () if good is None else ((f"Go to step {good:,}", partial(self._go_to, good)),)
        if trouble.what in ("left", "diverged"):
            return (*back, ("Halve the learning rate", self._halve))
        return (("Back to the start", self._start_again),) if trouble.what == "long" else back

    def _go_to(self, step: int) -> None:
        self._send(GoTo(step))
        self.content.map_column.take_focus()

    def _start_again(self) -> None:
        self.reset()
        self.content.map_column.take_focus()

    def _halve(self) -> None:
        rate = max(self._state.learning_rate / HALF, actions.SMALLEST_RATE)
        self._set("learning_rate", rate, False)
        self._start_again()

    # What other panels offer

    def _show_playground(self, weights: PlaygroundExample) -> None:
        """The person asked there to see its weights here."""
        self._look_anew()
        rate = weights.learning_rate
        self._edit(lambda state: actions.at_playground(state, rate), SHOW_WEIGHTS)

    def _take_newest(self, kind: SurfaceKind) -> None:
        """Walk on what the panel of a surface has now."""
        offer = self._offers.take(kind)
        if offer is not None:
            self._send(Take(offer))
            self._show_entries()
            self._show_newer()

    def _ask_newest(self) -> None:
        """The walk begins at them, not where the point was dragged on the plane of before."""
        if self._state.start is not None:
            self._edit(lambda state: replace(state, start=None), "newest weights")
        self._take_newest(self._state.kind)
        self.content.map_column.take_focus()

    def _clear_paths(self) -> None:
        self._send(ClearPaths())
        self.content.map_column.take_focus()

    def _show_newer(self) -> None:
        newer = self._offers.way_to_newer(self._state.kind)
        self.content.map_column.options.show_newer(newer)

    def _show_entries(self) -> None:
        """The two numbers that move, of the panel that the surface is of."""
        self.content.map_column.options.show_entries(*self._offers.entries(self._state))
