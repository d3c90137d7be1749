"""The steps of a pickle, looked at before any of them is run."""

from __future__ import annotations

import pickletools
from collections.abc import Iterator, Sequence
from typing import IO

MOST_STEPS = 1_000_000
"""A batch of 10,000 images takes some 60,000; each may make an object."""
_MEMO_STEPS = ("PUT", "BINPUT", "LONG_BINPUT")
_GET_STEPS = ("GET", "BINGET", "LONG_BINGET")
# No batch has a set or needs a thing twice in a row; what sets hold is hashed, as keys are.
_REFUSED = {"DUP", "EMPTY_SET", "ADDITEMS", "FROZENSET", "NEXT_BUFFER", "READONLY_BUFFER"}
_KEYS = {"str", "bytes", "bytes_or_str", "any"}
"""What may be the key of a dictionary, by pickletools' names; "any" is made of a checked call."""


class TooManyStepsError(ValueError):
    """More steps than MOST_STEPS."""


def checking(content: IO[bytes]) -> Iterator[None]:
    """Look through all steps, pausing now and then. ValueError, or nearly anything, for a bad one.

    A memo index far beyond the number of steps would take gigabytes, and a key of tuples that
    share each other longer than a life to hash: keys must be text.
    """
    stack = _Stack()
    for i, (step, argument, _) in enumerate(pickletools.genops(content)):
        if i >= MOST_STEPS:
            raise TooManyStepsError
        if step.name in _REFUSED:
            raise ValueError(f"step {i}: {step.name}")
        if step.name in _MEMO_STEPS and (argument or 0) > MOST_STEPS:
            raise ValueError("memo index")
        stack.run(step, argument)
        if i % 500 == 499:
            yield


class _Stack:
    """Which of the things on the unpickler's stack may be a key; None for a mark."""

    def __init__(self) -> None:
        self._things: list[bool | None] = []
        self._memo: dict[object, bool | None] = {}

    def run(self, step: pickletools.OpcodeInfo, argument: object) -> None:
        """What a step does to the stack. ValueError for a key that is no text."""
        things = self._things
        if step.name == "MEMOIZE":
            self._memo[len(self._memo)] = things[-1]
        elif step.name in _MEMO_STEPS:
            self._memo[argument] = things[-1]
        elif step.name in _GET_STEPS:
            things.append(self._memo[argument])
        else:
            before = list(step.stack_before)
            taken = self._above_mark() if pickletools.markobject in before else []
            if pickletools.markobject in before:
                before = before[: before.index(pickletools.markobject)]
            _check_keys(step.name, taken or things[-2:])
            if len(before) > len(things):
                raise ValueError("nothing on the stack")
            del things[len(things) - len(before) :]
            things += [_may_be_key(each) for each in step.stack_after]

    def _above_mark(self) -> list[bool | None]:
        """Take what lies above the last mark, and the mark."""
        place = len(self._things) - 1
        while self._things[place] is not None:  # IndexError without a mark, as for the unpickler
            place -= 1
        taken = self._things[place + 1 :]
        del self._things[place:]
        return taken


def _may_be_key(thing: pickletools.StackObject) -> bool | None:
    return None if thing is pickletools.markobject else thing.name in _KEYS


def _check_keys(step: str, things: Sequence[bool | None]) -> None:
    if step in ("DICT", "SETITEM", "SETITEMS") and not all(things[::2]):
        raise ValueError("a key that is no text")
