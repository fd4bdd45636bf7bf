"""What no probe takes for the code of the product: other languages, and what lies in folders set aside (H13)."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from makegood.engine.repository.paths import is_product, other_language_of
from makegood.engine.repository.tree import Tree

UNCOUNTED = frozenset(("SQL", "Shell", "Batch", "PowerShell", "Puppet"))
ASIDE_REMEDY = "Ask where the code of the product lies, or have a reviewer look at it."
OTHER_SHARE = Decimal("0.1")


def unread_languages(tree: Tree) -> list[str]:
    """Languages of more than a tenth of the product's code that are none of the seven."""
    own = sum(entry.size for entry in tree.files if entry.language and is_product(entry.path))
    other: Counter[str] = Counter()
    for entry in tree.files:
        name = other_language_of(entry.path)
        if name is not None and name not in UNCOUNTED and is_product(entry.path):
            other[name] += entry.size
    return [name for name, size in other.most_common() if size > OTHER_SHARE * (own + other.total())]


def set_aside(tree: Tree) -> str:
    """A sentence where all of the code lies in folders that are not looked at as the product; empty otherwise.

    A delivery that was moved into `tests/` as a whole would else hold "no program code", and have no fault.
    """
    code = [entry.path for entry in tree.files if entry.language and entry.size]
    if not code or any(is_product(path) for path in code):
        return ""
    which = f"All {len(code)} program files lie" if len(code) > 1 else "The one program file lies"
    return f"{which} among tests, examples, documents, generated code or code of others: {code[0]} is one of them."
