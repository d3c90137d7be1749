"""Work in pieces: it goes on while the same is wanted, and begins anew where it is not."""

from __future__ import annotations

from lossviz.panels.landscape.kept import Kept
from lossviz.panels.landscape.piecework import Pieces, Piecework


def finer(key: str) -> Pieces[str]:
    """A rest, a coarse value, a finer one, and the finest at the end."""
    yield None
    yield f"{key} coarse"
    yield f"{key} fine"
    return f"{key} finest"


def test_the_newest_value_stays_until_another_comes():
    work: Piecework[str, str] = Piecework()
    seen = []
    while work.go_on("a", lambda: finer("a")):
        seen.append((work.of, work.newest))
    assert seen == [(None, None), ("a", "a coarse"), ("a", "a fine"), ("a", "a finest")]
    assert not work.go_on("a", lambda: finer("a")), "what is done is not done again"
    assert work.go_on("b", lambda: finer("b"))
    assert (work.of, work.newest) == ("a", "a finest"), "of another key, which it says"
    work.go_on("b", lambda: finer("b"))
    assert (work.of, work.newest) == ("b", "b coarse")
    work.go_on("a", lambda: finer("a"))
    work.go_on("a", lambda: finer("a"))
    assert (work.of, work.newest) == ("a", "a coarse"), "what was left begins at its beginning"


def test_a_value_is_kept_until_what_it_depends_on_is_another():
    kept, made = Kept(), []

    def value(name: str, key: object) -> object:
        return kept.value(name, key, lambda: made.append((name, key)) or len(made))

    assert [value("cut", 1), value("cut", 1), value("check", 1), value("cut", 1)] == [1, 1, 2, 1]
    assert [value("cut", 2), value("cut", 1)] == [3, 4], "only the newest"
