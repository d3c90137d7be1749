"""The message strip: what happened and what to do, in place, with up to two buttons.

Its height follows from its width alone, whatever height and width it has now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lossviz.theme.apply import qcolor
from lossviz.theme.icons import pixmap
from lossviz.widgets.controls.buttons import ActionButton, IconButton
from lossviz.widgets.layout.strip_places import (
    StripParts,
    StripPlaces,
    least_width,
    strip_places,
    whole_width,
)

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme

StripKind = Literal["danger", "warning", "info"]
Action = tuple[str, Callable[[], None]]

# Kind: (icon, role of the icon, role of the ground).
_LOOKS = {
    "danger": ("warning", "status.danger.text", "status.danger.tint"),
    "warning": ("warning", "status.warning.text", "status.warning.tint"),
    "info": ("info", "text.secondary", "surface.sunken"),
}
_LEAST_TEXT = 280  # logical px: a sentence beside its buttons has two or three lines


class Strip(QWidget):
    """One message at the place it belongs to; hidden until `present`."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: StripKind = "info"
        self._mark = QLabel(self)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)  # It may quote a stranger's file.
        self._label.setWordWrap(True)
        self._label.setProperty("role", "body")
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[ActionButton] = []
        self._has_message = False
        self._close = IconButton(theme, "close", "Close this message", parent=self)
        self._close.clicked.connect(self.dismiss)
        # A fixed one would have the height of its hint, whatever its width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.objectNameChanged.connect(self._name_parts)
        self.apply_theme(theme)
        self.hide()

    @property
    def text(self) -> str:
        """The message that is shown."""
        return self._label.text()

    @property
    def has_message(self) -> bool:
        """Whether there is a message, be it shown or hidden behind another."""
        return self._has_message

    def present(
        self,
        kind: StripKind,
        text: str,
        actions: Sequence[Action] = (),
        *,
        closable: bool = True,
    ) -> None:
        """Show a message; `actions` are (text, what to do) of its buttons."""
        self._kind = kind
        self._has_message = True
        self._label.setText(text)
        self.setAccessibleName(text)
        self._close.setVisible(closable)
        self._replace_buttons(actions)
        self.apply_theme(self._theme)
        self.updateGeometry()
        self.show()

    def dismiss(self) -> None:
        """Take the message away."""
        if self._has_message:
            self.withdraw()
            self.closed.emit()

    def withdraw(self) -> None:
        """Take the message away without telling: what it was about is over."""
        self._has_message = False
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        """Read colours and sizes anew."""
        self._theme = theme
        name, role, _ = _LOOKS[self._kind]
        self._mark.setPixmap(pixmap(theme, name, role, 18, self.devicePixelRatioF()))
        self._close.apply_theme(theme)
        for button in self._buttons:
            button.apply_theme(theme)
        self._place()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """A narrow one has more lines, and its buttons below them."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What text and buttons need in this width."""
        return self._places(width).height

    def sizeHint(self) -> QSize:
        """All in one row."""
        width = whole_width(self._parts())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """No word and no button is cut; how high that is, its width tells."""
        word = self._label.minimumSizeHint().width()
        return QSize(least_width(self._parts(), word), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """A part that changed its size may change the rows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tinted ground."""
        radius = self._theme.length("radius.control")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(self._theme, _LOOKS[self._kind][2]))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)

    def _place(self) -> None:
        places = self._places(self.width())
        self._mark.setGeometry(places.mark)
        self._label.setGeometry(places.text)
        self._close.setGeometry(places.close)
        for button, place in zip(self._buttons, places.buttons, strict=True):
            button.setGeometry(place)

    def _places(self, width: int) -> StripPlaces:
        return strip_places(self._parts(), width)

    def _parts(self) -> StripParts:
        """In the fonts of now; those of the style sheet are there once a widget is polished."""
        theme, label = self._theme, self._label
        for part in (label, self._close, *self._buttons):
            part.ensurePolished()
        return StripParts(
            mark=self._mark.sizeHint(),
            text=(label.fontMetrics().size(0, label.text()).width(), label.heightForWidth),
            buttons=[button.sizeHint() for button in self._buttons],
            close=None if self._close.isHidden() else self._close.sizeHint(),
            margin=theme.space(3),
            gap=theme.space(2),
            edge=theme.px(5),
            least=theme.px(_LEAST_TEXT),
        )

    def _replace_buttons(self, actions: Sequence[Action]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for text, act in actions:
            button = ActionButton(self._theme, text, parent=self)
            button.clicked.connect(lambda _checked=False, act=act: act())
            button.show()
            self._buttons.append(button)
        self._name_parts()

    def _name_parts(self) -> None:
        self._label.setObjectName(f"{self.objectName()}.text")
        self._close.setObjectName(f"{self.objectName()}.close")
        for number, button in enumerate(self._buttons, start=1):
            button.setObjectName(f"{self.objectName()}.action_{number}")
