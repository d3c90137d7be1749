"""What names the lines of a curve plot: labels at their ends, dots, the mark of divergence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from lossviz.widgets.curve_plot.curve_frame import DrawnCurve
from lossviz.widgets.curve_plot.curves import CurvePicture, leaving_x
from lossviz.widgets.painting.plot_frame import PlotFrame, inside
from lossviz.widgets.painting.plot_text import Kind, PlotText
from lossviz.widgets.painting.spread import spread


@dataclass(frozen=True)
class Label:
    """A text beside the plot, and the row it would like to be centred on."""

    text: str
    x: float
    wanted: float
    role: str
    kind: Kind


class CurveLabels:
    """Paints names and marks of the lines."""

    def __init__(self, text: PlotText) -> None:
        self._text = text

    def paint(
        self,
        painter: QPainter,
        frame: PlotFrame,
        picture: CurvePicture,
        drawn: Sequence[DrawnCurve],
        covered: QRectF,
    ) -> None:
        """Paint marks and labels, without the labels that the `covered` rectangle would cut."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for each in drawn:
            if each.curve.style == "dots":
                self._paint_dots(painter, frame, each)
        if picture.diverged_at is not None:
            self._paint_diverged(painter, frame, drawn, picture.diverged_at)
        placed = self.placed(frame, picture, drawn)
        shown = [(label, box) for label, box in placed if not box.intersects(covered)]
        veil = self._text.color("surface.plot", 0.8)
        for _, box in shown:
            painter.fillRect(box.adjusted(-2, 1, 2, -1), veil)
        for label, box in shown:
            self._text.paint(painter, box, label.text, label.kind, role=label.role)

    def _paint_dots(self, painter: QPainter, frame: PlotFrame, drawn: DrawnCurve) -> None:
        count, radius = len(drawn.x), self._text.px(3)
        if count == 0:
            return
        room = (frame.x(drawn.x[-1]) - frame.x(drawn.x[0])) / max(count - 1, 1)
        # Too close to tell apart: only the newest.
        first = count - 1 if count > 1 and room < 2.3 * radius else 0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._text.color(drawn.curve.color_role))
        for x, y in zip(drawn.x[first:].tolist(), drawn.y[first:].tolist(), strict=True):
            if inside(y, frame.y_range) and inside(x, frame.x_range):
                painter.drawEllipse(QPointF(frame.x(x), frame.y(y)), radius, radius)

    def _paint_diverged(
        self, painter: QPainter, frame: PlotFrame, drawn: Sequence[DrawnCurve], x: float
    ) -> None:
        """A triangle at the top edge, where the last line leaves the plot."""
        if drawn:
            x = leaving_x(drawn[-1].x, drawn[-1].y, frame.y_range, x)
        if not inside(x, frame.x_range):
            return
        half, tip = self._text.px(6), QPointF(frame.x(x), frame.rect.top())
        painter.setPen(QPen(self._text.color("surface.plot"), self._text.px(1.5)))
        painter.setBrush(self._text.color("status.danger.mark"))
        corners = [(0.0, -half), (half, 0.8 * half), (-half, 0.8 * half)]
        painter.drawPolygon(QPolygonF([tip + QPointF(right, down) for right, down in corners]))

    def placed(
        self, frame: PlotFrame, picture: CurvePicture, drawn: Sequence[DrawnCurve]
    ) -> list[tuple[Label, QRectF]]:
        """Every label and its place: near the row it wants, and on no other label."""
        names = self._names(frame, picture, drawn)
        texts = self._reference_texts(frame, picture)
        reach = max((each.x + self._width(each) for each in names), default=0.0)
        apart = reach + self._text.px(4) < frame.rect.right()
        groups = [names, texts] if apart else [names + texts]
        return [each for group in groups for each in self._in_rows(frame, group)]

    def _in_rows(self, frame: PlotFrame, labels: Sequence[Label]) -> list[tuple[Label, QRectF]]:
        line = self._text.px(15)
        rows = spread([e.wanted for e in labels], [line] * len(labels), 0, frame.rect.bottom())
        return [
            (label, QRectF(label.x, row - line / 2, self._width(label) + 2, line))
            for label, row in zip(labels, rows, strict=True)
        ]

    def _width(self, label: Label) -> float:
        return self._text.width(label.text, label.kind)

    def _names(
        self, frame: PlotFrame, picture: CurvePicture, drawn: Sequence[DrawnCurve]
    ) -> list[Label]:
        known = [each for each in drawn if len(each.x)]
        now = frame.x_range[0] if picture.now is None else picture.now
        last = max([now, *(float(each.x[-1]) for each in known)])
        left = frame.x(min(last, frame.x_range[1])) + self._text.px(8)
        return [self._name(frame, known, index, left) for index in range(len(known))]

    def _name(
        self, frame: PlotFrame, known: Sequence[DrawnCurve], index: int, left: float
    ) -> Label:
        curve = known[index].curve
        if curve.style not in ("thin", "area"):
            row = frame.y_inside(float(known[index].y[-1]))
            return Label(curve.label, left, row, curve.color_role, "name")
        # The raw values' caption stands under the name of the line drawn over them, as an area's.
        owner = known[min(index + 1, len(known) - 1)]
        row = frame.y_inside(float(owner.y[-1])) + 0.01
        role = curve.color_role if curve.style == "area" else "text.tertiary"
        return Label(curve.label, left, row, role, "text")

    def _reference_texts(self, frame: PlotFrame, picture: CurvePicture) -> list[Label]:
        left = frame.rect.right() + self._text.px(8)
        return [
            Label(each.text, left, frame.y(each.y), "plot.label", "text")
            for each in picture.references
            if inside(each.y, frame.y_range)
        ]
