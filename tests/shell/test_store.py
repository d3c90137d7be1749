"""The store: what is one step of undo, with any sequence of edits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lossviz.panelkit.moment import Moment
from lossviz.shell.store import Store

EDITS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("ab"), st.integers(0, 5), st.sampled_from("xy"), st.booleans()),
        st.sampled_from(["undo", "redo"]),
    ),
    max_size=30,
)


def store() -> tuple[Store, list[tuple[str, object, object]]]:
    made = Store(lambda _panel: Moment(0, "view"))
    made.show("a")
    told: list[tuple[str, object, object]] = []
    made.changed.connect(lambda *change: told.append(change))
    return made, told


def steps(made: Store) -> int:
    """How many there are to take back."""
    stack = made.undo_group.activeStack()
    assert stack is not None
    return stack.count()


def test_an_edit_is_told_undone_and_redone(qapp):
    made, told = store()
    made.push("a", 3, "height", False)
    assert made.moment("a").state == 3
    assert made.undo_group.undoText() == "height"
    made.undo_group.undo()
    assert (made.moment("a").state, made.moment("b").state) == (0, 0)
    made.undo_group.redo()
    assert told == [("a", 0, 3), ("a", 3, 0), ("a", 0, 3)]


def test_the_same_state_is_no_edit(qapp):
    made, told = store()
    made.push("a", 0, "height", False)
    assert steps(made) == 0
    assert not told


def test_a_gesture_is_one_step(qapp):
    made, told = store()
    for value in (1, 2, 3):
        made.push("a", value, "height", True)
    made.push("a", 3, "height", False)
    assert len(told) == 3
    made.push("a", 4, "height", False)
    assert steps(made) == 2
    made.undo_group.undo()
    assert made.moment("a").state == 3
    made.undo_group.undo()
    assert made.moment("a").state == 0


def test_another_setting_ends_a_gesture(qapp):
    made, _ = store()
    made.push("a", 1, "height", True)
    made.push("b", 1, "height", True)
    made.push("a", 2, "width", True)
    assert steps(made) == 2


def test_undo_acts_on_the_panel_that_is_shown(qapp):
    made, _ = store()
    made.push("a", 1, "height", False)
    made.show("b")
    assert not made.undo_group.canUndo()
    made.undo_group.undo()
    assert made.moment("a").state == 1
    made.push("b", 2, "width", False)
    made.undo_group.undo()
    assert (made.moment("a").state, made.moment("b").state) == (1, 0)
    made.show("a")
    made.undo_group.undo()
    assert made.moment("a").state == 0


def test_a_panel_is_asked_for_its_first_moment_when_it_is_needed(qapp):
    asked: list[str] = []

    def first(panel: str) -> Moment[int, str]:
        asked.append(panel)
        return Moment(0, "view")

    made = Store(first)
    made.show("a")
    assert (asked, made.moments()) == ([], {})
    made.push("a", 1, "height", False)
    assert made.moment("a") == Moment(1, "view")
    assert asked == ["a"]


def test_looking_elsewhere_is_no_step_of_undo(qapp):
    made, told = store()
    made.push("a", 1, "height", False)
    made.look("a", "closer")
    made.undo_group.undo()
    assert made.moment("a") == Moment(0, "closer")
    assert told == [("a", 0, 1), ("a", 1, 0)]


def test_a_gesture_that_was_undone_is_not_taken_up_again(qapp):
    made, _ = store()
    made.push("a", 1, "height", True)
    made.undo_group.undo()
    made.push("a", 2, "height", True)
    made.push("a", 3, "height", False)
    assert steps(made) == 1
    made.undo_group.undo()
    assert made.moment("a").state == 0


def test_a_gesture_back_to_its_start_leaves_no_step_to_undo(qapp):
    made, _ = store()
    made.push("a", 1, "height", True)
    made.push("a", 0, "height", True)
    made.push("a", 0, "height", False)
    assert not made.undo_group.canUndo()


def test_what_is_said_while_a_step_is_taken_back_is_no_edit(qapp):
    made, _told = store()
    for value in (1, 2, 3):
        made.push("a", value, "height", False)

    def answer(panel: str, _old: object, new: object) -> None:
        """As a field does that vanishes while something was typed into it."""
        made.push(panel, (new, "typed"), "width", False)

    made.changed.connect(answer)
    for act, states in ((made.undo_group.undo, (2, 1, 0)), (made.undo_group.redo, (1, 2, 3))):
        for state in states:
            act()
            assert (made.moment("a").state, steps(made)) == (state, 3)
    made.changed.disconnect(answer)
    made.push("a", 4, "height", False)
    assert (made.moment("a").state, steps(made)) == (4, 4)


@given(edits=EDITS)
def test_undoing_all_gives_the_start_and_redoing_all_the_end(qapp, edits):
    made, told = store()
    undo = made.undo_group
    for edit in edits:
        if edit == "undo":
            undo.undo()
        elif edit == "redo":
            undo.redo()
        else:
            made.show(edit[0])
            made.push(*edit)
    for panel in "ab":
        made.show(panel)
        while undo.canRedo():
            undo.redo()
        end = made.moment(panel).state
        while undo.canUndo():
            undo.undo()
        assert made.moment(panel).state == 0
        while undo.canRedo():
            undo.redo()
        assert made.moment(panel).state == end
    assert all(old != new for _, old, new in told)
