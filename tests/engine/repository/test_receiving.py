"""Delivered is what lies in the owner's mirror under our tag, whatever the partner's side does afterwards (H8)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.intake import receiving
from makegood.engine.repository.intake.mirror import MirrorRefused
from makegood.engine.repository.intake.receiving import delivered, open_mirror, receive_address, receive_upload
from makegood.engine.repository.state import DELIVERED, LOOKED
from tests.engine.building import ENVIRONMENT, Delivery

LOCAL = {"GIT_ALLOW_PROTOCOL": "file"}


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    return tmp_path / "mirrors" / "engagement" / "shop.git"


def from_address(mirror: Path, number: int, repository: Delivery, ref: str | None = None) -> receiving.Received:
    return receive_address(mirror, number, str(repository.path), LOCAL, ref=ref)


def move(repository: Delivery, branch: str, commit: str) -> None:
    subprocess.run(["git", "-C", repository.path, "update-ref", f"refs/heads/{branch}", commit], check=True)


def test_what_is_delivered_stays_after_the_branch_was_rewritten(repository: Delivery, mirror: Path) -> None:
    paid = repository.commit({"app.py": "x = 1\n"})
    first = from_address(mirror, 1, repository)
    rewritten = repository.commit({"app.py": "x = 'ransom'\n"}, parents=[])
    second = from_address(mirror, 2, repository)
    assert (first.revision, second.revision) == (paid, rewritten)
    assert first.digest != second.digest
    assert delivered(mirror, 1) == first
    seen = open_mirror(mirror, paid)
    assert Git(mirror).output("cat-file", "blob", f"{paid}:app.py") == b"x = 1\n"
    assert (seen.revision, seen.history) == (paid, True)
    assert open_mirror(mirror, rewritten, paid).rewritten


def test_the_paid_revision_outlives_a_branch_that_is_gone(repository: Delivery, mirror: Path) -> None:
    repository.commit({"app.py": "x = 1\n"})
    side = repository.commit({"app.py": "x = 2\n"}, branch="release")
    received = from_address(mirror, 1, repository, "release")
    assert received.revision == side
    subprocess.run(["git", "-C", repository.path, "update-ref", "-d", "refs/heads/release"], check=True)
    from_address(mirror, 2, repository)
    subprocess.run(["git", "-C", mirror, "gc", "--quiet", "--prune=now"], check=True, env=ENVIRONMENT)
    assert delivered(mirror, 1) == received


def test_a_branch_that_moves_while_it_is_fetched_counts_as_it_came(
    repository: Delivery, mirror: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"app.py": "x = 1\n"})
    fetch = receiving.fetch
    moved: list[str] = []

    def slow(*arguments: object, **more: float) -> str:
        moved.append(repository.commit({"app.py": "x = 2\n"}, parents=[]))
        return fetch(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(receiving, "fetch", slow)
    received = from_address(mirror, 1, repository)
    assert [received.revision] == moved
    assert Git(mirror).output("cat-file", "blob", f"{received.revision}:app.py") == b"x = 2\n"


def test_an_inspection_that_reads_as_another_user_can_read_what_the_next_hand_in_writes(
    repository: Delivery, mirror: Path, tmp_path: Path
) -> None:
    """Under root the sandbox is another user; the first inspection called the second hand-in a broken history."""
    bundle = tmp_path / "shop.bundle"
    before = os.umask(0o077)
    try:
        repository.commit({"app.py": "x = 1\n"})
        from_address(mirror, 1, repository)
        repository.commit({"app.py": "x = 2\n"})
        subprocess.run(["git", "-C", repository.path, "bundle", "create", "--quiet", bundle, "main"], check=True)
        receive_upload(mirror, 2, bundle)
    finally:
        os.umask(before)
    closed = [path for path in mirror.rglob("*") if ~path.stat().st_mode & (0o005 if path.is_dir() else 0o004)]
    assert closed == []


def test_a_number_is_given_once(repository: Delivery, mirror: Path) -> None:
    first = repository.commit({"app.py": "x = 1\n"})
    received = from_address(mirror, 1, repository)
    repository.commit({"app.py": "x = 2\n"})
    assert from_address(mirror, 1, repository) == received
    with pytest.raises(GitFailed):
        Git(mirror).output("update-ref", f"{DELIVERED}1", first, receiving.NEW)


def test_a_branch_that_is_called_like_our_head_is_only_a_branch(repository: Delivery, mirror: Path) -> None:
    main = repository.commit({"app.py": "x = 1\n"})
    move(repository, "refs/makegood/head", repository.commit({"app.py": "x = 2\n"}, branch="other"))
    assert from_address(mirror, 1, repository).revision == main


def test_an_interrupted_first_time_is_made_good(repository: Delivery, mirror: Path) -> None:
    repository.commit({"app.py": "x = 1\n"})
    mirror.with_suffix(".new").mkdir(parents=True)
    (mirror.with_suffix(".new") / "HEAD").write_text("half")
    assert from_address(mirror, 1, repository).history


def test_what_cannot_be_received_is_one_sentence(repository: Delivery, mirror: Path, tmp_path: Path) -> None:
    with pytest.raises(MirrorRefused, match=r"^The address offers no branch.*\.$"):
        from_address(mirror, 1, repository)
    repository.commit({"app.py": "x = 1\n"})
    with pytest.raises(MirrorRefused, match=r"^The address has no revision 'gone'\.$"):
        from_address(mirror, 1, repository, "gone")
    with pytest.raises(MirrorRefused, match="There is no mirror"):
        delivered(tmp_path / "none.git", 1)
    with pytest.raises(MirrorRefused, match="Nothing was delivered as number 7"):
        delivered(mirror, 7)
    with pytest.raises(MirrorRefused, match="no such revision"):
        open_mirror(mirror, "HEAD")


def bundle(repository: Delivery, path: Path, *revisions: str) -> Path:
    command = ["git", "-C", str(repository.path), "bundle", "create", "-q", str(path), *(revisions or ("--all",))]
    subprocess.run(command, check=True, env=ENVIRONMENT, capture_output=True)
    return path


def test_a_bundle_brings_its_history(repository: Delivery, mirror: Path, tmp_path: Path) -> None:
    first = repository.commit({"app.py": "x = 1\n"})
    second = repository.commit({"app.py": "x = 2\n"})
    received = receive_upload(mirror, 1, bundle(repository, tmp_path / "shop.bundle", "HEAD", "main"))
    assert (received.revision, received.history) == (second, True)
    assert received.digest == from_address(tmp_path / "other.git", 1, repository).digest
    assert not open_mirror(mirror, second, first).rewritten


def test_a_bundle_that_builds_on_what_is_here_is_enough(repository: Delivery, mirror: Path, tmp_path: Path) -> None:
    first = repository.commit({"app.py": "x = 1\n", "long.txt": "line\n" * 5000})
    from_address(mirror, 1, repository)
    second = repository.commit({"long.txt": "line\n" * 5000 + "more\n"})
    thin = bundle(repository, tmp_path / "thin.bundle", f"{first}..main")
    assert receive_upload(mirror, 2, thin, ref="main").revision == second


@pytest.mark.parametrize(
    "content",
    [
        b"# v2 git bundle\n",
        b"# v2 git bundle\nnonsense\n\nPACK",
        b"# v3 git bundle\n@filter=blob:none\n\nPACK",
        b"# v2 git bundle\n" + b"a" * 40 + b" refs/makegood/delivered/1\n\nPACK",
        b"# v2 git bundle\n" + b"a" * 40 + b" refs/heads/main\n\nPACK\0\0\0\2\0\0\0\1garbage",
    ],
)
def test_a_bundle_of_another_form_is_refused(content: bytes, mirror: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.bundle").write_bytes(content)
    with pytest.raises(MirrorRefused):
        receive_upload(mirror, 1, tmp_path / "bad.bundle")
    assert Git(mirror).text("for-each-ref") == ""


def test_what_was_only_looked_at_is_no_delivery(repository: Delivery, mirror: Path, tmp_path: Path) -> None:
    commit = repository.commit({"app.py": "x = 1\n"})
    looked = receive_upload(mirror, 1, bundle(repository, tmp_path / "look.bundle", "--all"), space=LOOKED)
    assert (looked.revision, looked.tag) == (commit, "refs/makegood/looked/1")
    with pytest.raises(MirrorRefused, match="Nothing was delivered as number 1"):
        delivered(mirror, 1)
    repository.commit({"app.py": "x = 2\n"})
    assert from_address(mirror, 1, repository).tag == "refs/makegood/delivered/1"
    assert Git(mirror).text("rev-parse", looked.tag) == commit
