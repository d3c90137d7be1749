"""CSV files of scores: every form that is read, and one sentence for each that is not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.data import score_file
from lossviz.data.errors import DataError
from lossviz.data.progress import LoadProgress
from lossviz.data.score_file import ScoreFile, read, reading
from lossviz.data.tables.words import ALL_ARE_CLASSES, ALL_BUT_NAME_ARE_CLASSES

Write = Callable[[str | bytes], Path]
steady = settings(deadline=None, derandomize=True)

LECTURE = [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]
PLAIN = "cat,car,frog,label\n3.2,5.1,-1.7,cat\n1.3,4.9,2.0,car\n2.2,2.5,-3.1,frog\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: str | bytes) -> Path:
        path = tmp_path / "s.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def is_lecture(file: ScoreFile) -> bool:
    return file.scores.tolist() == LECTURE and file.y.tolist() == [0, 1, 2]


# What is read


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", ";").replace(".", ","),
        PLAIN.replace(",", "\t").replace(".", ","),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "\n\n ,,,\n"),
        f"\n\n{PLAIN.rstrip()}",
        f"\ufeff{PLAIN}",
        PLAIN.replace(",", " , "),
        PLAIN.replace("-", "−"),
        PLAIN.replace("3.2", '"3.2"').replace("frog", '"frog"'),
        PLAIN.replace("5.1", "51E-1").replace("4.9", "+4.90"),
    ],
)
def test_one_table_in_many_forms(write: Write, content: str) -> None:
    file = read(write(content))
    assert is_lecture(file)
    assert file.classes == ("cat", "car", "frog")
    assert file.names == ()
    assert file.name == "s.csv"


def test_without_a_header(write: Write) -> None:
    file = read(write("3.2,5.1,-1.7,0\n1.3,4.9,2.0,1\n2.2,2.5,-3.1,2"))
    assert is_lecture(file)
    assert file.classes == ("class 0", "class 1", "class 2")
    assert file.example_name(1) == "row 2"


@pytest.mark.parametrize("word", ["label", "Y", "Class", "target", "TRUE"])
def test_label_column_anywhere_by_its_name(write: Write, word: str) -> None:
    file = read(write(f"cat,{word},car,frog\n3.2,0,5.1,-1.7\n1.3,1,4.9,2\n2.2,2.0,2.5,-3.1"))
    assert is_lecture(file)
    assert file.classes == ("cat", "car", "frog")


@pytest.mark.parametrize("word", ["name", "Example", "image", ""])
def test_names(write: Write, word: str) -> None:
    file = read(write(f'{word},cat,car,kind\n" a,  b",1,2,car\n"say ""hi""",3,4,cat\n,5,6,cat'))
    assert file.names == ("a, b", 'say "hi"', "")
    assert file.classes == ("cat", "car")
    assert file.y.tolist() == [1, 0, 0]
    assert [file.example_name(i) for i in range(3)] == ["a, b", 'say "hi"', "row 3"]


def test_classes_called_as_columns_are(write: Write) -> None:
    path = write(f"name,label,name,y,{ALL_BUT_NAME_ARE_CLASSES}\nfirst,1,2,3,y\nsecond,4,5,6,label")
    file = read(path)
    assert file.classes == ("label", "name", "y")
    assert file.names == ("first", "second")
    assert file.y.tolist() == [2, 0]


@pytest.mark.parametrize(
    ("labels", "y"),
    [(("1", "0"), [0, 1]), (("1", "1"), [0, 0]), (("2", "2"), [1, 1]), (("0", "2"), None)],
)
def test_labels_that_are_numbers_and_names(
    write: Write, labels: tuple[str, str], y: list[int] | None
) -> None:
    path = write(f"1,0,label\n5,6,{labels[0]}\n7,8,{labels[1]}")
    if y is None:
        with pytest.raises(DataError, match="of another kind than those above"):
            read(path)
    else:
        assert read(path).y.tolist() == y


def test_labels_that_are_names_and_numbers_are_not_guessed(write: Write) -> None:
    with pytest.raises(DataError, match=r"line 2, column 3: the label “1” is the name of a class"):
        read(write("1,2,label\n5,6,1\n7,8,0"))


def test_arrays_are_float64_and_read_only(write: Write) -> None:
    file = read(write("-0,1,0\n1e6,-1e6,1"))
    assert file.scores.dtype == np.float64
    assert not np.signbit(file.scores[0, 0])
    assert file.scores[1].tolist() == [1e6, -1e6]
    assert not file.scores.flags.writeable
    assert not file.y.flags.writeable


def test_a_thousand_classes(write: Write) -> None:
    header = ",".join([*(f"c{j}" for j in range(1000)), "label"])
    row = ",".join([*(repr(j / 7) for j in range(1000)), "c999"])
    file = read(write(f"{header}\n{row}\n"))
    assert len(file.classes) == 1000
    assert file.scores[0].tolist() == [j / 7 for j in range(1000)]
    with pytest.raises(DataError, match="1,001 classes"):
        read(write(f"more,{header}\n1,{row}\n"))


@steady
@given(
    st.integers(2, 4).flatmap(
        lambda C: st.lists(
            st.tuples(*[st.floats(-1e6, 1e6)] * C, st.integers(0, C - 1)), min_size=1, max_size=8
        )
    ),
    st.sampled_from(["\t", ";", ","]),
    st.sampled_from([".", ","]),
)
def test_numbers_are_read_to_the_last_bit(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[float, ...]],
    delimiter: str,
    point: str,
) -> None:
    path = tmp_path_factory.mktemp("round") / "s.csv"
    texts = [[*(repr(s) for s in row[:-1]), str(row[-1])] for row in rows]
    if delimiter != ",":
        texts = [[text.replace(".", point) for text in row] for row in texts]
    path.write_text("\n".join(delimiter.join(row) for row in texts))
    file = read(path)
    assert file.scores.tolist() == [list(row[:-1]) for row in rows]
    assert file.y.tolist() == [row[-1] for row in rows]


def test_many_blocks_are_read_in_slices(write: Write) -> None:
    random = np.random.default_rng(3)
    scores, y = random.normal(0, 3, (5000, 10)), random.integers(0, 10, 5000)
    rows = zip(scores.tolist(), y.tolist(), strict=True)
    job = reading(write("\r\n".join(",".join(map(repr, [*s, label])) for s, label in rows)))
    progress: list[LoadProgress] = []
    while True:
        try:
            progress.append(next(job))
        except StopIteration as end:
            file = end.value
            break
    assert (file.scores == scores).all()
    assert (file.y == y).all()
    assert len(progress) > 50
    assert all(0 <= each.done <= each.total for each in progress)


def test_blank_lines_are_read_in_slices_too(write: Write) -> None:
    job = reading(write("\n" * 200_000 + "1,2,0"))
    assert sum(1 for _ in job) > 10


def test_a_fault_far_down_has_its_line(write: Write) -> None:
    lines = ["1.5,2.5,0"] * 20_000
    lines[17_654] = "1.5,oops,0"
    with pytest.raises(DataError, match=r"line 17,655, column 2: “oops” is not a number\.$"):
        read(write("\n".join(lines)))


# What is refused


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "s.csv is empty."),
        ("\n \n,,,\n", "s.csv is empty."),
        ("cat,car,label\n\n", "s.csv holds a header and no rows."),
        ("1,2,0\n3,4\n", "s.csv, line 2: there are 2 cells, and 3 in the first row."),
        ("1,2,0\n3\n", "s.csv, line 2: there is 1 cell, and 3 in the first row."),
        ("1,2,0\n\n3,4,5,1\n", "s.csv, line 3: there are 4 cells, and 3 in the first row."),
        ("a,b,label\n1,x,0\n", "s.csv, line 2, column 2: “x” is not a number."),
        ("1,2,9,x,0", "s.csv, line 1, column 4: “x” is not a number."),
        ("1,2,0\n1,inf,0\n", "s.csv, line 2, column 2: “inf” is not a finite number."),
        ("nan,1,0", "s.csv, line 1, column 1: “nan” is not a finite number."),
        ("1,2,0\n3,,1", "s.csv, line 2, column 2: the score is missing."),
        ("1,2,0\n3,  ,1", "s.csv, line 2, column 2: the score is missing."),
        (
            "1,1e308,0",
            "s.csv, line 1, column 2: “1e308” is not within −1,000,000 to 1,000,000.",
        ),
        (
            "1,1e999,0",
            "s.csv, line 1, column 2: “1e999” is not within −1,000,000 to 1,000,000.",
        ),
        ("1_0,2,0\n1,2,1", "s.csv, line 1, column 1: “1_0” is not a number."),
        ("1,٣,0\n1,2,1", "s.csv, line 1, column 2: “٣” is not a number."),
        ("1;1.234,56.7;0", "s.csv, line 1, column 2: “1.234,56.7” is not a number."),
        (
            "1;1,234;0\n2;3;1",
            "s.csv, line 1, column 2: “1,234” can be 1234 or 1.234, and no other number tells: "
            "write it as one.",
        ),
        (
            "1,5;2;0\n1;2.5;0",
            "s.csv, line 2, column 2: “2.5” has a decimal point, the scores above a comma.",
        ),
        (
            "1,2,0\n1,2,2",
            "s.csv, line 2, column 3: the label “2” does not fit those above: they count from "
            "0 to 1, or from 1 to 2, or −1 and 1.",
        ),
        (
            "1,2,3,-1",
            "s.csv, line 1, column 4: the label “-1” goes with 1 where there are two classes, and "
            "here are 3.",
        ),
        (
            "1,2,0.5",
            "s.csv, line 1, column 3: the label “0.5” is not a whole number from 0 to 1; without a "
            "header labels come last.",
        ),
        ("1,2,", "s.csv, line 1, column 3: the label is missing."),
        ("a,b,y\n1,2,c", "s.csv, line 2, column 3: the label “c” is none of the classes."),
        (
            "a,b,y\n1,2,3",
            "s.csv, line 2, column 3: the label “3” is not a whole number from 0 to 1.",
        ),
        (
            "a,b,y\n1,2,b\n1,2,0",
            "s.csv, line 3, column 3: the label “0” is of another kind than those above, "
            "names of classes.",
        ),
        ("a,a,y\n1,2,a", "s.csv, line 1, column 2: there is already a class “a”."),
        ("a,,y\n1,2,a", "s.csv, line 1, column 2: the class has no name."),
        (
            "1\n2\n3",
            "s.csv, line 1: there is one column alone: part cells by commas, semicolons or tabs.",
        ),
        (
            "a,label\n2,0",
            "s.csv, line 1: there is 1 column of scores; two classes at least are needed, "
            "and labels.",
        ),
        (
            'a,b,y\n1,2,a\n"1,2,a\n1,2,a',
            "s.csv, line 3: a quotation mark is missing, or there is one too many.",
        ),
        (
            'a,b,y\n"1"2,2,a',
            "s.csv, line 2: a quotation mark is missing, or there is one too many.",
        ),
        (b"1,2,0\n1,\0,0", "s.csv, line 2: this is not text, but binary data."),
        ("a,é,y\n1,2,a\n1,2,".encode() + b"\xe9", "s.csv, line 3: this is not text in UTF-8."),
        (b"a,b,y\n1,2,a\n1,2,\x81", "s.csv, line 3: this is not text in ANSI: save it in UTF-8."),
        (b"a,b,y\n1,2,\xe4\x01", "s.csv, line 2: this is not text, but binary data."),
        ("a,b,y\n1,2,a".encode("utf-16") + b"a", "s.csv, line 2: this is not text in UTF-16."),
        (b"\x89PNG\r\n\x1a\n\0\0", "s.csv: this is a picture, no table."),
        (b"a,b,y\n1,2,\xc3", "s.csv, line 2, column 3: the label “Ã” is none of the classes."),
    ],
)
def test_one_sentence_says_what_and_where(
    write: Write, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(DataError) as caught:
        read(write(content))
    assert str(caught.value) == sentence


def test_signs_that_cannot_be_shown_are_marked(write: Write) -> None:
    with pytest.raises(DataError, match="“1��2” is not a number"):
        read(write("1,1\x1b\u202e2,0"))


def test_long_cells_are_cut_in_the_sentence(write: Write) -> None:
    with pytest.raises(DataError) as caught:
        read(write(f"1,{'9' * 5000},0"))
    assert len(str(caught.value)) < 150


def test_a_line_without_end_fails_early(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(b"x" * 3_000_000)
    taken: list[int] = []
    monkeypatch.setattr(score_file, "columns_of", lambda *_: taken.append(1))
    with pytest.raises(DataError, match="line 1: the line has no end"):
        read(path)
    assert not taken


def test_a_huge_sparse_file_is_not_read(write: Write) -> None:
    path = write("1,2,0\n")
    os.truncate(path, 2_000_000_000)
    with pytest.raises(DataError, match="2,000,000,000 bytes; 1,000,000,000 is the most"):
        read(path)


def test_more_scores_than_fit(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score_file, "MOST_SCORES", 10)
    assert len(read(write("1,2,0\n" * 5)).y) == 5
    with pytest.raises(DataError, match="more than 10 scores"):
        read(write("1,2,0\n" * 6))


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


@steady
@given(st.one_of(st.binary(max_size=80), st.text('0123456789.,;\t\n" -eainf', max_size=60)))
def test_whatever_a_file_holds(
    tmp_path_factory: pytest.TempPathFactory, content: bytes | str
) -> None:
    """Scores within limits, or one sentence."""
    path = tmp_path_factory.mktemp("any") / "s.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        file = read(path)
    except DataError as error:
        text = str(error)
        assert text.startswith("s.csv")
        assert text.endswith(".")
        assert "\n" not in text
    else:
        N, C = file.scores.shape
        assert N >= 1
        assert C >= 2
        assert (np.abs(file.scores) <= 1e6).all()
        assert ((file.y >= 0) & (file.y < C)).all()


def test_names_without_end_are_refused_or_cut(write: Write) -> None:
    long = "frog" * 50_000
    with pytest.raises(DataError, match=r"line 1, column 2: the class’s name has 200,000"):
        read(write(f"cat,{long},label\n1,2,0\n"))
    names = read(write(f"name,cat,frog,label\n{long},1,2,0\n")).names
    assert names == (long[:200] + "…",)


# What stands beside the scores of the same classes


@pytest.mark.parametrize(
    ("header", "left_out"),
    [
        ("cat,car,cat_std,car_std,label", 2),
        ("cat,cat_low,cat_high,car,car_low,car_high,label", 4),
        ("cat_logit,car_logit,cat_prob,car_prob,label", 2),
        ("prob_0,prob_1,logit_0,logit_1,label", 2),
        ("cat (score),car (score),cat (p),car (p),label", 2),
        ("cat,car,label,coarse_label", 1),
        ("cat,car,label,label2", 1),
        ("_runtime,cat,car,label", 1),
        ("LABEL_0,LABEL_1,label", 0),
        ("p,n,label", 0),
        ("cat,cat_min,dog,label", 1),
        ("low,high,label", 0),
    ],
)
def test_what_is_beside_the_scores_is_no_class(write: Write, header: str, left_out: int) -> None:
    titles = header.split(",")
    at = titles.index("label")
    rows = [[f"{j + i}.5" for j in range(len(titles))] for i in range(2)]
    for i, row in enumerate(rows):
        row[at] = str(i)
    file = read(write("\n".join([header, *(",".join(row) for row in rows)])))
    assert len(file.classes) == len(titles) - 1 - left_out
    assert any("left out" in note for note in file.notes) == bool(left_out)


def test_a_class_that_labels_name_is_one_whatever_it_is_called(write: Write) -> None:
    file = read(write("cat,car,cat_p,label\n1,2,3.5,cat_p\n1,2,3,car\n"))
    assert file.classes == ("cat", "car", "cat_p")


def test_points_that_are_opened_as_scores_are_asked_about(write: Write) -> None:
    file = read(write("x0,x1,class\n0.5,1.2,0\n-1.1,0.3,1\n"))
    assert "“x0” and “x1” are called as features are: are these scores?" in file.notes


def test_a_saved_table_keeps_all_its_classes(write: Write) -> None:
    file = read(write(f"cat,car,cat_std,{ALL_ARE_CLASSES}\n1,2,3,0\n4,5,6,1\n"))
    assert file.classes == ("cat", "car", "cat_std")
