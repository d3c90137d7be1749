"""What the columns of a table are called, by people and by their programs."""

from __future__ import annotations

import re
from collections.abc import Collection

LABELS = frozenset(
    [
        "label", "labels", "y", "class", "target", "true", "y_true", "ytrue", "y_test",
        "true_label", "true_labels", "label_true", "true_class", "class_true", "class_label",
        "target_class", "ground_truth", "groundtruth", "gt", "truth", "actual", "correct_class",
        "class_id", "label_id", "classid", "labelid", "species", "klasse", "etikett", "étiquette",
        "classe", "clase", "etiqueta", "kategorie", "category", "gold", "gold_label", "expected",
        "answer", "correct_label", "correct_answer", "y_i", "yi", "reference",
    ]
)  # fmt: skip
NAMES = frozenset(
    [
        "name", "example", "image", "filename", "file_name", "file", "path", "img", "image_name",
        "image_id", "image_path", "sample_name", "example_name",
    ]
)  # fmt: skip
INDICES = frozenset(
    [
        "index", "idx", "id", "#", "row", "row_id", "rowid", "rowname", "rownames", "row_names",
        "row_number", "sample", "sample_id", "example_id", "nr", "nr.", "lfd_nr",
    ]
)  # fmt: skip
PREDICTIONS = frozenset(
    [
        "pred", "preds", "prediction", "predictions", "predicted", "y_pred", "ypred", "yhat",
        "y_hat", "ŷ", "predicted_class", "predicted_label", "pred_label", "pred_class",
        "class_pred", "label_pred", "argmax", "top1", "top_1", "vorhersage", "got", "guess",
    ]
)  # fmt: skip
LOSSES = frozenset(
    [
        "loss", "losses", "hinge", "hinge_loss", "svm_loss", "softmax_loss", "cross_entropy",
        "cross_entropy_loss", "xent", "nll", "nll_loss", "log_loss", "logloss", "data_loss",
        "total_loss", "l_i", "l_svm", "l_softmax", "l_hinge", "l_ce",
    ]
)  # fmt: skip
VERDICTS = frozenset(
    [
        "correct", "is_correct", "iscorrect", "accuracy", "acc", "confidence", "conf", "max_prob",
        "max_score", "entropy", "fold", "sum", "total", "average", "split", "subset",
        "sample_weight",
    ]
)  # fmt: skip
MEASURES = frozenset(
    [
        "epoch", "epochs", "step", "steps", "iteration", "iter", "batch", "batch_size", "seed",
        "lr", "learning_rate", "margin", "run", "run_id", "trial", "weight", "weights", "rank",
        "max", "maximum", "min", "minimum", "std", "variance", "time", "timestamp", "date",
        "datetime", "duration", "count", "model", "url", "prob", "probability", "top5", "top_5",
    ]
)  # fmt: skip
"""What stands beside scores; beside points it may be a place."""
TESTS = frozenset({"test", "held_out", "is_test", "split", "subset"})
CLASS_NAMES = frozenset(
    f"{what}_{how}"
    for what in ("class", "label", "target", "y", "true", "species")
    for how in ("name", "names", "str", "text")
)
MISSING = frozenset(
    [
        "na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--", "?", ".", "#value!",
        "#div/0!", "#ref!", "missing",
    ]
)  # fmt: skip
TOTALS = frozenset({"total", "sum", "mean", "average", "summe", "mittelwert", "somme", "suma"})
ALL_ARE_CLASSES = "label (all others are classes)"
ALL_BUT_NAME_ARE_CLASSES = "label (all others but the name are classes)"
_UNNAMED = re.compile(r"unnamed: ?[0-9]{1,9}(_level_[0-9]{1,3})?")
_PARTED = re.compile(r"[\s_.-]+")


def word_of(cell: str) -> str:
    """A heading as it is looked up: "True Label" and "true.label" are "true_label"."""
    word = cell.strip().lower()
    return word if word in MISSING or word in INDICES else _PARTED.sub("_", word).strip("_")


def is_label(cell: str) -> bool:
    """Whether a column of this name has the labels."""
    return word_of(cell) in LABELS


def is_unnamed(cell: str) -> bool:
    """Whether pandas, R or nobody gave this name."""
    return not cell.strip() or bool(_UNNAMED.fullmatch(cell.strip().lower()))


def is_taken(cell: str) -> bool:
    """Whether a column of this name would not be read as a class."""
    return is_label(cell) or is_unnamed(cell) or word_of(cell) in NAMES or bool(why_no_score(cell))


def why_left_out(cell: str) -> str:
    """What a column of this name holds that is neither score nor place; "" for any other."""
    word = word_of(cell)
    kinds: tuple[tuple[Collection[str], str], ...] = (
        (INDICES, "an index"),
        (PREDICTIONS, "predictions"),
        (LOSSES, "losses"),
        (VERDICTS, "no scores"),
    )
    if _UNNAMED.fullmatch(cell.strip().lower()):
        return "an index"
    return next((why for words, why in kinds if word in words), "")


def why_no_score(cell: str) -> str:
    """Why a column of this name holds no scores; "" for a class, a label or a name."""
    word = word_of(cell)
    if "loss" in word.split("_"):
        return "losses"
    is_program_s = cell.strip().startswith("_")  # as _runtime of a log
    return why_left_out(cell) or ("no scores" if word in MEASURES or is_program_s else "")
