"""From real servers on 127.0.0.1: what goes wrong is one sentence, leaves nothing, and goes well the next time."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import pytest

from makegood.connectors.outbound import Outbound, OutboundRefused, pinned_git
from makegood.engine.apart import Address, NotReceived, Stopped, Upload, receive, receiving
from makegood.engine.repository import git as git_module
from makegood.engine.repository.git import Git
from makegood.engine.repository.intake.mirror import MirrorRefused
from makegood.engine.repository.intake.receiving import receive_upload
from makegood.engine.sandbox.watch import tree
from tests.engine import objects
from tests.engine.building import Delivery
from tests.engine.repository.serving import BACKEND, HOST, TOKEN, Served, serving
from tests.engine.repository.shelling import Shell, key, missing, public, shelling
from tests.engine.repository.test_archive import zipped

needs_https = pytest.mark.skipif(not BACKEND.exists() or not shutil.which("openssl"), reason="no git server here")
needs_ssh = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Delivery:
    made = Delivery(tmp_path_factory.mktemp("root") / "shop.git")
    made.commit({"app.py": "x = 1\n"})
    return made


@pytest.fixture(scope="module")
def served(shop: Delivery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(shop.path.parent, tmp_path_factory.mktemp("server")) as made:
        yield made


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    with shelling(tmp_path_factory.mktemp("shell")) as made:
        yield made


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    return tmp_path / "mirrors" / "shop.git"


From = Callable[..., Address]


@pytest.fixture
def https(served: Served, monkeypatch: pytest.MonkeyPatch) -> From:
    """An address of the server, as the web side gives it; its certificate is trusted in this test alone."""
    monkeypatch.setenv("GIT_SSL_CAINFO", str(served.certificate))
    served.asked.clear()
    port = int(served.url.rpartition(":")[2])
    own = Outbound(own={(HOST, port): ip_address("127.0.0.1")})

    def address(path: str, token: str = "") -> Address:
        url = f"https://{HOST}:{port}/{path}"
        return Address(pinned_git(url, own, token=token), url)

    return address


@pytest.fixture
def ssh(shell: Shell, shop: Delivery, tmp_path: Path) -> From:
    own = Outbound(own={(HOST, shell.port): ip_address("127.0.0.1")})

    def address(read_key: Path, path: Path = shop.path) -> Address:
        url = f"ssh://{shell.user}@{HOST}:{shell.port}{path}"
        return Address(pinned_git(url, own, key_file=read_key, known_hosts=tmp_path / "hosts"), url)

    return address


def refusal(mirror: Path, source: Address) -> str:
    """The sentence; and nothing is half done."""
    with pytest.raises(NotReceived) as refused:
        receive(mirror, 1, source)
    assert Git(mirror).output("for-each-ref") == b""
    left = [path.name for path in mirror.rglob("*") if not path.is_dir() and path.name not in ("HEAD", "config")]
    assert [name for name in left if "description" not in name] == []
    said = str(refused.value)
    assert said.startswith(source.shown + " ")
    assert TOKEN not in said
    return said.removeprefix(source.shown + " ")


@needs_https
def test_a_token_opens_a_repository_and_a_wrong_one_does_not(mirror: Path, shop: Delivery, https: From) -> None:
    for token in ("", "wrong"):
        assert "missing, wrong, or has expired" in refusal(mirror, https("token/shop.git", token))
    assert receive(mirror, 1, https("token/shop.git", TOKEN)).revision == shop.revisions()[0]
    kept = [path for path in mirror.parent.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
    assert kept == []


@needs_https
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nothing.git", "is no git repository, or not one that may be seen"),
        ("moved/shop.git", "forwards to another address; give that one"),
        ("inward/shop.git", "forwards to another address; give that one"),
        ("cut/shop.git", "broke off before all of it had come; try again"),
    ],
)
def test_what_is_not_there_or_forwards_or_breaks_off(
    mirror: Path, shop: Delivery, https: From, path: str, said: str
) -> None:
    assert said in refusal(mirror, https(path))
    assert receive(mirror, 1, https("shop.git")).revision == shop.revisions()[0]


@needs_https
@pytest.mark.parametrize("path", ["hang/shop.git", "drip/shop.git"])
def test_a_server_that_hangs_or_sends_a_byte_a_second_is_left(
    mirror: Path, shop: Delivery, https: From, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hurried:
        hurried.setattr(receiving, "PATIENCE", 2.0)
        assert "does not answer in time, or sends too slowly" in refusal(mirror, https(path))
    assert receive(mirror, 1, https("shop.git")).revision == shop.revisions()[0]


@needs_https
def test_a_server_that_sends_without_end_gets_no_more_than_the_room_there_is(
    mirror: Path, shop: Delivery, https: From, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "LARGEST", 5_000_000)
    assert "sends more than there is room for here" in refusal(mirror, https("endless/shop.git"))
    assert receive(mirror, 1, https("shop.git")).revision == shop.revisions()[0]


@needs_https
@pytest.mark.parametrize("way", ["plain", "turning"])
def test_a_folder_that_lists_a_name_twice_does_not_come_past_the_check_as_plain_files(
    mirror: Path, served: Served, https: From, way: str
) -> None:
    """A server that hands out files gets nothing checked by git (H4); nor what it left behind by the next fetch."""
    lying = Delivery(served.root / f"{way}.git")
    lying.commit({"app.py": "x = 1\n"})
    row = [b"100644 app.py\0" + bytes.fromhex(objects.write(lying.path, "blob", text)) for text in (b"good", b"EVIL")]
    twice = objects.write(lying.path, "tree", b"".join(row))
    who = "A <a@partner.test> 1767607200 +0000"
    text = f"tree {twice}\nauthor {who}\ncommitter {who}\n\nx\n"
    objects.set_head(lying.path, "main", objects.write(lying.path, "commit", text.encode()))
    subprocess.run(["git", f"--git-dir={lying.path}", "update-server-info"], check=True)
    assert "hands out plain files" in refusal(mirror, https(f"{way}/{lying.path.name}"))
    assert "lists one name twice" in refusal(mirror, https(lying.path.name))


@needs_https
def test_a_full_disk_in_the_middle_leaves_room_again_and_the_next_try_goes_well(
    tmp_path: Path, served: Served, https: From, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root only")
    try:
        big = Delivery(served.root / "big.git")
        revision = big.commit({"big.bin": os.urandom(8_000_000)})
        mirror = small / "mirrors" / "shop.git"
        with pytest.raises(NotReceived, match="the disk of this installation is full"):
            receive(mirror, 1, https("big.git"))  # nothing is fetched where less than the reserve is free
        monkeypatch.setattr(receiving, "RESERVE", -receiving.LARGEST)
        assert "the disk of this installation is full" in refusal(mirror, https("big.git"))
        assert shutil.disk_usage(small).used < 1_000_000
        subprocess.run(["mount", "-o", "remount,size=64m", small], check=True)
        assert receive(mirror, 1, https("big.git")).revision == revision
    finally:
        subprocess.run(["umount", "--lazy", small], check=True)


@needs_https
def test_a_token_is_seen_by_nobody_while_git_runs(mirror: Path, served: Served, https: From) -> None:
    """Arguments can be read by every user of the machine; the environment by the same user alone."""
    seen: list[bytes] = []

    def stop() -> bool:
        for process in tree(os.getpid(), 100)[1:]:
            with suppress(FileNotFoundError, ProcessLookupError):
                seen.append(Path(f"/proc/{process}/cmdline").read_bytes())
        return any("hang" in path for path in served.asked) and any(b"remote-https" in line for line in seen)

    with pytest.raises(Stopped):
        receive(mirror, 1, https("hang/shop.git", TOKEN), stop=stop)
    assert not any(TOKEN.encode() in line for line in seen)


@needs_ssh
def test_a_read_key_opens_a_repository_once_it_was_added(
    mirror: Path, tmp_path: Path, shop: Delivery, shell: Shell, ssh: From
) -> None:
    ours = key(tmp_path / "ours")
    assert "missing, wrong, or has expired" in refusal(mirror, ssh(ours))
    shell.let_in.write_text(public(ours) + "\n")
    assert receive(mirror, 1, ssh(ours)).revision == shop.revisions()[0]
    assert (tmp_path / "hosts").read_text().startswith(HOST), "the host's key, as it was the first time"


@needs_ssh
def test_a_key_that_expired_and_a_repository_that_is_not_there_are_told(
    mirror: Path, tmp_path: Path, shell: Shell, ssh: From
) -> None:
    ours = key(tmp_path / "ours")
    shell.let_in.write_text(f'expiry-time="20200101" {public(ours)}\n')
    assert "missing, wrong, or has expired" in refusal(mirror, ssh(ours))
    shell.let_in.write_text(public(ours) + "\n")
    assert "is no git repository" in refusal(mirror, ssh(ours, tmp_path / "nothing.git"))


@needs_ssh
def test_a_host_that_shows_another_key_than_the_first_time_is_not_believed(
    mirror: Path, tmp_path: Path, shell: Shell, ssh: From
) -> None:
    ours = key(tmp_path / "ours")
    shell.let_in.write_text(public(ours) + "\n")
    (tmp_path / "hosts").write_text(f"{HOST} {public(key(tmp_path / 'other'))}\n")
    assert "shows another host key than the first time" in refusal(mirror, ssh(ours))
    (tmp_path / "hosts").unlink()
    receive(mirror, 1, ssh(ours))


def test_an_ssh_server_that_never_speaks_is_left(mirror: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "PATIENCE", 2.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        own = Outbound(own={(HOST, port): ip_address("127.0.0.1")})
        url = f"ssh://git@{HOST}:{port}/shop.git"
        pinned = pinned_git(url, own, key_file=tmp_path / "key", known_hosts=tmp_path / "hosts")
        assert "does not answer in time" in refusal(mirror, Address(pinned, url))


def test_a_missing_git_is_said_and_the_next_try_goes_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = zipped(tmp_path / "a.zip", {"a/app.py": b"x = 1"})
    (tmp_path / "empty").mkdir()
    for wrapped in (True, False):
        monkeypatch.setitem(git_module.GUARDED_ENVIRONMENT, "PATH", str(tmp_path / "empty"))  # type: ignore[arg-type]
        monkeypatch.setattr(git_module, "DIES_WITH_US", ("/usr/bin/setpriv", "--pdeathsig", "KILL") if wrapped else ())
        with pytest.raises(MirrorRefused, match="git is missing on this machine; it must be installed there"):
            receive_upload(tmp_path / "shop.git", 1, upload, shown="a.zip")
        monkeypatch.undo()
    assert not receive(tmp_path / "shop.git", 1, Upload(upload)).history


def test_a_server_of_the_house_is_reached_by_its_own_name_and_port_only() -> None:
    own = Outbound(own={(HOST, 443): ip_address("10.1.2.3")})
    assert own.check(f"https://{HOST}/shop.git").ips == (ip_address("10.1.2.3"),)
    for url in (f"https://{HOST}:8443/shop.git", "https://10.1.2.3/shop.git", "https://10.1.2.3:443/shop.git"):
        with pytest.raises(OutboundRefused):
            own.check(url)
