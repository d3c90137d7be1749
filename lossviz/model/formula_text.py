"""A formula as it was read: its tree in w1 and w2, as plain text and as LaTeX.

Where brackets stand is worked out from what binds tighter, so that both are read back as the same
tree: tests hold this.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lossviz.model.formula import Formula
from lossviz.model.formula_tree import Call1, Call2, Choice, Constant, Node, Weight

SUM, PRODUCT, SIGNED, POWER, ATOM = range(5)
"""How tight a piece binds: what is looser than its place stands in brackets."""

_COMMANDS = {"log10": r"\log_{10}", "log2": r"\log_{2}"}
_OWN = ("arctan", "cos", "cosh", "exp", "log", "max", "min", "sin", "sinh", "tan", "tanh")


class Piece(NamedTuple):
    """A part of what is written, and how tight it binds."""

    text: str
    binds: int

    def within(self, binds: int, latex: bool) -> str:
        """In brackets where it binds looser than its place asks for."""
        if self.binds >= binds:
            return self.text
        return rf"\left({self.text}\right)" if latex else f"({self.text})"


def as_text(node: Node) -> str:
    """As a person types it: w1^2 + 2*w2."""
    return piece(node, latex=False).text


def as_latex(node: Node) -> str:
    """As it is printed: w_1^{2} + 2 w_2."""
    return piece(node, latex=True).text


def terms_as_latex(node: Node) -> list[str]:
    """The terms of its sum, all but the first with their sign in front."""
    if isinstance(node, Call2) and node.name in ("+", "-"):
        binds = SUM if node.name == "+" else PRODUCT
        last = piece(node.b, latex=True).within(max(binds, PRODUCT), latex=True)
        return [*terms_as_latex(node.a), f"{node.name} {last}"]
    return [as_latex(node)]


def lines_of_terms(node: Node, width: int) -> list[str]:
    """LaTeX of it in lines that have `width` signs, where its terms are shorter than that."""
    lines, room = [""], 0
    for term in terms_as_latex(node):
        signs = len(re.sub(r"\\[a-z]+|[{}^_ ]", "", term))
        if lines[-1] and signs > room:
            lines.append(term)
            room = width
        else:
            lines[-1] = f"{lines[-1]} {term}".lstrip()
            room = room if lines[-1] != term else width
        room -= signs
    return lines


def reading(formula: Formula) -> str:
    """What was read, in w1 and w2, where that is not what was typed, in a sentence or two."""
    read = as_text(formula.tree)
    typed = formula.text.replace("**", "^")
    is_same = "".join(typed.split()) == "".join(read.split())
    return " ".join(filter(None, (formula.note, "" if is_same else f"Read as L = {read}.")))


def piece(node: Node, *, latex: bool) -> Piece:
    """A node as it is written."""
    match node:
        case Weight(name):
            return Piece(f"{name[0]}_{name[1]}" if latex else name, ATOM)
        case Constant():
            return constant(node, latex)
        case Call2("+" | "-" | "*" | "/" | "^"):
            return between(node, latex)
        case Call1("-", a):
            return Piece(f"-{piece(a, latex=latex).within(POWER, latex)}", SIGNED)
        case Call1(name, a):
            return called(name, [piece(a, latex=latex).text], latex)
        case Choice(name, a, b):
            return called(name, [piece(each, latex=latex).text for each in (a, b)], latex)
    raise TypeError(node)


def constant(node: Constant, latex: bool) -> Piece:
    """A number by its name, as what it was worked out from, or in digits."""
    if node.written == "":
        return number_piece(node.number, latex)
    if isinstance(node.written, str):
        return Piece(r"\pi" if node.written == "π" and latex else node.written, ATOM)
    return piece(node.written, latex=latex)


def number_piece(number: float, latex: bool) -> Piece:
    """A number with all its digits, and no more."""
    digits = repr(number).removesuffix(".0")
    binds = ATOM if number >= 0 else SIGNED
    if latex and "e" in digits:
        digits, exponent = digits.split("e")
        return Piece(rf"{digits} \cdot 10^{{{int(exponent)}}}", min(PRODUCT, binds))
    return Piece(digits, binds)


def between(node: Call2, latex: bool) -> Piece:
    """A sign between two pieces."""
    a, b = piece(node.a, latex=latex), piece(node.b, latex=latex)
    if node.name in ("+", "-"):
        return Piece(f"{a.text} {node.name} {b.within(PRODUCT, latex)}", SUM)
    if node.name == "^":
        exponent = f"{{{b.text}}}" if latex else b.within(SIGNED, latex)
        return Piece(f"{a.within(ATOM, latex)}^{exponent}", POWER)
    if node.name == "/" and latex:
        return Piece(rf"\frac{{{a.text}}}{{{b.text}}}", ATOM)
    left, right = a.within(PRODUCT, latex), b.within(SIGNED if not latex else POWER, latex)
    if not latex:
        return Piece(f"{left}{node.name}{right}", PRODUCT)
    return Piece(
        rf"{left} \cdot {right}" if needs_point(left, right) else f"{left} {right}", PRODUCT
    )


def needs_point(left: str, right: str) -> bool:
    """Whether two factors are none side by side: 2 and 3, 2 and a fraction, e and brackets."""
    mixed = right.startswith(r"\frac") and re.search(r"(?<!_)[0-9]$", left)
    called = right.startswith(r"\left(") and re.search(r"(?<![a-z])e$", left)
    return right[0].isdigit() or bool(mixed or called)


def called(name: str, values: list[str], latex: bool) -> Piece:
    """A function of one value, or of two."""
    inside = ", ".join(values)
    if not latex:
        return Piece(f"{name}({inside})", ATOM)
    if name == "abs":
        return Piece(rf"\left|{inside}\right|", ATOM)
    if name == "sqrt":
        return Piece(rf"\sqrt{{{inside}}}", ATOM)
    command = rf"\{name}" if name in _OWN else _COMMANDS.get(name, rf"\mathrm{{{name}}}")
    return Piece(rf"{command}\left({inside}\right)", ATOM)
