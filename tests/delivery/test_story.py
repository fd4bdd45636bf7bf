"""The history of the built repositories is the one that the story files tell."""

import subprocess
from pathlib import Path

import pytest

from makegood.delivery import Delivery
from makegood.delivery.growth import blocks, read_tree
from makegood.delivery.imports import without_unused_imports
from makegood.delivery.repository import REVISIONS, SHOP
from makegood.delivery.story import Story, read_story


def git(repository: Path, *arguments: str) -> str:
    run = subprocess.run(["git", *arguments], cwd=repository, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def changed(repository: Path) -> dict[str, set[str]]:
    """Changed paths by the heading of each commit that is no merge."""
    log = git(repository, "log", "--no-merges", "--name-only", "--format=%x00%s")
    entries = (entry.splitlines() for entry in log.split("\0")[1:])
    return {lines[0]: {line for line in lines[1:] if line} for lines in entries}


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_commit_changes_exactly_what_its_story_says(delivery: Delivery, revision: str) -> None:
    story = read_story(SHOP / f"{revision}.toml")
    told = {
        commit.message.splitlines()[0]: {name.partition("@")[0] for name in commit.files}
        | {edit.path for edit in commit.edits}
        for branch in story.branches
        for commit in branch.commits
    }
    assert changed(delivery.paths[revision]) == told


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_edit_finds_its_place_once(revision: str) -> None:
    story = read_story(SHOP / f"{revision}.toml")
    texts = read_tree(SHOP / revision, story)
    for edit in reversed(story.edits):
        assert texts[edit.path].count(edit.now) == 1, edit
        texts[edit.path] = texts[edit.path].replace(edit.now, edit.was)


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_file_is_delivered_whole(delivery: Delivery, revision: str) -> None:
    kept = {path.relative_to(SHOP / revision).as_posix() for path in (SHOP / revision).rglob("*") if path.is_file()}
    kept = {path for path in kept if "__pycache__" not in path}
    assert set(git(delivery.paths[revision], "ls-files").splitlines()) == kept
    for path in kept:
        ours = (SHOP / revision / path).read_text(encoding="utf-8")
        if "@@" not in ours:
            assert (delivery.paths[revision] / path).read_text(encoding="utf-8") == ours


@pytest.mark.parametrize("revision", REVISIONS)
def test_time_runs_forward(delivery: Delivery, revision: str) -> None:
    times = [int(time) for time in git(delivery.paths[revision], "log", "--first-parent", "--format=%ct").split()]
    assert times == sorted(times, reverse=True)
    for branch in read_story(SHOP / f"{revision}.toml").branches:
        steps = [*branch.commits, *([branch.merge] if branch.merge else [])]
        assert [step.at for step in steps] == sorted(step.at for step in steps)


def test_the_second_history_is_not_built_on_the_first(delivery: Delivery) -> None:
    first, second = (set(git(delivery.paths[name], "rev-list", "--all").split()) for name in REVISIONS)
    assert not first & second


def merges(story: Story) -> list[tuple[str, str]]:
    return [(branch.merge.by, branch.merge.message) for branch in story.branches if branch.merge]


def test_somebody_else_reviewed_each_branch_of_the_second() -> None:
    story = read_story(SHOP / "second.toml")
    assert [branch for branch in story.branches[1:] if not branch.merge] == []
    for branch in story.branches[1:]:
        assert branch.merge is not None
        authors = {story.people[commit.by] for commit in (*branch.commits, branch.merge)}
        reviewer = branch.merge.message.partition("Reviewed-by: ")[2].strip()
        assert reviewer in set(story.people.values()) - authors, branch.name


def test_the_second_is_the_work_of_four_in_every_week(second: Path) -> None:
    authors = git(second, "log", "--no-merges", "--format=%an").splitlines()
    shares = {name: authors.count(name) / len(authors) for name in set(authors)}
    assert len(shares) == 4
    assert min(shares.values()) > 0.15
    days = git(second, "log", "--format=%cd", "--date=format:%G-%V").splitlines()
    assert len(set(days)) == 21


def test_every_part_of_the_second_is_known_to_two(second: Path) -> None:
    for folder in sorted(path for path in (second / "larkspur").iterdir() if path.is_dir()):
        names = set(git(second, "log", "--no-merges", "--format=%an", "--", str(folder)).splitlines())
        assert len(names) >= 2, folder.name


def test_the_first_is_the_work_of_one_on_main(first: Path) -> None:
    authors = git(first, "log", "--format=%an").splitlines()
    assert authors.count("Marcus Vail") / len(authors) > 0.8
    assert git(first, "rev-list", "--merges", "HEAD") == ""


def test_what_is_not_used_yet_is_not_imported_yet() -> None:
    text = '"""A part."""\n\nimport os\nfrom a import b, c\n\nfrom d import e\n\n\ndef f() -> b: ...\n'
    assert without_unused_imports(text) == '"""A part."""\n\nfrom a import b\n\n\ndef f() -> b: ...\n'
    assert without_unused_imports("x = 1\n") == "x = 1\n"


def test_blocks_are_functions_sections_and_statements() -> None:
    assert blocks("a.py", "import os\n\n\ndef a():\n\n    pass\n\n\ndef b(): ...\n") == 3
    assert blocks("a.md", "# A\n\ntext\n\n## B\n\ntext\n") == 2
    assert blocks("a.json", "{}\n\n\n{}\n") == 1
