"""The routing of a survey: a small language that says of whom a question is asked.

    moved == "ja"                        the answer is ja (with several answers allowed: ja is among them)
    role in ["tillitsvalgt", "ansatt"]   it is one of these
    need != "3", role not in ["leder"]   there is an answer, and it is none of these
    need <= "2"                          it stands no further along its scale; for a number: days > 3
    answered(need)                       there is an answer, "don't know" too

joined by `and`, `or`, `not` and brackets. Who did not answer meets no comparison, whichever it is. The text is
parsed, never run: Python's own grammar gives the tree, and whatever is not listed here is refused.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

LONGEST = 2000  # characters of a condition; a longer one is nobody's routing

Operator = Literal["in", "not in", "<", "<=", ">", ">="]
_LISTS: dict[type[ast.cmpop], Operator] = {
    ast.Eq: "in",
    ast.NotEq: "not in",
    ast.In: "in",
    ast.NotIn: "not in",
}
_ORDERS: dict[type[ast.cmpop], Operator] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A variable held against codes or, for a question of type number, against a number."""

    variable: str
    operator: Operator
    values: tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """There is an answer to the question."""

    variable: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts of which all must hold, or any."""

    how: Literal["and", "or"]
    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """The contrary of a part."""

    part: Rule


Rule = Comparison | Answered | Joined | Negated


class RuleError(ValueError):
    """A text that is no rule; says what is wrong and how a rule is written."""


def parse_rule(text: str) -> Rule:
    """Read a rule. Raises `RuleError` with the place, counted in characters from 1."""
    if len(text) > LONGEST:
        raise RuleError(f"is longer than {LONGEST} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of "\\d"; to us it is a code like another
            tree = ast.parse(text.strip().replace("\n", " "), mode="eval")
        return _rule(tree.body)
    except SyntaxError as error:
        raise RuleError(f"cannot be read at character {error.offset or 1}") from error
    except (RecursionError, MemoryError, ValueError) as error:
        told = str(error) if isinstance(error, RuleError) else "cannot be read"
        raise RuleError(told) from error


def comparisons(rule: Rule) -> Iterator[Comparison | Answered]:
    """Give the parts of a rule that look at a variable."""
    match rule:
        case Joined(_, parts):
            for part in parts:
                yield from comparisons(part)
        case Negated(part):
            yield from comparisons(part)
        case _:
            yield rule


def write_rule(rule: Rule) -> str:
    """Write a rule as its author would."""
    match rule:
        case Comparison(variable, "in" | "not in" as operator, (value,)):
            return f"{variable} {'==' if operator == 'in' else '!='} {_written(value)}"
        case Comparison(variable, "in" | "not in" as operator, values):
            return f"{variable} {operator} [{', '.join(map(_written, values))}]"
        case Comparison(variable, operator, values):
            return f"{variable} {operator} {_written(values[0])}"
        case Answered(variable):
            return f"answered({variable})"
        case Joined(how, parts):
            return f" {how} ".join(
                f"({write_rule(p)})" if isinstance(p, Joined) else write_rule(p) for p in parts
            )
        case Negated(part):
            return f"not ({write_rule(part)})"


def _written(value: str | float) -> str:
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"


def _rule(node: ast.expr) -> Rule:
    match node:
        case ast.BoolOp(operator, values):
            return Joined("and" if isinstance(operator, ast.And) else "or", tuple(map(_rule, values)))
        case ast.UnaryOp(ast.Not(), operand):
            return Negated(_rule(operand))
        case ast.Call(ast.Name("answered"), [ast.Name(variable)], []):
            return Answered(variable)
        case ast.Compare(ast.Name(variable), [operator], [right]):
            return Comparison(variable, *_against(operator, right))
    raise _refused(node)


def _against(operator: ast.cmpop, right: ast.expr) -> tuple[Operator, tuple[str | float, ...]]:
    if type(operator) in _ORDERS:
        return _ORDERS[type(operator)], (_value(right),)
    if isinstance(operator, ast.In | ast.NotIn):
        if not isinstance(right, ast.List | ast.Tuple) or not right.elts:
            raise _refused(right)
        return _LISTS[type(operator)], tuple(map(_value, right.elts))
    if type(operator) in _LISTS:
        return _LISTS[type(operator)], (_value(right),)
    raise _refused(right)


def _value(node: ast.expr) -> str | float:
    match node:
        case ast.Constant(str(value)):
            return value
        case ast.Constant(int() | float() as value) if not isinstance(value, bool):
            return float(value)
        case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as value)) if not isinstance(value, bool):
            return -float(value)
    raise _refused(node)


def _refused(node: ast.expr) -> RuleError:
    return RuleError(f"says «{ast.unparse(node)[:40]}» at character {node.col_offset + 1}, which no rule may")
