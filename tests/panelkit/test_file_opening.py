"""A file that is read for a panel: what is said on the way, and what is the panel's to take."""

from __future__ import annotations

import pytest

from lossviz.data.errors import DataError
from lossviz.data.progress import LoadProgress
from lossviz.engine.mailbox import Failed, Finished, Value
from lossviz.panelkit.file_opening import FileOpening, Unreadable, or_unreadable, told_of

KIND = "panel.open"


class Worker:
    """Notes what it is asked to start."""

    def __init__(self) -> None:
        self.started = []

    def start(self, kind, work) -> None:
        self.started.append((kind, work))


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def worker() -> Worker:
    return Worker()


@pytest.fixture
def opening(told, worker) -> FileOpening:
    found = FileOpening(
        worker, KIND, lambda: told.append(found.words), told.append, lambda *_: None
    )
    return found


def read(sentence: str = ""):
    yield "a slice"
    if sentence:
        raise DataError(sentence)
    return "rows"


def result_of(job: object) -> object:
    try:
        while True:
            next(job)
    except StopIteration as end:
        return end.value


def test_the_worker_reads_and_a_fault_of_the_file_is_a_result(opening, worker):
    opening.start(lambda: read("Line 3 has no number."))
    ((kind, work),) = worker.started
    assert kind == KIND
    assert result_of(work()) == Unreadable("Line 3 has no number.")
    assert result_of(or_unreadable(read())) == "rows"


def test_progress_is_said_once_for_each_per_cent(opening, told):
    for done in (10, 11, 500):
        assert opening.take(Value(KIND, 1, LoadProgress(done, 1000, "Reading points.csv")))
    assert told == ["Reading points.csv: 1 %", "Reading points.csv: 50 %"]


def test_what_was_read_is_the_panel_s_and_nothing_is_being_read_any_more(opening, told):
    opening.take(Value(KIND, 1, LoadProgress(1, 2, "Reading points.csv")))
    assert not opening.take(Finished(KIND, 1, "rows"))
    assert opening.words == ""
    assert told[-1] == ""


@pytest.mark.parametrize(
    ("ending", "refused"),
    [
        (Finished(KIND, 1, Unreadable("Line 3 has no number.")), ["Line 3 has no number."]),
        (Failed(KIND, 1, ValueError("a fault"), ""), []),
    ],
)
def test_without_a_file_the_panel_has_nothing_to_take(opening, told, ending, refused):
    opening.take(Value(KIND, 1, LoadProgress(1, 2, "Reading points.csv")))
    told.clear()
    assert opening.take(ending)
    assert told == ["", *refused]


def test_what_is_of_another_job_is_left_alone(opening, told):
    assert not opening.take(Value("panel.run", 1, LoadProgress(1, 2, "images")))
    assert not opening.take(Finished("panel.run", 1, Unreadable("no")))
    assert told == []


def test_what_is_told_of_a_file_is_one_sentence_or_a_question():
    assert told_of("a.csv: 3 rows", []) == "a.csv: 3 rows"
    assert told_of("a.csv: 3 rows", ["labels in “y”"]) == "a.csv: 3 rows; labels in “y”."
    assert told_of("a.csv: 3 rows", ["is it one?"]) == "a.csv: 3 rows; is it one?"
