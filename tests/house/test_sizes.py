"""Nothing grows beyond what a person can hold in mind. There is no list of exceptions."""

import ast

from tests.house.tree import name_of, python_files, syntax

MODULE_LINES = 400
FUNCTION_LINES = 50
CODE = ("src", "scripts", "benchmarks")


def test_modules_are_short() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*CODE)}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_functions_are_short() -> None:
    too_long = {}
    for path in python_files(*CODE):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    too_long[f"{name_of(path)}:{node.lineno} {node.name}"] = lines
    assert too_long == {}
