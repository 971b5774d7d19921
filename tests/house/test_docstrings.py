"""Whatever another room may use says what it means."""

import ast
from collections.abc import Iterator

from tests.house.tree import name_of, python_files, syntax

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def public(nodes: list[ast.stmt]) -> Iterator[Definition]:
    """The public definitions of a body, and the public methods of its public classes."""
    for node in nodes:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def overrides(node: Definition) -> bool:
    """Whether a method says that it only carries out what its base class explains."""
    return any("override" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_every_module_with_code_explains_itself() -> None:
    silent = {name_of(p) for p in python_files("src") if (tree := syntax(p)).body and not ast.get_docstring(tree)}
    assert silent == set()


def test_everything_public_explains_itself() -> None:
    silent = set()
    for path in python_files("src"):
        for node in public(syntax(path).body):
            if not ast.get_docstring(node) and not overrides(node):
                silent.add(f"{name_of(path)}:{node.lineno} {node.name}")
    assert silent == set()
