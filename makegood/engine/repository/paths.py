"""What a path tells: the language, and whether the file is a test, vendored or generated. After GitHub's linguist."""

from __future__ import annotations

from functools import lru_cache

LANGUAGES = {
    ".py": "python",
    ".pyi": "python",
    ".js": "javascript",
    ".jsx": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
    ".tsx": "tsx",
    ".php": "php",
    ".rb": "ruby",
    ".rake": "ruby",
    ".java": "java",
    ".cs": "csharp",
    ".go": "go",
}
"""The languages that businesses are delivered, by ending; `tsx` is TypeScript with markup."""


@lru_cache(maxsize=500_000)
def language_of(path: str) -> str | None:
    """The programming language of a path, None where it is none of the seven."""
    name = path.rpartition("/")[2].lower()
    if name in ("rakefile", "gemfile"):
        return "ruby"
    return LANGUAGES.get("." + name.rpartition(".")[2]) if "." in name else None
