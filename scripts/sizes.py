"""Modules of at most 400 lines and functions of at most 50: a longer one is a missing noun."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

MODULE_LINES = 400
FUNCTION_LINES = 50
ROOT = Path(__file__).resolve().parent.parent


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the function without its docstring and decorators."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def too_long(path: Path) -> list[str]:
    """What in the module is longer than it may be, a line each."""
    text = path.read_text("utf-8")
    name = path.relative_to(ROOT)
    found = []
    if text.count("\n") > MODULE_LINES:
        found.append(f"{name}: {text.count(chr(10))} lines, {MODULE_LINES} at most")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_lines(node) > FUNCTION_LINES:
            found.append(f"{name}:{node.lineno}: {node.name} has {body_lines(node)} lines, {FUNCTION_LINES} at most")
    return found


def main() -> int:
    """Check the source; the exit code is 1 where something is too long."""
    paths = sorted((ROOT / "src").rglob("*.py"))
    found = [line for path in paths for line in too_long(path)]
    print(*found, f"sizes: {len(paths)} modules, {len(found)} too long", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
