"""What a letter may say is filled from somewhere: a placeholder that nothing fills would be a blank for ever."""

from __future__ import annotations

import ast
from pathlib import Path

from makegood.rhythm.portfolio.queries import drafting, filling
from makegood.rules.templates.placeholders import PLACEHOLDERS


def test_every_placeholder_is_filled_somewhere() -> None:
    sources = [Path(str(module.__file__)).read_text(encoding="utf-8") for module in (filling, drafting)]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    named = {node.value for node in nodes if isinstance(node, ast.Constant)}
    assert set(PLACEHOLDERS) <= named
