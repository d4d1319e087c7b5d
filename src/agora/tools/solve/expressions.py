"""Python expressions as z3 terms. A text is parsed and walked, node by node; nothing is ever evaluated.

Understood: numbers, True, False, the variables, `+ - * / // % **`, comparisons (chained too), `and or not`,
`a if c else b`, lists inside `sum all any min max distinct`, `abs` and `implies`. A truth value counts as 0
or 1 in sums, as in Python. A divisor is a number: division by a variable could be by zero.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

from agora.errors import ToolError, nearest

__all__ = ["to_term"]

# Longer is a program; and constants beyond any use would only cost time.
_MOST_CHARS = 20_000
_MOST_VALUE = 10**40
_MOST_EXPONENT = 16

_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def to_term(text: str, variables: Mapping[str, Any]) -> Any:
    """Return an expression as a z3 term, or as a number or truth value if it has no variables.

    Raises:
        ToolError: it is no expression, or uses what is not understood; the message quotes it.
    """
    try:
        if len(text) > _MOST_CHARS:
            raise ToolError(f"An expression of {len(text):,} characters is too long.")
        return _Walker(text, variables).walk(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, MemoryError) as error:
        hint = "Compare with ==." if "=" in text and "==" not in text else ""
        raise ToolError(f"{text[:200]!r} is no Python expression.", why=f"{error}.", fix=hint) from None
    except RecursionError:
        raise ToolError(f"{text[:200]!r} is nested too deeply.") from None


class _Walker:
    def __init__(self, text: str, variables: Mapping[str, Any]) -> None:
        import z3

        self._z3, self._text, self._variables = z3, text, variables

    def walk(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value=bool() | int() as value):
                return self._bounded(value)
            case ast.Constant(value=float() as value):
                return self._bounded(Fraction(repr(value)))
            case ast.Name(id=name):
                return self._variable(name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self._number(operand)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self._number(operand)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._not(self._truth(operand))
            case ast.BoolOp(op=op, values=values):
                return self._join([self._truth(value) for value in values], isinstance(op, ast.And))
            case ast.Compare(left=left, ops=ops, comparators=others):
                return self._compare([left, *others], ops)
            case ast.BinOp(left=left, op=op, right=right):
                return self._arithmetic(self._number(left), op, self._number(right))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self._choose(self._truth(test), *self._alike(self.walk(body), self.walk(orelse)))
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._call(name, args)
        raise self._error(f"{ast.unparse(node)[:80]!r} is not understood here")

    def _call(self, name: str, args: list[ast.expr]) -> Any:
        if len(args) == 1 and isinstance(args[0], ast.List | ast.Tuple | ast.Set):
            args = args[0].elts
            listed = True
        else:
            listed = False
        match name, args:
            case "distinct", [_, *_]:
                terms = [self._number(arg) for arg in args]
                return self._join(
                    [self._different(a, b) for i, a in enumerate(terms) for b in terms[:i]], True
                )
            case "implies", [condition, consequence]:
                return self._join([self._not(self._truth(condition)), self._truth(consequence)], False)
            case "abs", [arg] if not listed:
                value = self._number(arg)
                return self._choose(value >= 0, value, -value)
            case (("min" | "max"), [_, *_]):
                less = operator.le if name == "min" else operator.ge
                return reduce(lambda a, b: self._choose(less(a, b), a, b), map(self._number, args))
            case "sum", _ if listed:
                return reduce(operator.add, map(self._number, args), 0)
            case (("all" | "any"), _) if listed:
                return self._join([self._truth(arg) for arg in args], name == "all")
        known = ["abs", "all", "any", "distinct", "implies", "max", "min", "sum"]
        what = f"{name}(...) is not used so" if name in known else f"there is no function {name!r}"
        raise self._error(what, nearest(name, known) or f"Functions: {', '.join(known)}.")

    def _arithmetic(self, a: Any, op: ast.operator, b: Any) -> Any:
        if self._z3.is_expr(b):  # z3 takes no Fraction beside a term
            a = self._term(a)
        elif isinstance(b, Fraction) and self._z3.is_expr(a) and isinstance(op, ast.Add | ast.Sub | ast.Mult):
            b = self._term(b)
        match op:
            case ast.Add():
                return self._bounded(a + b)
            case ast.Sub():
                return self._bounded(a - b)
            case ast.Mult():
                return self._bounded(a * b)
            case ast.Pow() if type(b) is int and 0 <= b <= _MOST_EXPONENT:
                return self._bounded(reduce(operator.mul, [a] * b, 1))
            case ast.Div() | ast.FloorDiv() | ast.Mod() if isinstance(b, int | Fraction) and b:
                return self._bounded(self._divide(a, op, b))
        if isinstance(op, ast.Div | ast.FloorDiv | ast.Mod):
            raise self._error("a divisor must be a number other than 0", "Multiply instead: x == y * z.")
        if isinstance(op, ast.Pow):
            raise self._error(f"an exponent must be a whole number from 0 to {_MOST_EXPONENT}")
        raise self._error(f"the operator {type(op).__name__} is not understood here")

    def _divide(self, a: Any, op: ast.operator, b: int | Fraction) -> Any:
        if isinstance(a, int | Fraction):
            return (
                Fraction(a) / b
                if isinstance(op, ast.Div)
                else a // b
                if isinstance(op, ast.FloorDiv)
                else a % b
            )
        real = self._z3.ToReal(a) if self._z3.is_int(a) else a
        if isinstance(op, ast.Div):
            return real / self._term(Fraction(b))
        # Rounding down, as Python does; z3's own div and mod differ for negative divisors.
        quotient = self._z3.ToInt(real / self._term(Fraction(b)))
        return quotient if isinstance(op, ast.FloorDiv) else a - quotient * self._term(b)

    def _compare(self, nodes: list[ast.expr], ops: list[ast.cmpop]) -> Any:
        values = [self.walk(node) for node in nodes]
        parts = []
        for a, op, b in zip(values, ops, values[1:], strict=False):
            if type(op) not in _COMPARISONS:
                raise self._error(f"{type(op).__name__} is not understood here", "Use == != < <= > >=.")
            parts.append(_COMPARISONS[type(op)](*map(self._term, self._alike(a, b))))
        return self._join(parts, True)

    def _variable(self, name: str) -> Any:
        if name not in self._variables:
            raise self._error(f"there is no variable {name!r}", nearest(name, list(self._variables)))
        return self._variables[name]

    def _number(self, node: ast.expr) -> Any:
        return self._as_number(self.walk(node))

    def _as_number(self, value: Any) -> Any:
        if isinstance(value, bool):
            return int(value)
        return self._z3.If(value, 1, 0) if self._z3.is_bool(value) else value

    def _truth(self, node: ast.expr) -> Any:
        value = self.walk(node)
        if isinstance(value, bool) or self._z3.is_bool(value):
            return value
        raise self._error(f"{ast.unparse(node)[:80]!r} is a number, not true or false")

    def _alike(self, a: Any, b: Any) -> tuple[Any, Any]:
        both = all(isinstance(value, bool) or self._z3.is_bool(value) for value in (a, b))
        return (a, b) if both else (self._as_number(a), self._as_number(b))

    def _term(self, value: Any) -> Any:
        if isinstance(value, bool):
            return self._z3.BoolVal(value)
        if isinstance(value, int):
            return self._z3.IntVal(value)
        return self._z3.RealVal(str(value)) if isinstance(value, Fraction) else value

    def _choose(self, condition: Any, a: Any, b: Any) -> Any:
        if isinstance(condition, bool):
            return a if condition else b
        return self._z3.If(condition, self._term(a), self._term(b))

    def _different(self, a: Any, b: Any) -> Any:
        return self._term(a) != self._term(b)

    def _not(self, value: Any) -> Any:
        return not value if isinstance(value, bool) else self._z3.Not(value)

    def _join(self, parts: list[Any], every: bool) -> Any:
        terms = [self._term(part) for part in parts]
        return self._z3.And(terms) if every else self._z3.Or(terms)

    def _bounded(self, value: Any) -> Any:
        if not self._z3.is_expr(value) and abs(value) > _MOST_VALUE:
            raise self._error("a number is too large")
        return value

    def _error(self, what: str, fix: str = "") -> ToolError:
        return ToolError(f"In {self._text[:200]!r} {what}.", fix=fix)
