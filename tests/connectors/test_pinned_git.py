"""Git and ssh go to the address that was checked, even where the name stands for nothing."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path

import pytest

from makegood.connectors.outbound import Outbound, OutboundRefused, pinned_git
from makegood.connectors.outbound.git import _version
from tests.connectors.listening import HOST, Authority, Behave, listening, page, request_from
from tests.waiting import PATIENCE

WORLD = Outbound(resolve=lambda host, port: [ip_address("93.184.215.14")])


def git(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    quiet = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    quiet |= {
        "GIT_AUTHOR_NAME": "P",
        "GIT_AUTHOR_EMAIL": "p@x",
        "GIT_COMMITTER_NAME": "P",
        "GIT_COMMITTER_EMAIL": "p@x",
    }
    command = ["git", *arguments]
    return subprocess.run(
        command, env={**quiet, **(environment or {})}, capture_output=True, text=True, timeout=PATIENCE
    )


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "shop.git"
    assert git("init", "-q", "-b", "main", "--bare", str(folder)).returncode == 0
    tree = git(f"--git-dir={folder}", "mktree", environment={}).stdout.strip()
    commit = git(f"--git-dir={folder}", "commit-tree", tree, "-m", "first").stdout.strip()
    git(f"--git-dir={folder}", "update-ref", "refs/heads/main", commit)
    git(f"--git-dir={folder}", "update-server-info")
    return folder


def serving(folder: Path, asked: list[str]) -> Behave:
    """The plain files of a repository, as git's simplest protocol wants them."""

    def behave(line: socket.socket) -> None:
        request = request_from(line).decode()
        asked.append(request)
        path = folder.parent / request.split()[1].partition("?")[0].lstrip("/")
        line.sendall(page(path.read_bytes()) if path.is_file() else page(b"", "404 Not Found"))

    return behave


def test_git_reads_from_the_checked_address_and_sends_the_token_to_it(
    repository: Path, authority: Authority, to_the_tests: Outbound
) -> None:
    asked: list[str] = []
    with listening(serving(repository, asked), authority.serving()) as port:
        pinned = pinned_git(f"https://{HOST}:{port}/shop.git", to_the_tests, token="read-me")
        known = {**pinned.environment, "GIT_SSL_CAINFO": str(authority.file), "https_proxy": "", "HTTPS_PROXY": ""}
        done = git("ls-remote", "--", pinned.url, environment=known)
    assert "refs/heads/main" in done.stdout, done.stderr
    assert "Authorization: Basic eC1hY2Nlc3MtdG9rZW46cmVhZC1tZQ==" in asked[0]
    assert "read-me" not in pinned.url


def test_git_does_not_follow_to_another_place(authority: Authority, to_the_tests: Outbound) -> None:
    hit: list[str] = []

    def elsewhere(line: socket.socket) -> None:
        hit.append(request_from(line).decode())

    with listening(elsewhere, authority.serving()) as inner:
        target = f"Location: https://localhost:{inner}/shop.git/info/refs\r\n"

        def moved(line: socket.socket) -> None:
            request_from(line)
            line.sendall(page(b"", "302 Found", target))

        with listening(moved, authority.serving()) as port:
            pinned = pinned_git(f"https://{HOST}:{port}/shop.git", to_the_tests)
            known = {**pinned.environment, "GIT_SSL_CAINFO": str(authority.file)}
            assert git("ls-remote", "--", pinned.url, environment=known).returncode != 0
    assert hit == []


def test_a_proxy_of_the_environment_is_not_asked(
    repository: Path, authority: Authority, to_the_tests: Outbound
) -> None:
    with listening(serving(repository, []), authority.serving()) as port:
        pinned = pinned_git(f"https://{HOST}:{port}/shop.git", to_the_tests)
        with_proxy = {"https_proxy": "http://127.0.0.1:1", **pinned.environment, "GIT_SSL_CAINFO": str(authority.file)}
        assert "refs/heads/main" in git("ls-remote", "--", pinned.url, environment=with_proxy).stdout


@pytest.mark.parametrize(
    "url", ["git@code.partner.example:team/shop.git", "ssh://git@code.partner.example/team/shop.git"]
)
def test_ssh_connects_to_the_checked_address_and_expects_the_key_of_the_name(url: str, tmp_path: Path) -> None:
    pinned = pinned_git(url, WORLD, key_file=tmp_path / "a key", known_hosts=tmp_path / "hosts")
    assert pinned.url == url
    words = shlex.split(pinned.environment["GIT_SSH_COMMAND"])
    said = subprocess.run([words[0], "-G", *words[1:], "git@code.partner.example"], capture_output=True, text=True)
    settings = dict(line.split(" ", 1) for line in said.stdout.splitlines() if " " in line)
    assert settings["hostname"] == "93.184.215.14"
    assert settings["hostkeyalias"] == "code.partner.example"
    assert settings["stricthostkeychecking"] == "accept-new"
    assert settings["identitiesonly"] == "yes"
    assert settings["userknownhostsfile"] == str(tmp_path / "hosts")


def test_ssh_without_a_file_of_hosts_refuses_an_unknown_one() -> None:
    command = pinned_git("git@code.partner.example:x", WORLD).environment["GIT_SSH_COMMAND"]
    assert "StrictHostKeyChecking=yes" in command


@pytest.mark.parametrize("url", ["https://127.0.0.1/x.git", "git@10.0.0.1:x", "file:///etc", "/etc", "ext::sh -c id"])
def test_git_is_not_sent_inside(url: str) -> None:
    with pytest.raises(OutboundRefused):
        pinned_git(url, WORLD)


def test_a_git_that_would_resolve_the_name_again_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "git"
    old.write_text("#!/bin/sh\necho git version 2.36.9\n")
    old.chmod(0o755)
    for path, sentence in ((str(tmp_path), "has git 2.36, and needs 2.37"), (str(tmp_path / "none"), "has no git")):
        monkeypatch.setenv("PATH", path)
        _version.cache_clear()
        with pytest.raises(OutboundRefused, match=sentence):
            pinned_git("https://code.partner.example/x.git", WORLD)
    _version.cache_clear()
