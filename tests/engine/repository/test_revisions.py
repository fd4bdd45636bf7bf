"""Revisions: one name means one commit, whatever a partner called their branches and tags (H4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from makegood.engine.repository.intake.mirror import MirrorRefused
from tests.engine.building import Delivery
from tests.engine.repository.reading import opened


@pytest.fixture
def mirrors(tmp_path: Path) -> Path:
    return tmp_path / "mirrors"


@pytest.fixture
def three(repository: Delivery) -> list[str]:
    return [repository.commit({"a": str(number)}) for number in range(3)]


def test_every_plain_spelling_is_understood(repository: Delivery, three: list[str], mirrors: Path) -> None:
    repository.tag("v1", three[1])
    repository.branch("feature/x", three[0])
    spellings = {
        three[2]: ("main", "refs/heads/main", "HEAD", "@", three[2], three[2][:9]),
        three[1]: ("v1", "refs/tags/v1", "main~", "HEAD~1", "main^1"),
        three[0]: ("feature/x", "v1~1", "main^^"),
    }
    for commit, texts in spellings.items():
        assert [opened(repository.path, mirrors, ref=text).revision for text in texts] == [commit] * len(texts)


def test_a_tag_cannot_pose_as_a_branch(repository: Delivery, three: list[str], mirrors: Path) -> None:
    repository.tag("main", three[0])
    with pytest.raises(MirrorRefused, match="several revisions called 'main'; say refs/heads/main"):
        opened(repository.path, mirrors, ref="main")
    assert opened(repository.path, mirrors).revision == three[2]
    assert opened(repository.path, mirrors, ref="refs/tags/main").revision == three[0]


def test_a_branch_named_like_a_hash_cannot_pose_as_the_commit(
    repository: Delivery, three: list[str], mirrors: Path
) -> None:
    repository.branch(three[1][:10], three[0])
    with pytest.raises(MirrorRefused, match="several revisions"):
        opened(repository.path, mirrors, ref=three[1][:10])
    repository.branch(three[2], three[0])
    assert opened(repository.path, mirrors, ref=three[2]).revision == three[2]


def test_a_branch_called_head_cannot_pose_as_head(repository: Delivery, three: list[str], mirrors: Path) -> None:
    repository.branch("HEAD", three[0])
    assert opened(repository.path, mirrors, ref="HEAD").revision == three[2]


@pytest.mark.parametrize(
    "text", ["nothing", "--all", "main..side", ":/Work", "@{-1}", "a b", "", "main:a", "main~9", "\n"]
)
def test_what_names_no_commit_is_one_sentence(repository: Delivery, three: list[str], mirrors: Path, text: str) -> None:
    with pytest.raises(MirrorRefused, match="has no revision") as refused:
        opened(repository.path, mirrors, since=text or " ", ref=three[0])
    assert "\n" not in str(refused.value)


def test_a_last_accepted_commit_that_is_gone_is_rewritten_history(
    repository: Delivery, three: list[str], mirrors: Path
) -> None:
    found = opened(repository.path, mirrors, since="a" * 40)
    assert (found.revision, found.since, found.rewritten) == (three[2], None, True)


def test_a_commit_beside_the_history_is_rewritten_history(
    repository: Delivery, three: list[str], mirrors: Path
) -> None:
    beside = repository.commit({"b": "1"}, branch="side", parents=[three[0]])
    assert opened(repository.path, mirrors, since=beside).rewritten
    assert not opened(repository.path, mirrors, since=three[0]).rewritten
    assert not opened(repository.path, mirrors, since=three[2]).rewritten
