"""The numbers of the Scores panel that can be asked for by name. No Qt."""

from __future__ import annotations

import numpy as np

from lossviz.panelkit.quantities import Quantity
from lossviz.panels.scores import table_answers
from lossviz.panels.scores.evaluation import Evaluation
from lossviz.panels.scores.jiggle import Jiggle


def spare(e: Evaluation) -> float:
    """By how much the true score leads the next one by more than the margin; below 0 it costs."""
    return -float(np.delete(e.example.margins, e.example.y).max())


def jiggled(e: Evaluation) -> Jiggle:
    """The curves of the chosen image."""
    return next(each for each in e.jiggles if each.i == e.view.example)


def jiggled_score(e: Evaluation) -> float:
    """The score under the cursor."""
    return float(e.example.s[e.view.j]) + e.view.offset


QUANTITIES: tuple[Quantity[Evaluation], ...] = (
    # The table and the settings
    Quantity("images", "N, the number of images", lambda e: len(e.state.y)),
    Quantity("classes", "C, the number of classes", lambda e: len(e.state.classes)),
    Quantity("margin", "the margin Δ of the hinge loss", lambda e: e.state.hinge.margin),
    Quantity("scale", "k, by which W is multiplied", lambda e: e.state.scale),
    Quantity(
        "weights",
        "W row by row, where W x + b gives the scores",
        lambda e: None if e.state.linear is None else e.state.linear.W,
    ),
    Quantity(
        "biases",
        "b, where W x + b gives the scores",
        lambda e: None if e.state.linear is None else e.state.linear.b,
    ),
    # All images
    Quantity("hinge_mean", "the mean hinge loss of all images", lambda e: e.hinge.mean),
    Quantity("softmax_mean", "the mean softmax loss of all images", lambda e: e.softmax.mean),
    Quantity("hinge_losses", "the hinge loss of each image", lambda e: e.hinge.each),
    Quantity("softmax_losses", "the softmax loss of each image", lambda e: e.softmax.each),
    Quantity(
        "original_hinge_mean",
        "the mean of the lecture’s own hinge loss, with k = 1",
        lambda e: e.original_hinge.mean,
    ),
    Quantity(
        "original_softmax_mean",
        "the mean softmax loss, with k = 1",
        lambda e: e.original_softmax.mean,
    ),
    Quantity(
        "hinge_at_zero",
        "the hinge loss of scores that are all 0, margin (C − 1)",
        table_answers.hinge_at_zero,
    ),
    Quantity(
        "softmax_at_zero",
        "the softmax loss of scores that are all 0, log C",
        table_answers.softmax_at_zero,
    ),
    Quantity(
        "hinge_mean_all_classes",
        "the mean hinge loss if the sum went over the true class too, with k = 1",
        table_answers.hinge_over_all_classes,
    ),
    Quantity(
        "hinge_mean_averaged",
        "the mean hinge loss if terms were averaged, with k = 1",
        table_answers.hinge_averaged,
    ),
    Quantity(
        "hinge_mean_squared",
        "the mean hinge loss if terms were squared, with k = 1",
        table_answers.hinge_squared,
    ),
    # The chosen image
    Quantity("example", "which image is chosen, from 1", lambda e: e.view.example + 1),
    Quantity("example_class", "its true class y, from 0", lambda e: e.example.y),
    Quantity("example_scores", "its scores s", lambda e: e.example.s),
    Quantity("example_margins", "its s_j − s_y + Δ for each class", lambda e: e.example.margins),
    Quantity("example_terms", "the terms of its hinge loss", lambda e: e.example.terms),
    Quantity("example_hinge", "its hinge loss", lambda e: e.example.hinge),
    Quantity(
        "example_spare",
        "by how much its true score leads the next one by more than the margin",
        spare,
    ),
    Quantity("example_probabilities", "its probabilities p", lambda e: e.example.p),
    Quantity(
        "example_true_probability",
        "the probability of its true class",
        lambda e: e.example.p[e.example.y],
    ),
    Quantity("example_softmax", "its softmax loss", lambda e: e.example.softmax),
    Quantity(
        "example_hinge_slopes", "dL/ds of its hinge loss, analytic", lambda e: e.example.dS_hinge
    ),
    Quantity(
        "example_softmax_slopes",
        "dL/ds of its softmax loss, analytic",
        lambda e: e.example.dS_softmax,
    ),
    Quantity(
        "example_hinge_numeric_slopes",
        "dL/ds of its hinge loss, numeric",
        lambda e: e.example.numeric_hinge,
    ),
    Quantity(
        "example_softmax_numeric_slopes",
        "dL/ds of its softmax loss, numeric",
        lambda e: e.example.numeric_softmax,
    ),
    Quantity(
        "example_hinge_relative_error",
        "how far apart both slopes of its hinge loss are",
        lambda e: e.example.check_hinge,
    ),
    Quantity(
        "example_softmax_relative_error",
        "how far apart both slopes of its softmax loss are",
        lambda e: e.example.check_softmax,
    ),
    # The jiggled score
    Quantity("jiggled_class", "the class whose score is jiggled, from 0", lambda e: e.view.j),
    Quantity("jiggle", "by how much that score is moved", lambda e: e.view.offset),
    Quantity("jiggled_score", "that score, moved", jiggled_score),
    Quantity("jiggled_hinge", "the hinge loss of the image then", lambda e: jiggled(e).at[1]),
    Quantity("jiggled_softmax", "the softmax loss of the image then", lambda e: jiggled(e).at[2]),
)
"""In the order of the panel; "its" is of the chosen image."""
