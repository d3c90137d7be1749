"""The band on top: which view, and what every view has, always in the same place: R, β and λ."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from lossviz.model.regularization import Regularization
from lossviz.panelkit.controls import NamedNumber
from lossviz.panelkit.formulas.penalties import PENALTY_FORMULAS
from lossviz.panels.regularization.state import LARGEST_STRENGTH, PENALTIES
from lossviz.panels.regularization.ui.controls import PANEL, adaptive, fill_row, segments, widen
from lossviz.panels.regularization.views import VIEWS
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.labelled_slider import LabelledSlider
from lossviz.widgets.numbers.number_scale import Limits, LinearScale
from lossviz.widgets.numbers.number_text import short_number

BETAS = LinearScale(0.0, 1.0, 0.05)
PAD, EDGE, PROJECTOR_PAD, PROJECTOR_EDGE = 16, 24, 10, 18  # logical px
# R is a menu where the band is narrower than this; in still less, λ beside β has no slider.
ROOMY, TIGHT = 1100, 980
SLIDER, NARROW_SLIDER, NUMBER, NARROW_NUMBER, BETA = 184, 108, 84, 76, 44


class Band(QWidget):
    """Shows which view is shown and its penalty, and asks for others."""

    view_chosen = Signal(str)
    penalty_changed = Signal(str, object, bool)
    """Field of `Regularization`, its new value, and whether the gesture goes on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        titles = [(name, kind.title) for name, kind in VIEWS.items()]
        self.views = segments(theme, titles, "view", "View")
        kinds = [(key, PENALTY_FORMULAS[key].title) for key in PENALTIES]
        self.kind = adaptive(theme, kinds, "penalty", "Penalty R")
        self.beta = NamedNumber(
            PANEL, theme, "beta", "β", 0.5,
            scale=BETAS, format_value=short_number, width=BETA,
        )  # fmt: skip
        self.beta.field.setAccessibleName("Share β of the squares")
        first = next(iter(VIEWS.values()))
        self._scale: Any = first.strengths
        self.strength = LabelledSlider(
            theme, "λ", first.start.penalty.strength,
            name="Regularization strength λ", scale=first.strengths,
            default=first.start.penalty.strength, format_value=short_number,
            limits=Limits(0.0, LARGEST_STRENGTH), tight=True,
        )  # fmt: skip
        self.strength.setObjectName(f"{PANEL}.strength")
        self._row = QHBoxLayout(self)
        fill_row(self._row, self.views, None, self.kind, self.beta, self.strength)
        self._connect()
        self.apply_theme(theme)

    def show_view(self, name: str, penalty: Regularization) -> None:
        """Show which view is shown, and the penalty of it."""
        self.views.set_value(name)
        kind = VIEWS[name]
        self.strength.set_scale(kind.strengths, kind.start.penalty.strength)
        self.kind.set_value(penalty.kind)
        self.beta.set_value(penalty.beta)
        self.beta.setVisible(penalty.kind == "elastic")
        self.strength.set_value(penalty.strength)
        self._fit()

    def sizeHint(self) -> QSize:
        """A row of controls with room above and below."""
        pad = PROJECTOR_PAD if self._theme.projector else PAD
        return QSize(self.width(), self._theme.px(2 * pad + 32))

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        self._theme = theme
        for part in (self.views, self.kind, self.beta, self.strength):
            part.apply_theme(theme)
        pad = theme.px(PROJECTOR_PAD if theme.projector else PAD)
        edge = theme.px(PROJECTOR_EDGE if theme.projector else EDGE)
        self._row.setContentsMargins(edge, pad, edge, pad)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """R is a menu where there is little room, and the slider short."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px, roomy = self._theme.px, self.width() >= self._theme.px(ROOMY)
        self.kind.set_narrow(not roomy)
        self._keep_place_of_beta(roomy)
        tight = self.width() < px(TIGHT) and not self.beta.isHidden()
        self.strength.slider.setVisible(not tight)
        self._row.setSpacing(px(12 if roomy else 8))
        self.strength.slider.setFixedWidth(px(SLIDER if roomy else NARROW_SLIDER))
        widen(self.strength, px(NUMBER if roomy else NARROW_NUMBER))

    def _keep_place_of_beta(self, keep: bool) -> None:
        """Hidden, it keeps its place: the segments of R must not move from under the pointer."""
        policy = QSizePolicy(self.beta.sizePolicy())
        if policy.retainSizeWhenHidden() != keep:
            policy.setRetainSizeWhenHidden(keep)
            self.beta.setSizePolicy(policy)

    def _connect(self) -> None:
        self.views.value_changed.connect(self.view_chosen)
        self.kind.value_changed.connect(lambda key: self.penalty_changed.emit("kind", key, False))
        self.beta.value_changed.connect(lambda v, on: self.penalty_changed.emit("beta", v, on))
        self.strength.value_changed.connect(
            lambda v, on: self.penalty_changed.emit("strength", v, on)
        )
