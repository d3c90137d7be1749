"""CSV files of points: every form that is read, and one sentence for each that is not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.data.errors import DataError
from lossviz.data.point_file import PointFile, points_csv, read, read_text, reading
from lossviz.data.points import DEMO, FARTHEST, MOST_POINTS, as_points, default_names
from lossviz.data.progress import LoadProgress
from lossviz.data.tables.numbers import LARGEST_NUMBER

Write = Callable[[str | bytes], Path]
steady = settings(deadline=None, derandomize=True)

PLAIN = "x0,x1,class\n0.5,0.4,0\n-0.4,0.3,1\n0.7,-0.4,2\n"
NAMED = "x0,x1,class\n0.5,0.4,cat\n-0.4,0.3,car\n0.7,-0.4,frog\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: str | bytes) -> Path:
        path = tmp_path / "p.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def of(text: str) -> PointFile:
    return read_text(text, "p.csv")


def is_plain(file: PointFile) -> bool:
    wanted = [[0.5, 0.4], [-0.4, 0.3], [0.7, -0.4]]
    return file.points.X.tolist() == wanted and file.points.y.tolist() == [0, 1, 2]


# What is read


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.removeprefix("x0,x1,class\n"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", ";").replace(".", ","),
        PLAIN.replace(",", "\t").replace(".", ","),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "\n\n ,,\n"),
        f"\n\n{PLAIN.rstrip()}",
        f"\ufeff{PLAIN}",
        PLAIN.replace(",", " , "),
        PLAIN.replace("-", "−"),
        PLAIN.replace("0.7", '"0.7"'),
        PLAIN.replace("0.5", "5E-1").replace("0.3", "+.30"),
        PLAIN.replace("0\n", "0.0\n").replace("1\n", "+01\n"),
        PLAIN.replace("class", "Label"),
        PLAIN.replace("x0,x1,class", "x0,x1,y"),
        PLAIN.replace("x0,x1,class", "x,y,kind"),
        "x1,x0,class\n0.4,0.5,0\n0.3,-0.4,1\n-0.4,0.7,2",
        "class,x0,x1\n0,0.5,0.4\n1,-0.4,0.3\n2,0.7,-0.4",
        "x,target,y\n0.5,0,0.4\n-0.4,1,0.3\n0.7,2,-0.4",
    ],
)
def test_one_table_in_many_forms(write: Write, content: str) -> None:
    for file in (read(write(content)), of(content)):
        assert is_plain(file)
        assert file.class_names == ("class 0", "class 1", "class 2")
        assert file.name == "p.csv"


@pytest.mark.parametrize("content", [NAMED, NAMED.removeprefix("x0,x1,class\n")])
def test_classes_with_names_are_numbered_as_they_appear(content: str) -> None:
    file = of(content)
    assert is_plain(file)
    assert file.class_names == ("cat", "car", "frog")
    assert of("1,2,b\n3,4, a \n5,6,b\n").points.y.tolist() == [0, 1, 0]


def test_numbers_with_names() -> None:
    file = of('x0,x1,class,class name\n1,2,3,"a, b"\n3,4,0,\n5,6,3,"a,  b"\n')
    assert file.points.y.tolist() == [3, 0, 3]
    assert file.class_names == ("class 0", "class 1", "class 2", "a, b")
    file = of("Class Name,class,x0,x1\ncat,1,7,8\ndog,0,9,10\n")
    assert file.points.X.tolist() == [[7, 8], [9, 10]]
    assert file.class_names == ("dog", "cat")


HELD = "x0,x1,class,test\n0.5,0.4,0,0\n-0.4,0.3,1,1\n0.7,-0.4,2,0\n"


@pytest.mark.parametrize(
    "content",
    [
        HELD,
        HELD.replace("test", "Held Out"),
        HELD.replace("test", "held_out"),
        HELD.replace(",0\n", ",no\n").replace(",1\n", ",YES\n"),
        HELD.replace(",0\n", ", False\n").replace(",1\n", ",TRUE \n"),
        HELD.replace(",0\n", ",0\n\n").replace(",", ";").replace(".", ","),
        "test,class,x1,x0\n0,0,0.4,0.5\n1,1,0.3,-0.4\nno,2,-0.4,0.7",
        "test,class name,x0,x1,class\n0,,0.5,0.4,0\n1,,-0.4,0.3,1\n0,,0.7,-0.4,2",
    ],
)
def test_which_points_are_held_out(write: Write, content: str) -> None:
    for file in (read(write(content)), of(content)):
        assert is_plain(file)
        assert file.test is not None
        assert file.test.tolist() == [False, True, False]
        assert not file.test.flags.writeable
        assert file.class_names == default_names(3)


def test_a_file_need_not_say_what_is_held_out() -> None:
    assert of(PLAIN).test is None
    # Of three columns the last is the class, whatever it is called.
    file = of("x0,x1,test\n1,2,0\n3,4,1\n")
    assert (file.test, file.points.y.tolist()) == (None, [0, 1])
    none = of("x0,x1,class,test\n1,2,a,0\n3,4,b,0\n").test
    assert none is not None
    assert none.tolist() == [False, False]


def test_a_class_may_have_no_points() -> None:
    file = of("1,2,5\n3,4,0")
    assert file.class_names == default_names(6)
    assert file.points.y.tolist() == [5, 0]


def test_arrays_cannot_be_written_and_limits_are_within() -> None:
    file = of("-0,1,0\n1e6,-1e6,1")
    assert not np.signbit(file.points.X[0, 0])
    assert file.points.X[1].tolist() == [1e6, -1e6]
    assert not file.points.X.flags.writeable
    assert not file.points.y.flags.writeable
    assert FARTHEST == LARGEST_NUMBER  # what is read is what points may be


def test_eight_classes() -> None:
    rows = [f"{k},{k},{name}" for k, name in enumerate("abcdefgh")]
    assert of("\n".join(rows)).class_names == tuple("abcdefgh")


def test_as_many_points_as_may_be_in_slices(write: Write) -> None:
    X = np.random.default_rng(0).uniform(-1, 1, (MOST_POINTS, 2))
    points = as_points(X, np.arange(MOST_POINTS) % 8)
    job = reading(write(points_csv(points, default_names(8))))
    progress: list[LoadProgress] = []
    while True:
        try:
            progress.append(next(job))
        except StopIteration as end:
            file = end.value
            break
    assert (file.points.X == X).all()
    assert (file.points.y == points.y).all()
    assert len(progress) > 20
    assert all(0 <= each.done <= each.total for each in progress)


# What is written


def test_the_demo_as_csv() -> None:
    text = points_csv(DEMO, default_names(3))
    assert text.startswith("x0,x1,class\n0.5,0.4,0\n0.8,0.3,0\n")
    assert text.endswith("-0.4,-0.5,2\n")
    file = of(text)
    assert (file.points.X == DEMO.X).all()
    assert (file.points.y == DEMO.y).all()
    assert points_csv(DEMO, ("a", 'b "c"', "d;e")).splitlines()[4] == '-0.4,0.3,1,"b ""c"""'


def test_what_is_held_out_is_written_where_something_is() -> None:
    held = np.arange(9) % 3 == 2
    text = points_csv(DEMO, default_names(3), held)
    assert text.startswith("x0,x1,class,test\n0.5,0.4,0,0\n0.8,0.3,0,0\n0.3,0.8,0,1\n")
    lines = points_csv(DEMO, ("a,", "b", "c"), held).splitlines()
    assert (lines[0], lines[3]) == ("x0,x1,class,class name,test", '0.3,0.8,0,"a,",1')
    for none in (None, np.zeros(9, bool)):
        assert points_csv(DEMO, default_names(3), none) == points_csv(DEMO, default_names(3))
    with pytest.raises(ValueError, match=r"^test must be \(9,\), as the points are, not \(8,\)"):
        points_csv(DEMO, default_names(3), np.ones(8, bool))


@steady
@given(
    st.lists(
        st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(0, 3), st.booleans()),
        min_size=2,
        max_size=12,
    ).filter(lambda rows: len({row[2] for row in rows}) > 1 and not all(row[3] for row in rows)),
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=6).filter(
            lambda name: name.split()
        ),
        min_size=4,
        max_size=4,
    ),
)
def test_what_is_written_is_read_exactly(
    rows: list[tuple[float, float, int, bool]], names: list[str]
) -> None:
    points = as_points([row[:2] for row in rows], [row[2] for row in rows])
    held = np.array([row[3] for row in rows])
    file = of(points_csv(points, names, held))
    assert (file.points.X == points.X).all()
    assert (file.points.y == points.y).all()
    assert (file.test is not None) == held.any()
    if file.test is not None:
        assert (file.test == held).all()
    for k in set(points.y.tolist()):
        assert file.class_names[k] == " ".join(names[k].split())


@pytest.mark.parametrize("names", [("a", "b"), ("a", " ", "c"), ()])
def test_each_class_needs_a_name(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="each class needs a name"):
        points_csv(DEMO, names)


def test_no_points_are_a_header() -> None:
    assert points_csv(as_points([], []), default_names(3)) == "x0,x1,class\n"


# What is refused


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "p.csv is empty."),
        ("\n \n,,,\n", "p.csv is empty."),
        ("x0,x1,class\n\n", "p.csv holds a header and no rows."),
        ("1\n2", "p.csv, line 1: there is 1 column, and not three: x0, x1 and the class."),
        ("1,0\n2,1", "p.csv, line 1: there are 2 columns, and not three: x0, x1 and the class."),
        (
            "\n0,5,0,4,0",
            "p.csv, line 2: there are 5 columns, and not three: x0, x1 and the class.",
        ),
        (
            "x0,x1,x2,class\n1,2,3,0",
            "p.csv, line 1: there are 4 columns, and not three: the plane has two; of “x0”, “x1”, "
            "“x2” keep two, and the class “class”.",
        ),
        (
            ",x,label\n0,0.5,0\n1,0.7,1",
            "p.csv, line 1: column 1 is an index or a result, and no place: x0, x1 and the class "
            "are needed.",
        ),
        ("1,2,0\n3,1\n", "p.csv, line 2: there are 2 cells, and 3 in the first row."),
        ("1,2,0\n\n3,4,5,1\n", "p.csv, line 3: there are 4 cells, and 3 in the first row."),
        ("x0,x1,class\n1,x,0\n", "p.csv, line 2, column 2: “x” is not a number."),
        ("1,x,0\n1,2,1", "p.csv, line 1, column 2: “x” is not a number."),
        ("x,x,0\n1,2,1", "p.csv, line 1, column 1: “x” is not a number."),
        ("1,x,cat\n1,2,dog", "p.csv, line 1, column 2: “x” is not a number."),
        ("1,2,0\n1,inf,0\n", "p.csv, line 2, column 2: “inf” is not a finite number."),
        ("nan,1,0", "p.csv, line 1, column 1: “nan” is not a finite number."),
        ("nan,NaN,cat", "p.csv, line 1, column 1: “nan” is not a finite number."),
        ("1,2,0\n3,,1", "p.csv, line 2, column 2: the number is missing."),
        ("1,2,0\n  ,3,1", "p.csv, line 2, column 1: the number is missing."),
        ("1,1e7,0", "p.csv, line 1, column 2: “1e7” is not within −1,000,000 to 1,000,000."),
        ("1_0,2,0\n1,2,1", "p.csv, line 1, column 1: “1_0” is not a number."),
        ("1;1.234,56.7;0", "p.csv, line 1, column 2: “1.234,56.7” is not a number."),
        (
            "1,5;2;0\n1;2.5;0",
            "p.csv, line 2, column 2: “2.5” has a decimal point, the numbers above a comma.",
        ),
        (
            "1.5\t2\t0\n1\t2,5\t0",
            "p.csv, line 2, column 2: “2,5” has a decimal comma, the numbers above a point.",
        ),
        ("1,2,\n3,4,1", "p.csv, line 1, column 3: the class is missing."),
        (
            "1,2,0\n3,4,8",
            "p.csv, line 2, column 3: the class “8” is not a whole number from 0 to 7.",
        ),
        (
            "1,2,0.5\n3,4,1",
            "p.csv, line 1, column 3: the class “0.5” is not a whole number from 0 to 7.",
        ),
        (
            "1,2,nan\n3,4,1",
            "p.csv, line 1, column 3: the class “nan” is missing: leave such rows out.",
        ),
        (
            "1,2,0\n3,4,cat",
            "p.csv, line 2, column 3: the class “cat” is of another kind than those above, "
            "numbers.",
        ),
        (
            "1,2,cat\n3,4,0",
            "p.csv, line 2, column 3: the class “0” is of another kind than those above, names.",
        ),
        (
            "\n".join(f"1,2,{name}" for name in "abcdefghi"),
            "p.csv, line 9, column 3: “i” is a class too many: 8 are the most.",
        ),
        (
            "x0,x1,class,class name\n1,2,cat,cat",
            "p.csv, line 2, column 3: the class “cat” is not a whole number from 0 to 7.",
        ),
        (
            "x0,x1,class,class name\n1,2,0,cat\n3,4,0,dog",
            "p.csv, line 3, column 4: class 0 is called “dog” here, and “cat” above.",
        ),
        (
            "x0,x1,class,test\n1,2,0,0\n3,4,1,maybe",
            "p.csv, line 3, column 4: “maybe” does not say whether the point is held out, "
            "as 0 and 1 do.",
        ),
        (
            "test,x0,x1,class\n2,2,0,0",
            "p.csv, line 2, column 1: “2” does not say whether the point is held out, "
            "as 0 and 1 do.",
        ),
        (
            "x0,x1,class,held out\n1,2,0,1\n3,4,1, \n",
            "p.csv, line 3, column 4: whether the point is held out is missing.",
        ),
        (
            "x0,x1,class,test\n1,2,0,1\n3,4,1,1",
            "p.csv holds out all of its points; some are to learn from.",
        ),
        (
            "x0,x1,test,held out\n1,2,0,1",
            "p.csv, line 1: there are 4 columns, and not three: x0, x1 and the class.",
        ),
        (
            "x0,x1,class,test,held out\n1,2,0,1,1",
            "p.csv, line 1: there are 5 columns, and not three: x0, x1 and the class.",
        ),
        (
            "x0,x1,class name,test\n1,2,a,1",
            "p.csv, line 1: there are 4 columns, and not three: x0, x1 and the class.",
        ),
        (
            "1,2,0,1\n3,4,1,0",
            "p.csv, line 1: there are 4 columns, and not three: x0, x1 and the class.",
        ),
        (
            "1,2,0\n3,4,0",
            "p.csv holds points of one class alone, “class 0”; 2 at least are needed.",
        ),
        ("1,2,cat", "p.csv holds points of one class alone, “cat”; 2 at least are needed."),
        (
            '1,2,a\n"1,2,b\n1,2,a',
            "p.csv, line 2: a quotation mark is missing, or there is one too many.",
        ),
        (b"1,2,0\n1,\0,0", "p.csv, line 2: this is not text, but binary data."),
        ("1,2,é\n1,2,".encode() + b"\xe9", "p.csv, line 2: this is not text in UTF-8."),
        (b"\x89PNG\r\n\x1a\n\0\0", "p.csv: this is a picture, no table."),
    ],
)
def test_one_sentence_says_what_and_where(
    write: Write, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(DataError) as caught:
        read(write(content))
    assert str(caught.value) == sentence


def test_more_points_than_may_be(write: Write) -> None:
    rows = ["x0,x1,class", *(f"{i},1,{i % 2}" for i in range(MOST_POINTS + 1))]
    with pytest.raises(DataError, match=r"^p\.csv, line 10,002: there are more than 10,000 points"):
        read(write("\n".join(rows)))
    assert len(read(write("\n".join(rows[:-1]))).points.y) == MOST_POINTS


def test_a_fault_far_down_has_its_line(write: Write) -> None:
    lines = [f"1.5,2.5,{i % 2}" for i in range(9_000)]
    lines[7_654] = "1.5,oops,0"
    with pytest.raises(DataError, match=r"line 7,655, column 2: “oops” is not a number\.$"):
        read(write("\n".join(lines)))


def test_long_and_hidden_signs_in_the_sentence() -> None:
    with pytest.raises(DataError, match="“1��2” is of another kind"):
        of("1,2,0\n1,2,1\x1b\u202e2")
    with pytest.raises(DataError) as caught:
        of(f"1,2,{'9' * 5000}")
    assert len(str(caught.value)) < 150


def test_a_text_that_is_no_unicode() -> None:
    with pytest.raises(DataError, match="this is not text in UTF-8"):
        of("1,2,é\n1,2,\ud800\n")


def test_a_huge_file_is_not_read(write: Write) -> None:
    path = write("1,2,0\n")
    os.truncate(path, 2_000_000_000)
    with pytest.raises(DataError, match="2,000,000,000 bytes; 10,000,000 is the most"):
        read(path)


def test_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    with pytest.raises(DataError, match="nothing at"):
        read(tmp_path / "gone.csv")
    with pytest.raises(DataError, match="is a folder, not a CSV file"):
        read(tmp_path)
    with pytest.raises(DataError, match="cannot be a path"):
        read("a\0b")

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    path = write(PLAIN)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DataError, match="no permission"):
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DataError, match="is not a file"):
        read(tmp_path / "pipe")


def test_blocks_do_not_matter(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lossviz.data.tables.text.BLOCK_BYTES", 3)
    assert is_plain(read(write(f"\n\n{PLAIN}\n")))
    with pytest.raises(DataError, match="is empty"):
        read(write("\n\n"))


@steady
@given(st.one_of(st.binary(max_size=80), st.text('0123456789.,;\t\n" -eainfxclst', max_size=60)))
def test_whatever_a_file_holds(
    tmp_path_factory: pytest.TempPathFactory, content: bytes | str
) -> None:
    """Points within limits, or one sentence."""
    path = tmp_path_factory.mktemp("any") / "p.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        file = read(path)
    except DataError as error:
        text = str(error)
        assert text.startswith("p.csv")
        assert text.endswith(".")
        assert "\n" not in text
    else:
        assert len(np.unique(file.points.y)) >= 2
        assert (np.abs(file.points.X) <= 1e6).all()
        assert file.points.y.max() < len(file.class_names) <= 8
        assert file.test is None or not file.test.all()
