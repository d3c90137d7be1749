"""Second row over the map: what the surface is made of. Each surface shows its own controls."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lossviz.panelkit.formulas.losses import LOSS_FORMULAS
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panels.landscape import titles
from lossviz.panels.landscape.state import (
    LARGEST_STRENGTH,
    START,
    LandscapeState,
)
from lossviz.panels.landscape.surface_kinds import Option
from lossviz.panels.landscape.ui.controls import (
    adaptive,
    as_high_as_fields,
    label,
    menu,
    number_field,
    small_button,
)
from lossviz.panels.landscape.ui.formula_field import FormulaField
from lossviz.theme.tokens import Theme
from lossviz.widgets.layout.label_text import set_text
from lossviz.widgets.numbers.number_scale import Limits, LogScale
from lossviz.widgets.numbers.number_text import short_number

LOSSES = tuple((name, LOSS_FORMULAS[name].title) for name in ("softmax", "hinge"))
SCALES = (("log", "Log"), ("linear", "Linear"))
STRENGTHS = LogScale(1e-4, LARGEST_STRENGTH, zero=True)


class SurfaceOptions(QWidget):
    """Loss and penalty, or two entries, the plane, the formula; at the end the colours' scale.

    The loss of the Playground is set there: here its entries stand alone.
    """

    setting_changed = Signal(str, object, bool)
    """Field of `LandscapeState`, its new value, whether the gesture goes on."""
    scale_changed = Signal(str)
    """ "log" or "linear". """
    formula_given = Signal(str)
    newest_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = START
        self._newer = ""
        self._narrow = False
        self._chosen = START.entries
        self._has_entries = self._has_weights = False
        self._make_loss(theme)
        self._make_entries(theme)
        self._make_plane(theme)
        self.formula_label = label("L =", "label")
        self.formula = FormulaField(theme)
        self.formula.setObjectName("landscape.formula")
        self.known = label("", "label", "known")
        self.scale = adaptive(theme, SCALES, "scale", "Scale of the colours")
        as_high_as_fields(self.regularization, self.first, self.second, self.plane, self.newest)
        self._lay_out()
        self._wire()
        self.show_state(START)

    def show_state(self, state: LandscapeState) -> None:
        """Show settings, whoever made them, and the controls that go with the surface."""
        self._state = state
        self.loss.set_value(state.loss)
        self.regularization.set_value(state.regularization)
        self.strength.set_value(state.strength)
        self.strength.setEnabled(state.regularization != "none")
        self.plane.set_value(state.plane)
        self.formula.show_formula(state.formula)
        kind = state.kind
        for part, option in self._places:
            part.setVisible(option in kind.options)
        self.set_narrow(self._narrow)
        if not self._has_entries:
            self.first.hide()
            self.second.hide()
        if kind.entries and not self._has_weights:
            for part in (self.regularization, self.strength_label, self.strength):
                part.hide()
        set_text(self.known, kind.formula)
        self.known.setToolTip(kind.note)
        self._show_newer()

    def show_entries(
        self, entries: dict[str, str], chosen: tuple[str, str], has_weights: bool
    ) -> None:
        """The numbers of another panel that may move, and the two that do; {} where none are known.

        has_weights: whether weights drive its scores; without them there is no penalty.
        """
        self._has_entries, self._has_weights = bool(entries), has_weights
        self.show_state(self._state)
        if not entries:
            return
        self._chosen = chosen
        choices = list(entries.items())
        for button, key in zip((self.first, self.second), chosen, strict=True):
            if button.choices != tuple(choices):
                button.set_choices(choices, key)
            button.set_value(key)

    def show_newer(self, text: str) -> None:
        """What the way to newer weights says; "" when those of the map are the newest."""
        if text != self._newer:
            self._newer = text
            self._show_newer()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in (
            self.loss, self.regularization, self.strength, self.first, self.second, self.plane,
            self.newest, self.formula, self.scale,
        ):  # fmt: skip
            part.apply_theme(theme)
        self.formula.setMinimumWidth(theme.px(160))
        self.setFixedHeight(theme.px(34))
        self.set_narrow(self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Take the form that fits; two entries need the room of the losses."""
        self._narrow = narrow
        self._row.setSpacing(self._spacing(narrow))
        self.scale.set_narrow(narrow)
        self.strength.set_least_width(self._strength_width(narrow))
        self.loss.set_narrow(narrow or bool(self._state.kind.entries))

    def width_when(self, *, narrow: bool, more: int = 0) -> int:
        """The least width of a form, whichever it has now; `more`: of what was added, if it was."""
        shown = [part for part, _ in self._places if not part.isHidden()]
        widths = [self._width_when(part, narrow) for part in (*shown, self.scale)]
        widths += [more] if more else []
        return sum(widths) + (len(widths) - 1) * self._spacing(narrow)

    def _width_when(self, part: QWidget, narrow: bool) -> int:
        if part is self.loss:
            return self.loss.width_when(narrow=narrow or bool(self._state.kind.entries))
        if part is self.scale:
            return self.scale.width_when(narrow=narrow)
        if part is self.strength:
            return max(self.strength.digits_width(), self._strength_width(narrow))
        return max(part.minimumWidth(), part.minimumSizeHint().width())

    def _spacing(self, narrow: bool) -> int:
        return self._theme.space(1 if narrow else 2)

    def _strength_width(self, narrow: bool) -> int:
        return self._theme.px(54 if narrow else 72)

    def add(self, widget: QWidget) -> None:
        """Take a control in at the end of the row."""
        self._row.addWidget(widget)

    def _show_newer(self) -> None:
        has_newer = "newest" in self._state.kind.options and bool(self._newer)
        self.newest.setVisible(has_newer)
        if has_newer:
            self.newest.setText(self._newer)

    def _make_loss(self, theme: Theme) -> None:
        self.loss = adaptive(theme, LOSSES, "loss_function", "Loss")
        kinds = [(name, kind.title) for name, kind in PENALTY_FORMULAS.items()]
        self.regularization = menu(theme, kinds, "regularization", "Regularization", small=True)
        self.strength_label = label("λ", "label")
        self.strength = number_field(
            theme,
            "strength",
            "Regularization strength λ",
            START.strength,
            scale=STRENGTHS,
            format_value=short_number,
            limits=Limits(0.0, LARGEST_STRENGTH),
            boxed=True,
        )

    def _make_entries(self, theme: Theme) -> None:
        none = (("", "–"),)
        self.first = menu(theme, none, "first_entry", "What w₁ moves", small=True)
        self.second = menu(theme, none, "second_entry", "What w₂ moves", small=True)

    def _make_plane(self, theme: Theme) -> None:
        planes = list(titles.PLANE_TITLES.items())
        self.plane = menu(theme, planes, "plane", "Plane through the weights", small=True)
        tip = "Walk from the weights that the other panel has now"
        self.newest = small_button(theme, "Newest weights", "newest", tip, self.newest_wanted)

    def _lay_out(self) -> None:
        self._places: tuple[tuple[QWidget, Option], ...] = (
            (self.first, "entries"),
            (self.second, "entries"),
            (self.loss, "loss"),
            (self.regularization, "loss"),
            (self.strength_label, "loss"),
            (self.strength, "loss"),
            (self.plane, "plane"),
            (self.newest, "newest"),
            (self.formula_label, "formula"),
            (self.formula, "formula"),
            (self.known, "known"),
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part, _ in self._places:
            self._row.addWidget(part, 100 if part is self.formula else 0)
        self._row.addStretch(1)
        self._row.addWidget(self.scale)

    def _wire(self) -> None:
        changed = self.setting_changed
        self.loss.value_changed.connect(lambda key: changed.emit("loss", key, False))
        self.regularization.value_changed.connect(
            lambda key: changed.emit("regularization", key, False)
        )
        self.strength.value_changed.connect(
            lambda value, going: changed.emit("strength", value, going)
        )
        self.plane.value_changed.connect(lambda key: changed.emit("plane", key, False))
        for button in (self.first, self.second):
            button.value_changed.connect(self._choose_entries)
        self.formula.given.connect(self.formula_given)
        self.scale.value_changed.connect(self.scale_changed)

    def _choose_entries(self, _key: str) -> None:
        """Two different ones: where one takes the other's, they change places."""
        pair = self.first.value, self.second.value
        if pair[0] == pair[1]:
            pair = self._chosen[1], self._chosen[0]
        self.setting_changed.emit(self._state.kind.entries, pair, False)
