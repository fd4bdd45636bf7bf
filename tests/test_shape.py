"""The shape of the house: files to 300 lines, functions to 50."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE_LINES, FUNCTION_LINES = 300, 50
SAMPLE = ROOT / "makegood" / "delivery" / "shop"
FILES = sorted(
    path for folder in ("makegood", "tests", "scripts", "bench") for path in (ROOT / folder).rglob("*.py")
    if SAMPLE not in path.parents and "migrations" not in path.parts
)  # fmt: skip


def too_long(source: str) -> list[str]:
    found = []
    if (lines := source.count("\n")) > FILE_LINES:
        found.append(f"{lines} lines in one file")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > FUNCTION_LINES:
                found.append(f"{node.name} has {length} lines")
    return found


def test_every_file_fits_the_house() -> None:
    wrong = {str(path.relative_to(ROOT)): too_long(path.read_text(encoding="utf-8")) for path in FILES}
    assert {path: said for path, said in wrong.items() if said} == {}


def test_the_shape_test_sees_a_long_file_and_a_long_function() -> None:
    assert too_long("x = 1\n" * 301)
    assert too_long("def f():\n" + "    x = 1\n" * 51) == ["f has 52 lines"]
