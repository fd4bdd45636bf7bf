"""Where tests stood before all of them were deleted, as the history says."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engine.evidence import Finding
from makegood.engine.probe import Scene
from makegood.engine.probes.tests.extract import READERS
from makegood.engine.repository.paths import is_generated, is_test, is_vendored, language_of

SHOWN = 50
_PLACES = (
    ":(top,icase,glob)**/*test*/**",
    ":(top,icase,glob)**/*test*",
    ":(top,icase,glob)**/*spec*/**",
    ":(top,icase,glob)**/*spec*",
)


def removed(scene: Scene) -> Iterator[Finding]:
    """Test files that the last commit to delete any took away. Asked only of a delivery that holds none."""
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
    return language_of(path) in READERS and is_test(path) and not is_generated(path) and not is_vendored(path)
