"""The store: what is one step of undo, with any sequence of edits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lossviz.shell.store import Store

EDITS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from("ab"), st.integers(0, 5), st.sampled_from("xy"), st.booleans()),
        st.sampled_from(["undo", "redo"]),
    ),
    max_size=30,
)


def store() -> tuple[Store, list[tuple[str, object, object]]]:
    made = Store({"a": 0, "b": 0})
    told: list[tuple[str, object, object]] = []
    made.changed.connect(lambda *change: told.append(change))
    return made, told


def test_an_edit_is_told_undone_and_redone(qapp):
    made, told = store()
    made.push("a", 3, "height", False)
    assert made.state("a") == 3
    assert made.undo_stack.undoText() == "height"
    made.undo_stack.undo()
    assert (made.state("a"), made.state("b")) == (0, 0)
    made.undo_stack.redo()
    assert told == [("a", 0, 3), ("a", 3, 0), ("a", 0, 3)]


def test_the_same_state_is_no_edit(qapp):
    made, told = store()
    made.push("a", 0, "height", False)
    assert made.undo_stack.count() == 0
    assert not told


def test_a_gesture_is_one_step(qapp):
    made, told = store()
    for value in (1, 2, 3):
        made.push("a", value, "height", True)
    made.push("a", 3, "height", False)
    assert len(told) == 3
    made.push("a", 4, "height", False)
    assert made.undo_stack.count() == 2
    made.undo_stack.undo()
    assert made.state("a") == 3
    made.undo_stack.undo()
    assert made.state("a") == 0


def test_another_panel_or_setting_ends_a_gesture(qapp):
    made, _ = store()
    made.push("a", 1, "height", True)
    made.push("b", 1, "height", True)
    made.push("b", 2, "width", True)
    assert made.undo_stack.count() == 3


def test_a_gesture_that_was_undone_is_not_taken_up_again(qapp):
    made, _ = store()
    made.push("a", 1, "height", True)
    made.undo_stack.undo()
    made.push("a", 2, "height", True)
    made.push("a", 3, "height", False)
    assert made.undo_stack.count() == 1
    made.undo_stack.undo()
    assert made.state("a") == 0


def test_a_gesture_back_to_its_start_leaves_no_step_to_undo(qapp):
    made, _ = store()
    made.push("a", 1, "height", True)
    made.push("a", 0, "height", True)
    made.push("a", 0, "height", False)
    assert not made.undo_stack.canUndo()


@given(edits=EDITS)
def test_undoing_all_gives_the_start_and_redoing_all_the_end(qapp, edits):
    made, told = store()
    for edit in edits:
        if edit == "undo":
            made.undo_stack.undo()
        elif edit == "redo":
            made.undo_stack.redo()
        else:
            made.push(*edit)
    while made.undo_stack.canRedo():
        made.undo_stack.redo()
    end = made.state("a"), made.state("b")
    while made.undo_stack.canUndo():
        made.undo_stack.undo()
    assert (made.state("a"), made.state("b")) == (0, 0)
    while made.undo_stack.canRedo():
        made.undo_stack.redo()
    assert (made.state("a"), made.state("b")) == end
    assert all(old != new for _, old, new in told)
