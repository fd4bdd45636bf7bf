"""Where tests stood before all of them were deleted or emptied, as the files and the history say."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engine.evidence import Finding
from makegood.engine.probe import Scene
from makegood.engine.probes.tests.extract import READERS
from makegood.engine.repository.paths import is_generated, is_test, is_vendored, language_of

SHOWN, SMALL = 50, 200
"""Files that are shown, at most; bytes below which a test file is an empty one, and not a helper of tests."""
_PLACES = (
    ":(top,icase,glob)**/*test*/**",
    ":(top,icase,glob)**/*test*",
    ":(top,icase,glob)**/*spec*/**",
    ":(top,icase,glob)**/*spec*",
)


def removed(scene: Scene) -> Iterator[Finding]:
    """Test files without a test, and those that the last commit to delete any took away.

    Asked only of a delivery that holds no test.
    """
    empty = [entry.path for entry in scene.tree.files if entry.size < SMALL and _held_tests(entry.path)]
    for path in empty[:SHOWN]:
        yield Finding.at("test-file-empty", "The file stands among the tests and holds none.", path, line=1)
    if not scene.repository.history:
        return
    listed = scene.repository.git.text(
        "log", "--diff-filter=D", "--max-count=1", "--no-renames", "--format=%H", "--name-only",
        scene.repository.revision, "--", *_PLACES,
    )  # fmt: skip
    commit, _, paths = listed.partition("\n")
    files = [path for path in paths.split("\n") if path and _held_tests(path)]
    for path in files[:SHOWN]:
        yield Finding.at("test-file-removed", "The tests that stood here were deleted.", path, commit=commit, text=path)


def _held_tests(path: str) -> bool:
    if path.rpartition("/")[2] in ("__init__.py", "conftest.py"):
        return False
    return language_of(path) in READERS and is_test(path) and not is_generated(path) and not is_vendored(path)
