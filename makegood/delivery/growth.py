"""How a delivered file looked earlier: fewer blocks, and edits not made yet.

Earlier states are cut from the delivered files, which keeps the story short. Each merge of the second delivery passed
its own tests, front end included, when the story was written (2026-11-23); a test here holds only the delivered state
to that.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from makegood.delivery.imports import without_unused_imports
from makegood.delivery.inventions import invented
from makegood.delivery.story import Edit, Story

_BLOCK_STARTS = {
    ".py": re.compile(r"\n\n\n(?=\S)"),
    ".md": re.compile(r"\n\n(?=## )"),
    ".ts": re.compile(r"\n\n(?=\S)"),
    ".css": re.compile(r"\n\n(?=\S)"),
    ".sql": re.compile(r"\n\n(?=\S)"),
    ".yml": re.compile(r"\n\n(?= {0,2}\S)"),
    ".yaml": re.compile(r"\n\n(?= {0,2}\S)"),
}


def read_tree(folder: Path, story: Story) -> dict[str, str]:
    """The final text of every file the story names, by its path, placeholders replaced by what is made up for them."""
    return {path: invented((folder / path).read_text(encoding="utf-8")) for path in sorted(story.paths)}


def blocks(path: str, text: str) -> int:
    """Into how many blocks a file of this kind falls: functions, sections, statements."""
    pattern = _BLOCK_STARTS.get(_suffix(path))
    return len(pattern.findall(text)) + 1 if pattern else 1


def _suffix(path: str) -> str:
    return path[path.rfind(".") :]


def _first_blocks(path: str, text: str, count: int) -> str:
    pattern = _BLOCK_STARTS[_suffix(path)]
    starts = [match.start() for match in pattern.finditer(text)]
    return text if count > len(starts) else text[: starts[count - 1]] + "\n"


@dataclass
class Growth:
    """How far each file has grown on one line of development, and which edits were made there."""

    sizes: dict[str, int] = field(default_factory=dict)
    edits: set[Edit] = field(default_factory=set)

    def copy(self) -> "Growth":
        return Growth(dict(self.sizes), set(self.edits))

    def grow(self, files: Iterable[str], edits: Iterable[Edit], tree: dict[str, str]) -> None:
        """Takes over what one commit names."""
        for name in files:
            path, _, count = name.partition("@")
            self.sizes[path] = int(count) if count else blocks(path, tree[path])
        self.edits.update(edits)

    def join(self, other: "Growth") -> None:
        """Merges another line of development: the longer form of each file, the edits of both."""
        for path, size in other.sizes.items():
            self.sizes[path] = max(size, self.sizes.get(path, 0))
        self.edits |= other.edits

    def texts(self, tree: dict[str, str], edits: Iterable[Edit]) -> dict[str, str]:
        """Each file as it reads here; `edits` are all edits of the story in their order."""
        out = {}
        pending = [edit for edit in edits if edit not in self.edits]
        for path, size in self.sizes.items():
            text = tree[path]
            for edit in reversed(pending):
                if edit.path == path:
                    text = text.replace(edit.now, edit.was, 1)
            text = text if size >= blocks(path, text) else _first_blocks(path, text, size)
            is_python = path.endswith(".py") and text != tree[path]
            out[path] = without_unused_imports(text) if is_python else text
        return out
