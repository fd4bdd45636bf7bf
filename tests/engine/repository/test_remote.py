"""Git addresses: fetched over https from a server of the test's own, and refused in one sentence when they are odd."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from makegood.engine.deliverable import Kind
from makegood.engine.repository import git as git_module
from makegood.engine.repository.intake import mirror, remote
from makegood.engine.repository.intake.mirror import MirrorRefused, open_repository
from makegood.engine.repository.repository import Repository
from makegood.engine.repository.tree import read_tree
from makegood.engine.target import Target, TargetRefused, recognise
from tests.engine.building import Delivery, submodule
from tests.engine.repository.serving import BACKEND, Served, serving
from tests.waiting import PATIENCE

pytestmark = pytest.mark.skipif(
    not BACKEND.exists() or shutil.which("openssl") is None, reason="git's http-backend or openssl is not here"
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Delivery:
    made = Delivery(tmp_path_factory.mktemp("root") / "shop.git")
    made.tag("v1", made.commit({"app.py": "x = 1\n"}))
    modules = '[submodule "kit"]\n\tpath = kit\n\turl = https://127.0.0.1:9/kit.git\n'
    made.commit({"app.py": "x = 2\n", ".gitmodules": modules, "kit": submodule("a" * 40)})
    return made


@pytest.fixture(scope="module")
def served(shop: Delivery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(shop.path.parent, tmp_path_factory.mktemp("server")) as made:
        yield made


@pytest.fixture(autouse=True)
def _trusted(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate of the test's own server, as an owner would name that of their firm."""
    monkeypatch.setenv("GIT_SSL_CAINFO", str(served.certificate))
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)


def opened(url: str, folder: Path, **more: object) -> Repository:
    return open_repository(recognise(url, Kind.REPOSITORY), folder / "mirrors", **more)  # type: ignore[arg-type]


def files(repository: Repository) -> dict[str, bytes]:
    tree = read_tree(repository.git, repository.revision)
    return {entry.path: repository.git.output("cat-file", "blob", entry.blob) for entry in tree.files}


def test_an_address_is_fetched_whole(shop: Delivery, served: Served, tmp_path: Path) -> None:
    repository = opened(f"{served.url}/shop.git", tmp_path)
    assert repository.revision == shop.revisions()[0]
    assert files(repository)["app.py"] == b"x = 2\n"


def test_a_tag_may_be_asked_for(shop: Delivery, served: Served, tmp_path: Path) -> None:
    repository = opened(f"git+{served.url}/shop.git", tmp_path, ref="v1")
    assert repository.revision == shop.revisions()[1]


def test_a_second_inspection_fetches_only_what_is_new(shop: Delivery, served: Served, tmp_path: Path) -> None:
    opened(f"{served.url}/shop.git", tmp_path)
    served.asked.clear()
    opened(f"{served.url}/shop.git", tmp_path)
    assert not [path for path in served.asked if "git-upload-pack" in path and "fetch" in path]
    latest = shop.commit({"app.py": "x = 3\n"})
    assert opened(f"{served.url}/shop.git", tmp_path).revision == latest


def test_without_the_network_the_earlier_copy_is_read_and_said(served: Served, tmp_path: Path) -> None:
    opened(f"{served.url}/shop.git", tmp_path)
    served.asked.clear()
    repository = opened(f"{served.url}/shop.git", tmp_path, offline=True)
    assert served.asked == []
    assert [gap.cause.value for gap in repository.gaps] == ["stale"]


def test_without_the_network_and_without_a_copy_nothing_is_read(served: Served, tmp_path: Path) -> None:
    with pytest.raises(MirrorRefused, match="without the network"):
        opened(f"{served.url}/shop.git", tmp_path, offline=True)


def test_submodules_are_not_followed(served: Served, tmp_path: Path) -> None:
    served.asked.clear()
    opened(f"{served.url}/shop.git", tmp_path)
    assert all(path.startswith("/shop.git/") for path in served.asked)


SAID = [
    ("nothing.git", "is no git repository"),
    ("login/shop.git", "asks for a login"),
    ("forbidden/shop.git", "may not be read"),
    ("moved/shop.git", "forwards to another address"),
    ("inward/shop.git", "forwards to another address"),
    ("broken/shop.git", "cannot be fetched"),
    ("page/shop.git", "is a page and no git repository"),
]


@pytest.mark.parametrize(("path", "said"), SAID, ids=[row[0] for row in SAID])
def test_an_odd_answer_is_one_sentence(served: Served, tmp_path: Path, path: str, said: str) -> None:
    with pytest.raises(MirrorRefused, match=said) as refused:
        opened(f"{served.url}/{path}", tmp_path)
    assert "\n" not in str(refused.value)


def test_a_server_that_hangs_is_left(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "ASK_SECONDS", 1)
    with pytest.raises(MirrorRefused, match="does not answer in time"):
        opened(f"{served.url}/hang/shop.git", tmp_path)


def test_nobody_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MirrorRefused, match="cannot be reached"):
        opened("https://127.0.0.1:9/shop.git", tmp_path)


def test_a_certificate_that_nobody_vouches_for_is_not_believed(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GIT_SSL_CAINFO")
    with pytest.raises(MirrorRefused, match="cannot prove who it is"):
        opened(f"{served.url}/shop.git", tmp_path)


def test_a_repository_without_end_is_left(
    shop: Delivery, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_module, "FILE_LIMIT", 200_000)
    big = Delivery(shop.path.parent / "big.git")
    big.commit({"big.bin": os.urandom(1_000_000)})
    with pytest.raises(MirrorRefused):
        opened(f"{served.url}/big.git", tmp_path)
    monkeypatch.undo()


def test_no_credentials_are_printed_or_kept(served: Served, tmp_path: Path) -> None:
    address = f"{served.url.replace('https://', 'https://pat:hunter2secret@')}/login/shop.git"
    with pytest.raises(MirrorRefused) as refused:
        opened(address, tmp_path)
    assert "hunter2" not in str(refused.value)
    kept = [path for path in (tmp_path / "mirrors").rglob("*") if path.is_file() and b"hunter2" in path.read_bytes()]
    assert kept == []


STRANGE = [
    "ext::sh -c touch% owned",
    "--upload-pack=touch owned",
    "-oProxyCommand=touch owned",
    "https://-oProxyCommand=x/shop.git",
    "ssh://-oProxyCommand=touch%20owned/shop.git",
    "git@-oProxyCommand=x:shop.git",
    "http://127.0.0.1:9/shop.git",
    "git://127.0.0.1/shop.git",
    "ftp://127.0.0.1/shop.git",
    "git+ext::sh -c x",
    "fd::17/shop",
]


@pytest.mark.parametrize("text", STRANGE)
def test_an_address_that_is_a_command_is_refused_before_git_sees_it(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(mirror, "ask", lambda *_: pytest.fail("git was asked"))
    with pytest.raises((TargetRefused, MirrorRefused)):
        opened(text, tmp_path)
    assert not (tmp_path / "owned").exists()


def test_git_itself_refuses_what_is_neither_https_nor_ssh(tmp_path: Path) -> None:
    target = Target(kind=Kind.REPOSITORY, name="x", shown="x", url="ext::touch owned")
    with pytest.raises(MirrorRefused):
        open_repository(target, tmp_path / "mirrors")
    assert not Path("owned").exists()


def test_the_command_ends_with_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "makegood.cli", "inspect", "https://127.0.0.1:9/shop.git"]
    environment = {**os.environ, "MAKEGOOD_HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert "https://127.0.0.1:9/shop.git cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
