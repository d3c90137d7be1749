"""A point that is being moved: where it was asked to be, while what is shown lags behind. No Qt."""

from __future__ import annotations

from lossviz.widgets.map.window import Place


class PointMove:
    """The move of one point, from the first change to the last picture that answers one.

    index: which point it is, where there are several.
    """

    def __init__(self, start: Place, index: int = 0) -> None:
        self.index = index
        self.start = start
        self.asked = start
        """Where the next step goes on from."""
        self._shown = start
        self._told: list[Place] = []  # that no picture has answered yet

    def begin(self) -> None:
        """From here on it is another gesture, though pictures are still to come."""
        self.start = self.asked

    def rest(self, place: Place) -> None:
        """Nothing is asked any more: the point is there, and the next step goes on from there."""
        self.start = self.asked = place

    def give_up(self) -> None:
        """Ask for where the gesture began."""
        self.ask(self.start)

    def ask(self, place: Place) -> bool:
        """Ask for another place; False when it is the same."""
        if place == self.asked:
            return False
        self.asked = place
        self._told.append(place)
        return True

    def answer(self, shown: Place) -> bool:
        """Take what a picture shows; True when nothing that was asked is still to come."""
        late = shown == self._shown or shown in self._told
        if self._told and shown != self._told[-1] and late:
            self._shown = shown
            return False
        self._shown, self._told = shown, []
        return True
