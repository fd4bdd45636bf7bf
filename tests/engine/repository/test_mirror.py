"""The mirror: what damaged, cut-off, empty and moving repositories get, and that it stays in step with its source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from makegood.engine.repository.intake import mirror
from makegood.engine.repository.intake.mirror import MirrorRefused
from tests.engine.building import Delivery, git, submodule
from tests.engine.repository.reading import contents, opened
from tests.waiting import PATIENCE


@pytest.fixture
def mirrors(tmp_path: Path) -> Path:
    return tmp_path / "mirrors"


def refusal(path: Path | str, mirrors: Path, **more: str) -> str:
    with pytest.raises(MirrorRefused) as refused:
        opened(path, mirrors, **more)
    return str(refused.value)


def test_new_commits_are_taken_over_and_gone_branches_go(repository: Delivery, mirrors: Path) -> None:
    first = repository.commit({"a": "1"})
    repository.branch("side", first)
    assert opened(repository.path, mirrors).revision == first
    second = repository.commit({"a": "2"})
    repository.git("update-ref", "-d", "refs/heads/side")
    found = opened(repository.path, mirrors)
    assert found.revision == second
    assert contents(found) == {"a": b"2"}
    assert found.git.text("for-each-ref", "--format=%(refname)", "refs/heads") == "refs/heads/main"


def test_packed_and_loose_objects_are_both_read(repository: Delivery, mirrors: Path) -> None:
    repository.commit({"a": "1" * 1000})
    repository.git("repack", "-adq")
    repository.commit({"b": "2", "big": "x" * 3_000_000})
    assert set(contents(opened(repository.path, mirrors))) == {"a", "b", "big"}


def test_a_repository_that_did_not_change_costs_no_git_at_all(
    repository: Delivery, mirrors: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"a": "1"})
    first = opened(repository.path, mirrors)
    monkeypatch.setattr(subprocess.Popen, "__init__", lambda *_, **__: pytest.fail("git was started"))
    assert opened(repository.path, mirrors) == first


def test_a_detached_head_is_the_revision(repository: Delivery, mirrors: Path) -> None:
    first = repository.commit({"a": "1"})
    repository.commit({"a": "2"})
    (repository.path / "HEAD").write_text(first + "\n")
    assert opened(repository.path, mirrors).revision == first


def test_an_empty_repository_says_so(repository: Delivery, mirrors: Path) -> None:
    assert "has no commit yet" in refusal(repository.path, mirrors)


def test_a_head_without_commits_names_the_branches_that_have_some(repository: Delivery, mirrors: Path) -> None:
    commit = repository.commit({"a": "1"}, branch="develop")
    assert "say which one with --ref: develop" in refusal(repository.path, mirrors)
    assert opened(repository.path, mirrors, ref="develop").revision == commit


@pytest.mark.parametrize("part", ["HEAD", "objects", "refs"])
def test_a_repository_that_lacks_a_part_is_damaged(repository: Delivery, mirrors: Path, part: str) -> None:
    repository.commit({"a": "1"})
    work = repository.path.parent / "work"
    work.mkdir()
    repository.path.rename(work / ".git")
    (work / ".git" / part).rename(work / "aside")
    assert refusal(work, mirrors).endswith(f"is a damaged repository: it has no {part}.")


def test_a_cut_off_pack_is_one_sentence(repository: Delivery, mirrors: Path) -> None:
    repository.commit({"a": "x" * 5000, "b": "y" * 100})
    repository.git("repack", "-adq")
    pack = next((repository.path / "objects/pack").glob("*.pack"))
    pack.chmod(0o644)
    pack.write_bytes(pack.read_bytes()[:-30])
    assert "git index-pack failed" in refusal(repository.path, mirrors)


def test_garbage_among_the_refs_is_named_and_costs_only_itself(repository: Delivery, mirrors: Path) -> None:
    head = repository.commit({"a": "1"})
    (repository.path / "refs/heads/odd").write_text("no id at all\n")
    (repository.path / "refs/heads/gone").write_text("4" * 40 + "\n")
    found = opened(repository.path, mirrors)
    assert found.revision == head
    assert found.delivered.lost_refs == ("refs/heads/gone", "refs/heads/odd")


def test_a_missing_head_commit_is_one_sentence(repository: Delivery, mirrors: Path) -> None:
    repository.commit({"a": "1"})
    (repository.path / "refs/heads/main").write_text("4" * 40 + "\n")
    assert "the commit at its HEAD is missing" in refusal(repository.path, mirrors)


def test_missing_and_damaged_blobs_are_counted_and_the_rest_is_read(repository: Delivery, mirrors: Path) -> None:
    repository.commit({"a": "1", "b": "2", "c": "3"})
    gone, damaged = repository.git("rev-parse", "main:a"), repository.git("rev-parse", "main:b")
    (repository.path / "objects" / gone[:2] / gone[2:]).unlink()
    broken = repository.path / "objects" / damaged[:2] / damaged[2:]
    broken.chmod(0o644)
    broken.write_bytes(b"garbage")
    found = opened(repository.path, mirrors)
    assert found.delivered.missing == tuple(sorted((gone, damaged)))
    assert contents(found) == {"a": None, "b": None, "c": b"3"}


def test_what_was_missing_is_taken_when_it_comes(repository: Delivery, mirrors: Path) -> None:
    repository.commit({"a": "1"})
    blob = repository.git("rev-parse", "main:a")
    place = repository.path / "objects" / blob[:2] / blob[2:]
    place.rename(repository.path / "aside")
    assert opened(repository.path, mirrors).delivered.missing == (blob,)
    (repository.path / "aside").rename(place)
    found = opened(repository.path, mirrors)
    assert found.delivered.missing == ()
    assert contents(found) == {"a": b"1"}


def test_a_shallow_clone_is_read_and_says_that_it_is_shallow(
    repository: Delivery, mirrors: Path, tmp_path: Path
) -> None:
    old = repository.commit({"a": "1"})
    head = repository.commit({"a": "2"})
    git("clone", "--quiet", "--bare", "--depth=1", f"file://{repository.path}", str(tmp_path / "shallow.git"))
    found = opened(tmp_path / "shallow.git", mirrors, since=old)
    assert (found.revision, found.delivered.shallow, found.rewritten) == (head, True, False)
    assert [gap.name for gap in found.gaps] == ["git.rewritten"]
    assert found.git.text("rev-list", "--count", head) == "1"


def test_a_partial_clone_is_read_without_what_it_lacks(repository: Delivery, mirrors: Path, tmp_path: Path) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.commit({"large.bin": "x" * 5000, "small": "1"})
    source = f"file://{repository.path}"
    git("clone", "--quiet", "--bare", "--filter=blob:limit=1k", source, str(tmp_path / "partial.git"))
    found = opened(tmp_path / "partial.git", mirrors)
    assert contents(found) == {"large.bin": None, "small": b"1"}
    assert found.delivered.missing == (repository.git("rev-parse", "main:large.bin"),)


def test_what_is_missing_is_not_looked_for_again_while_nothing_came(
    repository: Delivery, mirrors: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"a": "1", "b": "2"})
    blob = repository.git("rev-parse", "main:a")
    (repository.path / "objects" / blob[:2] / blob[2:]).unlink()
    assert opened(repository.path, mirrors).delivered.missing == (blob,)
    monkeypatch.setattr(mirror, "check", lambda *_: pytest.fail("everything was checked again"))
    assert opened(repository.path, mirrors).delivered.missing == (blob,)


def test_submodules_are_listed_and_not_entered(repository: Delivery, mirrors: Path) -> None:
    repository.commit({"lib": submodule("5" * 40), ".gitmodules": '[submodule "lib"]\n\tpath=lib\n\turl=ext::sh\n'})
    assert set(contents(opened(repository.path, mirrors))) == {".gitmodules"}


def test_a_folder_inside_a_repository_points_to_the_whole(mirrors: Path, tmp_path: Path) -> None:
    git("init", "--quiet", str(tmp_path / "whole"))
    (tmp_path / "whole/part").mkdir()
    assert "is a folder inside the repository whole" in refusal(tmp_path / "whole/part", mirrors)


def test_two_inspections_at_once_get_the_same_whole_mirror(repository: Delivery, mirrors: Path) -> None:
    repository.commit({f"{number}.txt": str(number) for number in range(200)})
    program = (
        "import sys\nfrom pathlib import Path\nsys.path.insert(0, '.')\n"
        "from tests.engine.repository.reading import contents, opened\n"
        "print(len(contents(opened(sys.argv[1], Path(sys.argv[2])))))\n"
    )
    command = [sys.executable, "-c", program, str(repository.path), str(mirrors)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate(timeout=PATIENCE)[0].strip() for process in both] == ["200", "200"]


def test_an_interrupted_copy_is_made_again(
    repository: Delivery, mirrors: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = repository.commit({"a": "1"})
    with monkeypatch.context() as patch:
        patch.setattr(mirror, "present", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            opened(repository.path, mirrors)
    leftover = next(mirrors.glob("*.git")) / "objects/pack/tmp_pack_x"
    leftover.write_bytes(b"half")
    assert opened(repository.path, mirrors).revision == head
    assert not leftover.exists()


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_cache_that_cannot_be_written_is_one_sentence(repository: Delivery, tmp_path: Path) -> None:
    repository.commit({"a": "1"})
    (tmp_path / "file").write_text("")
    assert "XDG_CACHE_HOME" in refusal(repository.path, tmp_path / "file" / "mirrors")
