"""What the softmax chain shows, in ready words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lossviz.widgets.numbers.number_text import brief_number

_NUMBERS = ("score", "exp", "probability", "loss")


@dataclass(frozen=True)
class ChainRow:
    """A class on its way from score to probability, in ready words.

    share: its probability, 0 to 1, and original_share the one of the original loss where a variant
    is in force. correct: the probability that is right, "1" or "0". loss: −log p of the true class.
    """

    name: str
    color_name: str
    score: str
    exp: str
    share: float
    probability: str
    correct: str
    loss: str = ""
    is_true: bool = False
    original_share: float | None = None

    def words(self) -> str:
        """The row in words: "cat, true class: score 3.2, exp 24.53, p 0.130, −log p 2.04"."""
        true = ", true class" if self.is_true else ""
        loss = f", −log p {self.loss}" if self.loss else ""
        return (
            f"{self.name}{true}: score {self.score}, exp {self.exp}, p {self.probability}, "
            f"correct {self.correct}{loss}"
        )

    def brief(self) -> ChainRow:
        """With one digit before each power of ten."""
        texts = {name: brief_number(getattr(self, name)) for name in _NUMBERS}
        return replace(self, **texts)  # type: ignore[arg-type]


@dataclass(frozen=True)
class ChainContent:
    """The chain of one example, with the sums of its columns."""

    rows: tuple[ChainRow, ...] = ()
    exp_sum: str = ""
    probability_sum: str = ""
    correct_sum: str = ""

    def brief(self) -> ChainContent:
        """With one digit before each power of ten."""
        rows = tuple(row.brief() for row in self.rows)
        return replace(self, rows=rows, exp_sum=brief_number(self.exp_sum))

    def words(self) -> str:
        """The whole table in words."""
        sums = f"sum: exp {self.exp_sum}, p {self.probability_sum}, correct {self.correct_sum}"
        return "; ".join((*(row.words() for row in self.rows), sums))
