"""Git and ssh resolve names by themselves: these settings make them connect to the address that was checked."""

from __future__ import annotations

import base64
import functools
import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from makegood.connectors.outbound.address import Address, OutboundRefused
from makegood.connectors.outbound.client import Checked, Outbound

SCHEMES = ("https", "ssh")
OLDEST_GIT = (2, 37)
"""http.curloptResolve came with git 2.37 (its release notes); an older git would resolve the name again."""


@dataclass(frozen=True, slots=True)
class PinnedGit:
    """What to give `Git.output(..., url, environment=...)`.

    Settings and tokens travel in the environment, which `ps` does not show to other users; they never stand in `url`.
    """

    url: str
    environment: Mapping[str, str]


def pinned_git(
    url: str,
    outbound: Outbound,
    *,
    token: str = "",
    token_user: str = "x-access-token",
    key_file: Path | None = None,
    known_hosts: Path | None = None,
) -> PinnedGit:
    """`token`: a read token, sent as the password of `token_user` to this host alone. `key_file`: an ssh key, mode 600.

    `known_hosts`: this engagement's file of host keys; a host that is not in it yet is written down, one that changed
    its key is refused. Without it the user's own file counts, and an unknown host is refused.
    Proxies of the environment are not used, as they would resolve the name again. Raises OutboundRefused.
    """
    _require_git()
    checked = outbound.check(url, SCHEMES)
    if checked.address.scheme == "ssh":
        return PinnedGit(_plain(url, checked.address), _ssh(checked, key_file, known_hosts))
    return PinnedGit(checked.address.url, _https(checked, token, token_user))


def _require_git() -> None:
    """A git that does not know the setting would go on in silence, and resolve the name again."""
    try:
        version = _version()
    except (OSError, subprocess.SubprocessError):
        version = ()
    if version < OLDEST_GIT:
        wanted = ".".join(map(str, OLDEST_GIT))
        there = f"has git {'.'.join(map(str, version))}" if version else "has no git"
        raise OutboundRefused(
            f"cannot be fetched safely: this machine {there}, and needs {wanted} or newer; install it, then try again"
        )


@functools.cache
def _version() -> tuple[int, ...]:
    """Raises OSError and subprocess.SubprocessError, which are not remembered: git may be installed meanwhile."""
    said = subprocess.run(["git", "--version"], capture_output=True, text=True, timeout=20, check=True).stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0,)


def _plain(url: str, address: Address) -> str:
    return address.url if address.path.startswith("/") else url.strip()


def _https(checked: Checked, token: str, user: str) -> Mapping[str, str]:
    address = checked.address
    ips = ",".join(f"[{ip}]" if ip.version == 6 else str(ip) for ip in checked.ips)
    settings = [
        ("http.followRedirects", "false"),
        ("http.sslVerify", "true"),
        ("http.lowSpeedLimit", "1000"),
        ("http.lowSpeedTime", "60"),
    ]
    if address.ip is None:
        settings.append(("http.curloptResolve", f"{address.host}:{address.port}:{ips}"))
    if token:
        login = base64.b64encode(f"{user}:{token}".encode()).decode("ascii")
        settings.append((f"http.https://{address.authority}/.extraHeader", f"Authorization: Basic {login}"))
    numbered = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (name, value) in enumerate(settings):
        numbered |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    trusted = {name: os.environ[name] for name in AUTHORITIES if name in os.environ}
    return {**numbered, **UNPROXIED, **trusted, "GIT_ALLOW_PROTOCOL": "https"}


AUTHORITIES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH")
"""The operator's own, where a company signs its certificates itself; Python reads the first two as well."""

UNPROXIED: Mapping[str, str] = {
    "https_proxy": "", "HTTPS_PROXY": "", "http_proxy": "", "all_proxy": "", "ALL_PROXY": "", "no_proxy": "*",
}  # fmt: skip


def _ssh(checked: Checked, key_file: Path | None, known_hosts: Path | None) -> Mapping[str, str]:
    options = [
        "BatchMode=yes",
        "ConnectTimeout=20",
        "ServerAliveInterval=20",
        "ServerAliveCountMax=3",
        f"HostName={checked.ips[0]}",
        f"HostKeyAlias={checked.address.host}",
        "CheckHostIP=no",
        "CanonicalizeHostname=no",
        "ProxyCommand=none",
        "ForwardAgent=no",
        "ClearAllForwardings=yes",
        "PermitLocalCommand=no",
    ]
    if key_file:
        options += [f"IdentityFile={_file(key_file)}", "IdentitiesOnly=yes", "IdentityAgent=none"]
    if known_hosts:
        options += [f"UserKnownHostsFile={_file(known_hosts)}", "GlobalKnownHostsFile=/dev/null"]
    options.append(f"StrictHostKeyChecking={'accept-new' if known_hosts else 'yes'}")
    # -F /dev/null: a Host block of the user's own file could name another HostName or a ProxyJump.
    command = ["ssh", "-F", "/dev/null", *(part for option in options for part in ("-o", option))]
    return {"GIT_SSH_COMMAND": shlex.join(command), "GIT_SSH_VARIANT": "ssh", "GIT_ALLOW_PROTOCOL": "ssh"}


def _file(path: Path) -> str:
    """As an option of ssh wants it: in quotes, or a blank begins another file; % would stand for something."""
    if '"' in str(path):
        raise ValueError("ssh reads no file with a quotation mark in its name")
    return f'"{str(path).replace("%", "%%")}"'
