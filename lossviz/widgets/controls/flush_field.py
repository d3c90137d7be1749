"""Numbers without a box that stand in line with what is above and below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lossviz.theme.tokens import Theme
    from lossviz.widgets.controls.scrub_field import ScrubField


def stand_at_edge(field: ScrubField, theme: Theme, side: Literal["left", "right"]) -> None:
    """Let a field's digits begin or end where it does, but for a line; anew with each theme.

    The room for its border, which is seen while one types, would set them off by 6 px. And Qt sets
    them a px lower than a label beside them.
    """
    field.setTextMargins(0, 0, 0, 0)
    out, up = theme.px(1) - field.inset, theme.px(1)
    field.setTextMargins(*((out, 0, 0, up) if side == "left" else (0, 0, out, up)))
