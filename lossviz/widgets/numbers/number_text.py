"""Numbers as people read and write them: true minus, thousands separators, powers of ten.

No Qt. `format_number` follows the design: fixed decimals, so that nothing jumps while a value
moves; under 0.0001 or from 100,000 a power of ten such as 3.4 × 10⁻⁵.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

MINUS = "−"
LONGEST_NUMBER = 400
"""Characters that may be a number; more were never meant as one."""
LONGEST_QUOTE = 30
"""Characters shown of what is too long for a number."""
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_SPACES = re.compile("(?<=[0-9])[ \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_POWER = re.compile(
    r"(?:(?P<factor>.+?)\s*[×x*·]\s*)?10\s*\^?\s*(?P<exponent>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9})"
)
_CARET = re.compile(r"(?:(?P<factor>.+?)\s*[×x*·]\s*)?10\s*\^\s*(?P<exponent>[+-]?[0-9]{1,9})")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?")
_GROUPED_POINT = re.compile(r"[+-]?[1-9][0-9]{0,2}((\.[0-9]{3}){2,}(,[0-9]*)?|\.[0-9]{3},[0-9]*)")
_ONE_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")


def format_number(value: float, decimals: int) -> str:
    """A number with so many decimals, or a power of ten where it is very small or large.

    >>> format_number(-0.04, 1), format_number(3136, 0), format_number(3.4e-5, 3)
    ('0.0', '3,136', '3.4 × 10⁻⁵')
    """
    if math.isnan(value):
        return "—"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    if value != 0 and (abs(value) < 1e-4 or abs(round(value, decimals)) >= 1e5):
        return power_of_ten(value)
    text = f"{value:,.{decimals}f}"
    is_zero = not text.strip("-0.")
    return text.lstrip("-") if is_zero else text.replace("-", MINUS)


def power_of_ten(value: float, decimals: int = 1) -> str:
    """A finite number as factor and power of ten: 3.4 × 10⁻⁵."""
    factor, exponent = f"{value:.{decimals}e}".split("e")
    return f"{factor.replace('-', MINUS)} × {power_text(int(exponent))}"


def power_text(exponent: int) -> str:
    """10 to a whole power: 10⁻⁵."""
    return f"10{str(exponent).translate(_SUPERSCRIPT)}"


def short_number(value: float) -> str:
    """A number without needless zeros, for sentences: 0.5, 512, 10⁻⁶."""
    if value == 0 or math.isinf(value) or 1e-4 <= abs(value) < 1e5:
        return "0" if value == 0 else f"{value:,g}".replace("-", MINUS).replace("inf", "∞")
    factor, exponent = f"{value:.3e}".split("e")
    factor = factor.rstrip("0").rstrip(".").replace("-", MINUS)
    power = power_text(int(exponent))
    if factor == f"{MINUS}1":
        return f"{MINUS}{power}"
    return power if factor == "1" else f"{factor} × {power}"


def brief_number(text: str, decimals: int = 0) -> str:
    """A written number with one digit before its power of ten, for where the others have no room.

    decimals: so many digits more.

    >>> brief_number("−3.42 × 10⁻⁷"), brief_number("+9.96 × 10⁵"), brief_number("12.90")
    ('−3 × 10⁻⁷', '+10⁶', '12.90')
    """
    sign = text[:1] if text[:1] in ("+", MINUS) else ""
    power = _POWER.fullmatch(text.removeprefix(sign))
    if power is None or len(power["factor"] or "") <= decimals + 2:
        return text
    factor, exponent = float(power["factor"]), int(power["exponent"].translate(_PLAIN))
    digits = f"{factor:.{decimals}f}"
    if float(digits) == 10:
        digits, exponent = f"{1:.{decimals}f}", exponent + 1
    whole = power_text(exponent)
    return f"{sign}{whole}" if digits == "1" else f"{sign}{digits} × {whole}"


def number_forms(text: str) -> list[str]:
    """A written number, then with fewer and fewer digits before its power of ten.

    >>> number_forms("−1.23 × 10⁵"), number_forms("12.90")
    (['−1.23 × 10⁵', '−1.2 × 10⁵', '−10⁵'], ['12.90'])
    """
    shorter = [brief_number(text, decimals) for decimals in range(len(text), -1, -1)]
    return list(dict.fromkeys((text, *shorter)))


def block_text(rows: Iterable[Iterable[float]], decimal_comma: bool = False) -> str:
    """Rows of numbers for a spreadsheet: tabs between them, all digits, a plain minus."""
    return "\n".join("\t".join(plain_number(each, decimal_comma) for each in row) for row in rows)


def plain_number(value: float, decimal_comma: bool = False) -> str:
    """The shortest text that is exactly this number, as other programs read it.

    >>> plain_number(-1.7), plain_number(3.0), plain_number(3.2, decimal_comma=True)
    ('-1.7', '3', '3,2')
    """
    text = repr(float(value)).removesuffix(".0")
    if not decimal_comma:
        return text
    text = text.replace(".", ",")
    return f"{text}0" if _ONE_GROUP.fullmatch(text) else text  # 1,2340 can't be read as thousands


def parse_number(text: str, decimal_comma: bool = False) -> float:
    """The finite number a person wrote: 0.25, −1, 1e-3, 3,136, 3.4 × 10⁻⁵, 10^-5.

    With `decimal_comma`, as much of Europe writes, 0,25 is a quarter. What could mean two numbers
    is not guessed. Raises ValueError with a sentence for a person.
    """
    written = text.strip()
    if not written:
        raise ValueError("The field is empty.")
    if len(written) > LONGEST_NUMBER:
        raise ValueError(f"“{written[:LONGEST_QUOTE]}…” is too long for a number.")
    if written[0] in "-−" and _is_power(written[1:]):  # −10⁶, as `short_number` writes it
        return -parse_number(written[1:], decimal_comma)
    power = _POWER.fullmatch(written) or _CARET.fullmatch(written.translate(_PLAIN))
    if power is None:
        number = _plain_number(written, decimal_comma)
    else:
        factor = _plain_number(power["factor"] or "1", decimal_comma)
        number = _scaled(factor, power["exponent"].translate(_PLAIN))
    if math.isinf(number):
        raise ValueError(f"“{written}” is too large for a number here.")
    return number


def _is_power(text: str) -> bool:
    """Whether a text is a power of ten alone: 10⁶, 10^6."""
    return text.startswith("10") and bool(
        _POWER.fullmatch(text) or _CARET.fullmatch(text.translate(_PLAIN))
    )


def _plain_number(written: str, decimal_comma: bool) -> float:
    plain = _with_decimal_point(_SPACES.sub("", written.translate(_PLAIN)), decimal_comma)
    if _NUMBER.fullmatch(plain) is None:
        raise ValueError(f"“{written}” is not a number.")
    return float(plain)


def _with_decimal_point(text: str, decimal_comma: bool) -> str:
    """The digits as Python reads them: no thousands separators, a point before the decimals."""
    if "," not in text and not (decimal_comma and _GROUPED_POINT.fullmatch(text)):
        return text
    if not decimal_comma:
        return _without_groups(text)
    if _ONE_GROUP.fullmatch(text):
        point, whole = text.replace(",", "."), text.replace(",", "")
        raise ValueError(f"“{text}” can mean two numbers: write {whole} or {point}.")
    if _GROUPED.fullmatch(text):
        return text.replace(",", "")
    if _GROUPED_POINT.fullmatch(text):
        text = text.replace(".", "")
    return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text


def _without_groups(text: str) -> str:
    if _GROUPED.fullmatch(text):
        return text.replace(",", "")
    point = text.replace(",", ".")
    hint = f" Write a point before the decimals: {point}." if _NUMBER.fullmatch(point) else ""
    raise ValueError(f"“{text}” is not a number.{hint}")


def _scaled(factor: float, exponent: str) -> float:
    """The factor times a power of ten, rounded once."""
    if math.isinf(factor):
        return factor
    digits, _, own = repr(factor).partition("e")
    return float(f"{digits}e{int(own or 0) + int(exponent)}")
