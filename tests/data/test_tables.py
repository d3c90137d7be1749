"""Tables as people have them: scores and points, each with the value it must come to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.data import point_file, score_file
from lossviz.data.errors import DataError
from lossviz.data.tables.files import TurnableError
from lossviz.model.losses import LOSSES
from tests.data.dialects import DIALECTS, Dialect, Sheet, in_readme

Example = tuple[tuple[float, ...], int]
CASES = Path(__file__).parent / "cases"
README = Path(__file__).parents[2] / "README.md"
LECTURE = [2.9, 0.0, 12.9]
ENGLISH, GERMAN = ("cat", "car", "frog"), ("Katze", "Auto", "Frosch")
NUMBERED = ("class 0", "class 1", "class 2")
AN_INDEX = ("left out: “column 1” (an index)",)


# The scores, by file: classes, the hinge loss of each example, and what is said.
SCORES = {
    "class_index_1_to_3_names": (ENGLISH, LECTURE, ("labels in “label”, numbers from 1",)),
    "comment_line": (ENGLISH, LECTURE, ("1 comment is left out",)),
    "excel_ansi_de": (
        ("Katze", "Auto", "Frösche"),
        LECTURE,
        ("letters are read as Western European (ANSI)", "decimals have a comma"),
    ),
    "excel_sep_line": (ENGLISH, LECTURE, ("decimals have a comma",)),
    "label_first_y_true": (ENGLISH, [3, 0, 6], ("labels in “y_true”, numbers from 0",)),
    "np_savetxt_spaces": (NUMBERED, LECTURE, ("labels in column 4, numbers from 0",)),
    "one_row": (ENGLISH, LECTURE[:1], ()),
    "predict_proba": (
        ENGLISH,
        [2.610_052, 0.228_246, 2.993_64],
        ("rows add up to 1: these are probabilities, not scores",),
    ),
    "quoted_decimal_comma": (GERMAN, LECTURE, ("decimals have a comma",)),
    "r_write_table": (ENGLISH, LECTURE, AN_INDEX),
    "scores_after": (ENGLISH, [*LECTURE, 0], ()),
    "thousands_quoted": (("a", "b", "c"), [0, 0], ("commas stand between thousands",)),
    "unnamed_0": (ENGLISH, LECTURE, ("left out: “Unnamed: 0” (an index)",)),
}


@pytest.mark.parametrize("name", SCORES)
def test_scores(name: str) -> None:
    classes, losses, notes = SCORES[name]
    file = score_file.read(CASES / "scores" / f"{name}.csv")
    assert (file.classes, file.notes) == (classes, notes)
    assert LOSSES["hinge"].loss(file.scores, file.y) == pytest.approx(losses)


# What else people have, and that no file of the cases shows: y, what is said; or why it is refused.
OTHERS = {
    "cat,car,y.1,y.0\n1,2,0,1\n3,4,1,0": ([0, 1], "labels in “y.1” and “y.0”, columns of 0 and 1"),
    "cat,car,y_a,y_b\n1,2,0,1\n3,4,1,0": "may all hold the labels",
    "cat,car,y_0,y_1\n1,2,1,1\n3,4,1,0": "one of the 2 columns of labels must be 1, and",
    "Cat,Car,Label\n1,2,car\n3,4,cat": ([1, 0], ""),
    "#,cat,car,label\n1,1.5,2,car\n2,3,4,cat": ([1, 0], "left out: “column 1” (an index)"),
    "name,cat,car,label\n#1,1.5,2,car\n#2,3,4,cat": ([1, 0], ""),
    "cat,car,label\n–1.5,2,cat\n# batch, two\n3,4,car": ([0, 1], "1 comment is left out"),
    "id,cat,car,y_true,y_pred,loss\n17,1,2,cat,car,2\n4,1,3,car,car,0": (
        [0, 1], "left out: “id” (an index), “y_pred” (predictions), “loss” (losses)",
    ),
    "kind,cat,car\ncat,3.2,5.1\ncar,1.3,4.9": ([0, 1], "labels in “kind”"),
    "cat,car,frog\n3,5,1\n1,4,2": "no column is called label, and “frog”, the last, may be a class",
    "label,cat,car,class\n0,3,5,cat\n1,1,2,car": "“label” and “class” may all hold the labels",
    "0,3.2,5.1,0\n1,1.3,4.9,1\n2,2.2,2.5,1": "column 1 counts the rows, so it is no score",
    "cat,car,frog,label\n3,2,5,1,-1,7,cat": "if commas stand before decimals, part the cells by",
    "name,cat,car,label\na,1,2,cat\nb,3,5,car\nTotal,4,7,cat": "the last row, “Total”, is of all",
    "cat & car & label \\\\\n3.2 & 5.1 & cat \\\\": "this is LaTeX",
    "tensor([[ 3.2,  5.1],\n        [1.3, 4.9]])": "this is a printed array",
    '[{"cat": 3.2, "label": "cat"}]': "this is JSON",
    "+1 1:0.5 2:0.4\n-1 1:0.2 2:0.1": "this is the format of LIBSVM",
    "+---+---+---+\n| a | b | y |\n+---+---+---+\n| 1 | 2 | b |\n+---+---+---+": ([1], ""),
    "a;b;label\n1 234,5;−2,5;a\n": ([0], "decimals have a comma"),
    "a\tb\tlabel\n1,234\t2\ta\n0,5\t2\tb": ([0, 1], "decimals have a comma"),
    "a\tb\tlabel\n1,234\t2\ta\n0.5\t2\tb": ([0, 1], "commas stand between thousands"),
    "a,b,label\n12.5,87.5,a\n50,50,b": ([0, 1], "rows add up to 100: these are probabilities"),
    "epoch,lr,a,b,label,max,svm_loss\n1,.1,1.5,2,b,2,0\n1,.1,2,3,a,3,2": (
        [1, 0], "“epoch” (no scores), “lr” (no scores), “max” (no scores), “svm_loss” (losses)",
    ),
    "a,b,what,label\n1.5,2.5,3,a\n2.5,3,4,b\n3,1.5,5,b": (
        [0, 1, 1], "“what” holds whole numbers alone: are these scores?",
    ),
    "1.5,2.5,0,1,0\n2.5,1,1,0,0\n3.5,2.5,0,1,1": (
        [0, 0, 1], "column 3, column 4 hold whole numbers alone: are these scores?",
    ),
    "logit_a,logit_b,label\n1,2,B\n3,4,a": ([1, 0], ""),
    "a score,b score,y\n1,2,b\n3,4,a": ([1, 0], "labels in “y”"),
    "s1,s2,s3,label\n1,2,3,1\n4,5,6,2": ([0, 1], "labels in “label”, numbers from 1"),
    "s0,s1,s2,label\n1,2,3,1\n4,5,6,2": ([1, 2], "labels in “label”, numbers from 0"),
    "s1,s2,s3,label\n1,2,3,1\n4,5,6,0": ([1, 0], "labels in “label”, numbers from 0"),
    ",a,b\na,3.2,5.1\nb,1.3,4.9": "column 1 names the other columns in their order: call it",
    "true/pred,a,b\na,9,1\nb,2,8": "column 1 names the other columns in their order",
    "a,b,one,two\n1,2,a,b\n3,4,b,b": "“one” and “two” may all hold the labels",
    "3,1.5,2.5\n1,2.5,3.5": "“2.5” is not a whole number from 0 to 1; without a header labels come",
    "svm_a,svm_b,net_a,net_b,y\n1.5,2,.4,.6,0\n1,2.5,.3,.7,1": (
        [0, 1], "each of “svm”, “net” has “a”, “b”: are these 4 classes?",
    ),
    "a.svm,a.nn,b.svm,b.nn,y\n1.5,2,.4,.6,0\n1,2.5,.3,.7,1": (
        [0, 1], "each of “a”, “b” has “svm”, “nn”: are these 4 classes?",
    ),
    "red_car,red_bus,blue_car,blue_bus,label\n1,2,3,4,red_bus": ([1], ""),
    "a,b,c,y\n" + "1.5,2.5,3.5,1\n2.5,.5,.5,0\n" * 8: (
        [1, 0] * 8, "no label is of a class behind “b”: are all 3 classes?",
    ),
    "sep=;\na,b,label\n1,2,a": ([0], ""),
    "a:b:label\n1:2:a": "there is one column alone: part cells by commas",
    "a,b,label\n13%,87%,a": "“13%” has a %: write it as a number",
    "a  b label\n1.5 2 a\n.. ... ...\n3 4 b": "“..” stands for what was left out in print",
    "Exercise 3\nBy hand\na,b,label\n1,2,b": ([1], "2 lines above are titles"),
    "\ufeffa,b,label\n1,2,a\n\ufeff1,2,b": ([0, 1], ""),
    "[ 3.2 5.1 0]\n[1.3 4.9 1]": "this is a printed array",
    "s = [3.2 5.1; 1.3 4.9];": "this is code, no table",
}  # fmt: skip


@pytest.mark.parametrize("content", OTHERS)
def test_others(tmp_path: Path, content: str) -> None:
    wanted = OTHERS[content]
    path = tmp_path / "f.csv"
    path.write_text(content, encoding="utf-8")
    if isinstance(wanted, str):
        with pytest.raises(DataError, match=wanted):
            score_file.read(path)
        return
    file = score_file.read(path)
    assert file.y.tolist() == wanted[0]
    assert wanted[1] in "; ".join(file.notes)


def test_rows_and_columns_exchanged_are_offered_turned() -> None:
    path = CASES / "scores" / "slide_orientation.csv"
    with pytest.raises(TurnableError, match="makes sense only with rows and columns exchanged"):
        score_file.read(path)
    file = score_file.read(path, turned=True)
    assert (file.classes, file.names) == (ENGLISH, ("img1", "img2", "img3"))
    assert LOSSES["hinge"].loss(file.scores, file.y) == pytest.approx(LECTURE)
    assert file.notes == ("rows and columns are exchanged",)


def test_every_case_is_tried() -> None:
    names = {path.stem for path in (CASES / "scores").iterdir()}
    assert names == {*SCORES, "slide_orientation", "html"}
    names = {path.stem for path in (CASES / "points").iterdir()}
    assert names == {*POINTS, *NO_POINTS}


# The points, by file: how many of each class, the classes' names, those of x0 and x1, what is said.
POINTS = {
    "classes_from_1": (
        [6, 6, 6], ("1", "2", "3"), (), ("classes in “class” are numbers 1, 2, 3, here 0 to 2",),
    ),
    "excel_de_ansi": (
        [2, 2], ("grün", "blau"), (),
        ("letters are read as Western European (ANSI)", "decimals have a comma"),
    ),
    "iris_like_2_columns": (
        [6, 6, 6], ("setosa", "versicolor", "virginica"), ("petal_length", "petal_width"), (),
    ),
    "moons_ok": ([10, 10], NUMBERED[:2], ("x", "y"), ()),
    "moons_pandas_index": ([10, 10], NUMBERED[:2], ("x", "y"), AN_INDEX),
    "moons_r_write_csv": ([10, 10], NUMBERED[:2], (), AN_INDEX),
    "moons_savetxt": ([10, 10], NUMBERED[:2], (), ()),
    "sklearn_own_header": ([3, 3], ("red", "blue"), (), ()),
    "svm_minus_plus": (
        [10, 10], ("-1", "1"), (), ("classes in “y” are numbers −1, 1, here 0 to 1",),
    ),
}  # fmt: skip
NO_POINTS = {
    "iris_like_5_columns": "there are 5 columns, and not three: the plane has two; of “sepal_l",
    "penguins_like_na": "line 3, column 1: “NA” stands for a number that is missing",
}


@pytest.mark.parametrize("name", POINTS)
def test_points(name: str) -> None:
    counts, class_names, x_names, notes = POINTS[name]
    file = point_file.read(CASES / "points" / f"{name}.csv")
    assert np.bincount(file.points.y).tolist() == counts
    assert (file.class_names, file.x_names, file.notes) == (class_names, x_names, notes)
    if name.startswith("moons") or name == "svm_minus_plus":
        first = file.points.X[0]
        assert first == pytest.approx([0.9195, 0.3930], abs=1e-4)


@pytest.mark.parametrize("name", NO_POINTS)
def test_points_that_are_refused(name: str) -> None:
    with pytest.raises(DataError, match=NO_POINTS[name]):
        point_file.read(CASES / "points" / f"{name}.csv")


# Points that no file of the cases shows: how many of each class, what is said; or why not.
OTHER_POINTS = {
    "Gender,Height,Weight\nMale,73.8,241.9\nFemale,58.9,102\nMale,70,180": (
        [2, 1],
        "classes in “Gender”",
    ),
    "A,1.5,2\nB,2.5,3\nA,1,2": ([2, 1], "classes in column 1"),
    "x,y,z\n1.5,2.5,0\n2.5,3.5,1": ([1, 1], "classes in “z”"),
    "n,x,y\n1,1.5,0\n2,2.5,1\n3,2,1": ([1, 2], "“n” counts the rows: is it a place?"),
    "1,1.5,0\n2,2.5,1\n3,2,1": ([1, 2], "column 1 counts the rows: is it a place?"),
    "a,b,class\n1,2,Cat\n1,3,cat": ([1, 1], "“Cat” and “cat” differ in capitals alone"),
    "a,b,class\n1,2,+\n1,3,-": ([1, 1], ""),
    "a,b,class\n1,2,Cat\n1,3,NA": "line 3, column 3: the class “NA” is missing: leave such",
    "a,b,class\n1,2,0\n1,3,nan": "line 3, column 3: the class “nan” is missing: leave such",
    "% iris\n@relation iris\n@data\n1,2,a": "this is ARFF",
    "<?xml version='1.0'?>\n<html>": "this is a web page",
    "<?xml version='1.0'?><gpx></gpx>": "this is XML, no table",
    "<svg width='9'></svg>": "this is XML, no table",
    "(1.5, 2.5), 0\n(2.5, 3.5), 1": "this is a printed array",
}


@pytest.mark.parametrize("content", OTHER_POINTS)
def test_other_points(content: str) -> None:
    wanted = OTHER_POINTS[content]
    if isinstance(wanted, str):
        with pytest.raises(DataError, match=wanted):
            point_file.read_text(content, "p.csv")
        return
    file = point_file.read_text(content, "p.csv")
    assert np.bincount(file.points.y).tolist() == wanted[0]
    assert wanted[1] in "; ".join(file.notes)


# Dialects


def test_readme_names_the_dialects() -> None:
    assert in_readme() in " ".join(README.read_text("utf-8").split())


@settings(deadline=None, derandomize=True)
@given(
    st.integers(2, 4).flatmap(
        lambda C: st.lists(
            st.tuples(
                st.tuples(*[st.integers(-(10**10), 10**10).map(lambda n: n / 1e4)] * C),
                st.integers(0, C - 1),
            ),
            min_size=1,
            max_size=5,
        )
    ),
    st.sampled_from(DIALECTS),
)
def test_every_dialect_is_read_to_the_same_numbers(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Example], dialect: Dialect
) -> None:
    """Or it is refused, where a number can mean two."""
    scores, y = [list(row) for row, _ in rows], [k for _, k in rows]
    classes = ("Käfer", "car", "frog", "ship")[: len(scores[0])]
    path = tmp_path_factory.mktemp("dialect") / "f.csv"
    path.write_bytes(dialect.write(Sheet(classes, scores, y)))
    sentence, file = "", None
    try:
        file = score_file.read(path)
    except DataError as error:
        sentence = str(error)
    if file is None:
        assert "no other number tells" in sentence or "counts the rows" in sentence
        return
    assert file.scores.tolist() == scores
    assert file.y.tolist() == y
    assert file.classes == classes or not dialect.names
