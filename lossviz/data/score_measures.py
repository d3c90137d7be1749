"""Columns that hold something else of each class beside its score: its probability, its spread.

A name such as "cat_std" or "prob_0" is a class and a measure. Where a table has scores of the same
classes, those are no classes of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lossviz.data.tables.words import word_of

SCORES = frozenset({"", "logit", "logits", "score", "scores", "decision", "s"})
OTHERS = frozenset(
    [
        "prob", "probs", "proba", "probability", "p", "softmax", "sigmoid", "logprob", "logp",
        "std", "sd", "stdev", "var", "variance", "sem", "stderr", "se", "err", "error", "log",
        "uncertainty", "low", "lower", "lo", "high", "upper", "hi", "min", "max", "ci", "q05",
        "q95", "n", "count", "rank", "loss", "margin", "grad", "gradient", "pred", "predicted",
        "true", "weight", "bias",
    ]
)  # fmt: skip
_FEATURE = re.compile("(x|f|v|pc|dim|feat|feature|pixel|px|attr|var)_?[0-9]{1,4}|x|y")
BESIDE = "beside scores of the same classes"


def beside_scores(header: Sequence[str], columns: Sequence[int]) -> dict[int, str]:
    """Of columns that may be scores, those that hold something else of the same classes, and why.

    >>> beside_scores(["cat", "car", "cat_std", "car_std"], range(4))
    {2: 'beside scores of the same classes', 3: 'beside scores of the same classes'}
    """
    groups: dict[str, dict[int, str]] = {}
    for j in columns:
        stem, measure = apart(header[j])
        groups.setdefault(measure, {})[j] = stem
    classes = _classes(groups)
    return {
        j: BESIDE
        for measure, stems in groups.items()
        if measure in OTHERS and {*stems.values()} <= classes
        for j in stems
    }


def _classes(groups: Mapping[str, Mapping[int, str]]) -> set[str]:
    """The classes that have scores, where these are two at least."""
    found = [{*stems.values()} for measure, stems in groups.items() if measure in SCORES]
    return max(found, key=len) if found and max(map(len, found)) > 1 else set()


def called_as_features(classes: Sequence[str]) -> bool:
    """Whether the columns have the names of features or places, as x0 and x1, and of no classes."""
    return all(_FEATURE.fullmatch(word_of(name)) for name in classes)


def apart(title: str) -> tuple[str, str]:
    """The class and the measure that a heading names: cat_std, prob_0, cat (p)."""
    parts = word_of(re.sub(r"[()\[\]]", " ", title)).split("_")
    for end in (-1, 0):
        if len(parts) > 1 and parts[end] in SCORES | OTHERS:
            measure = parts.pop(end)
            return "_".join(parts), measure
    return "_".join(parts), ""
