"""The message strip: what happened and what to do, in place, with up to two buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from lossviz.theme.apply import qcolor
from lossviz.theme.icons import pixmap
from lossviz.widgets.controls.buttons import ActionButton, IconButton

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


class Strip(QWidget):
    """One message at the place it belongs to; hidden until `present`."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: StripKind = "info"
        self._mark = QLabel()
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)  # It may quote a stranger's file.
        self._label.setWordWrap(True)
        self._label.setProperty("role", "body")
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[ActionButton] = []
        self._has_message = False
        self._close = IconButton(theme, "close", "Close this message")
        self._close.clicked.connect(self.dismiss)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self._close)
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
        self._row.setSpacing(theme.space(2))
        self._row.setContentsMargins(theme.space(3), 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tinted ground."""
        radius = self._theme.length("radius.control")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(self._theme, _LOOKS[self._kind][2]))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)

    def _replace_buttons(self, actions: Sequence[Action]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for text, act in actions:
            button = ActionButton(self._theme, text)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons.append(button)
        self._name_parts()

    def _name_parts(self) -> None:
        self._close.setObjectName(f"{self.objectName()}.close")
        for number, button in enumerate(self._buttons, start=1):
            button.setObjectName(f"{self.objectName()}.action_{number}")
