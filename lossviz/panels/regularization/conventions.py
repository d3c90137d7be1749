"""What the λ of the panel is called elsewhere: halves, sums, inverses, with their numbers. No Qt.

The lecture adds λ R(W) to a mean over N. Others put a half before a sum of squares, sum over the
examples, or weigh the data and not the weights; a λ is worth nothing without its convention.
Sources: PyTorch, `torch.optim.SGD(weight_decay=)`, which adds weight_decay · w to the slope;
scikit-learn, `Ridge(alpha=)`: sum of squares + alpha |w|^2, `Lasso(alpha=)`: half of the mean
square + alpha |w|, `LogisticRegression(C=)`: |w|^2 / 2 + C times the sum of the losses.
"""

from __future__ import annotations

from lossviz.model.regularization import Regularization
from lossviz.panelkit.explanation import Formula, Symbol
from lossviz.widgets.numbers.number_text import short_number

KEY = "conventions"
COMPLEX = (
    "more complex, not shown here: dropout, batch normalisation, stochastic depth, "
    "fractional pooling"
)


def conventions(penalty: Regularization, N: int = 0) -> Formula:
    """The same strength in other words. N: how many examples the data loss is a mean of, 0 for no
    data loss."""
    strength = penalty.strength
    rows = [Symbol(r"\lambda", "here, as in the lecture", short_number(strength))]
    if penalty.kind == "l1":
        latex = r"\lambda \sum |W| = \frac{1}{2} (2 \lambda) \sum |W|"
        rows.append(Symbol(r"\lambda / 2", "alpha of Lasso: half a mean square", _of(strength / 2)))
    elif penalty.kind == "l2":
        latex = r"\lambda \sum W^2 = \frac{1}{2} (2 \lambda) \sum W^2"
        rows += [
            Symbol(
                r"2 \lambda",
                "with a half before the sum; PyTorch’s weight decay",
                _of(2 * strength),
            ),
        ]
    else:
        latex = r"\lambda \sum (\beta W^2 + |W|)"
        rows += [
            Symbol(r"\beta", "share of the squares", short_number(penalty.beta)),
            Symbol(
                r"2 \beta \lambda", "weight decay of the squares", _of(2 * penalty.beta * strength)
            ),
        ]
    if N:
        rows += [
            Symbol("N", "examples, of which the loss is the mean", str(N)),
            Symbol(r"N \lambda", "beside a sum in place of the mean", _of(N * strength)),
        ]
        if penalty.kind == "l2" and strength > 0:
            C = Symbol(r"1 / (2 N \lambda)", "C, of a classifier", _of(1 / (2 * N * strength)))
            rows.append(C)
    rows += [Symbol("W", "weights, without biases"), Symbol(r"\ldots", COMPLEX)]
    return Formula(
        KEY, "The same λ elsewhere", "semantic.regularization", latex, symbols=tuple(rows)
    )


def _of(value: float) -> str:
    return short_number(float(f"{value:.4g}"))
