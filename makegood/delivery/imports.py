"""Takes imports out of an earlier state of a Python file that nothing there uses yet."""

import ast
import functools
import re

_GONE = "\0"


def _needed(node: ast.Import | ast.ImportFrom, used: set[str]) -> list[ast.alias]:
    return [one for one in node.names if (one.asname or one.name.partition(".")[0]) in used]


def _rewritten(node: ast.Import | ast.ImportFrom, names: list[ast.alias]) -> str:
    if not names:
        return _GONE
    return ast.unparse(ast.ImportFrom(node.module, names, 0) if isinstance(node, ast.ImportFrom) else ast.Import(names))


@functools.cache
def without_unused_imports(text: str) -> str:
    """The file without imports of names it does not use; statements that stay whole keep their form."""
    tree = ast.parse(text)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    if not imports:
        return text
    lines = text.split("\n")
    for node in imports:
        names, end = _needed(node, used), node.end_lineno or node.lineno
        if len(names) < len(node.names):
            lines[node.lineno - 1 : end] = [_rewritten(node, names), *[_GONE] * (end - node.lineno)]
    last = imports[-1].end_lineno or imports[-1].lineno
    head = "\n".join(line for line in lines[:last] if line != _GONE)
    return (re.sub(r"\n{3,}", "\n\n", head).rstrip("\n") + "\n" + "\n".join(lines[last:])).lstrip("\n")
