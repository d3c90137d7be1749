"""Nothing is cut, meets or lies outside: each panel as it opens, in a few sizes and scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from lossviz.panel_list import PANELS
from lossviz.panelkit.panel_kind import PanelKind
from lossviz.self_test.check import Check
from lossviz.self_test.desk import Desk
from lossviz.self_test.expecting import expect
from lossviz.self_test.hands import Hands
from lossviz.self_test.layout_faults import layout_faults
from lossviz.shell.theme_choice import PROJECTOR_SCALE
from lossviz.theme.tokens import Theme

SAID = 3  # faults, of what may be many from one cause


class Place(NamedTuple):
    """A theme, and the sizes of a window in it."""

    name: str
    theme: Theme
    sizes: tuple[tuple[int, int], ...]


# Where room is scarce; tests go over many more sizes, and over other states than the first.
PLACES = (
    Place("plain", Theme("light"), ((1100, 700), (1280, 720))),
    Place("projector", Theme("light", PROJECTOR_SCALE, projector=True), ((1280, 720),)),
)


def layouts(kinds: Sequence[PanelKind], desk: Desk) -> str:
    """Look at these panels in each place. One window: to make one takes longer than a look."""
    with desk.window(kinds[0].name) as hands:
        found = [each for place in PLACES for each in _faults(hands, kinds, place)]
    expect(not found, sentence(found))
    looks = len(kinds) * sum(len(place.sizes) for place in PLACES)
    return f"{looks} looks at {len(kinds)} panels, nothing cut and nothing squeezed"


def _faults(hands: Hands, kinds: Sequence[PanelKind], place: Place) -> Iterator[str]:
    if hands.window.theme != place.theme:
        hands.window.set_theme(place.theme)
    for kind in kinds:
        hands.show_panel(kind.name)
        for width, height in place.sizes:
            hands.window.resize(width, height)
            hands.rest()
            for fault in layout_faults(hands.window):
                yield f"{kind.title}, {place.name}, {width} × {height}: {fault}"


def sentence(found: Sequence[str]) -> str:
    """The first faults, and how many more there are."""
    more = (f"and {len(found) - SAID} more",) if len(found) > SAID else ()
    return "; ".join((*found[:SAID], *more))


def check_of(kind: PanelKind) -> Check:
    """The layouts of one panel."""
    return Check(f"Layouts: {kind.title}", partial(layouts, (kind,)))


CHECKS = (Check("Layouts", partial(layouts, PANELS)),)
