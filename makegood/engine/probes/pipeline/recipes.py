"""Recipes of container images, judged instruction by instruction (docs.docker.com/reference/dockerfile)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from makegood.engine.notation import Node
from makegood.engine.probes.pipeline.holes import script_from_network

Row = list[object]
"""[rule, line, text, what, severity]"""

LINES = 20_000
_INSTRUCTION = re.compile(r"^\s*([A-Za-z]+)\s+(.*)$", re.DOTALL)
_FROM = re.compile(r"^(?:--platform=\S+\s+)?(\S+)(?:\s+[Aa][Ss]\s+(\S+))?")
_SECRET = re.compile(
    r"(?:^|[\s_])((?:\w{0,40}_)?(?:PASSWORD|PASSWD|SECRET|SECRET_KEY|API_?KEY|ACCESS_KEY|PRIVATE_KEY|AUTH_TOKEN"
    r"|ACCESS_TOKEN|TOKEN))"
    r"(?:=|\s+)[\"']?([^\s\"'$]{6,})"
)
_HARMLESS = re.compile(
    r"(?i)dummy|example|change|placeholder|build|test|fake|insecure|your|xxx|not.?needed|^(?:true|false|none"
    r"|null)$|^/"
)
_ENV_FILE = re.compile(
    r"(?:^|\s|[\"'])(?:\./)?(?:[\w./-]{0,80}/)?(?:\.env|\.env\.local|id_rsa|id_ed25519|\.pypirc)(?=[\s\"',]|$)"
)
ROOT_BASES = re.compile(
    r"^(?:docker\.io/|library/|docker\.io/library/)?(?:python|node|ruby|php|golang|openjdk|eclipse-temurin"
    r"|amazoncorretto|debian"
    r"|ubuntu|alpine|fedora|centos|rockylinux|almalinux|busybox|perl|rust|maven|gradle|composer|tomcat)(?=[:@]|$)"
)
_ARGUMENT = re.compile(
    r"^((?:\w{0,40}_)?(?:PASSWORD|PASSWD|SECRET|SECRET_KEY|API_?KEY|ACCESS_KEY|PRIVATE_KEY|SSH_KEY|TOKEN|PAT))(?:=.*)?$"
)
_CARELESS = (
    (
        "open-to-all",
        re.compile(r"\bchmod\s+(?:-\w+\s+)*(?:0?777|a\+rwx|ugo\+rwx)\b"),
        "everybody may change these files",
    ),
    (
        "unchecked-download",
        re.compile(
            r"\bcurl\b[^|;&]{0,200}\s(?:-\w*k\w*|--insecure)\s|\bwget\b[^|;&]{0,200}--no-check-certificate"
            r"|\bpip3?\b[^|;&]{0,200}--trusted-host|strict-ssl[ =]false|http\.sslVerify[ =]false"
            r"|\bapt(?:-get)?\b[^|;&]{0,200}(?:--allow-unauthenticated|--force-yes)"
        ),
        "takes files from the network without checking whose they are",
    ),
)
_DROPS = re.compile(r"\b(?:gosu|su-exec|setpriv|runuser|s6-setuidgid|chpst)\b")


def dockerfile(text: str) -> list[Row]:
    """Weak places of one recipe."""
    rows: list[Row] = []
    stages: set[str] = set()
    given: dict[str, int] = {}
    base, base_line, user, user_line = "", 0, "", 0
    for line, word, rest in _instructions(text):
        if word == "FROM":
            match = _FROM.match(rest)
            base, base_line, user, user_line = (match.group(1) if match else ""), line, "", 0
            rows += _base(base, line, rest, stages)
            stages.add((match.group(2) or "").lower() if match else "")
        elif word == "USER":
            user, user_line = rest.strip().split(":")[0], line
        else:
            rows += _instruction(word, rest, line)
            rows += _kept_argument(word, rest, line, given)
    # Who mends the rights of a volume starts as root and steps down in the entry point (PostgreSQL's image, memos).
    if base and not _DROPS.search(text):
        if user in ("root", "0"):
            rows.append(["root", user_line, f"USER {user}", "runs as root", "medium"])
        elif not user and ROOT_BASES.match(base):
            what = "runs as the administrator of its container (no USER)"
            rows.append(["root", base_line, f"FROM {base}", what, "medium"])
    return rows


def _instructions(text: str) -> Iterator[tuple[int, str, str]]:
    held, began = "", 0
    for number, line in enumerate(text.split("\n")[:LINES], 1):
        line = line[:2_000].rstrip()
        if line.lstrip().startswith("#") or (held and not line.strip()):
            continue
        began = began or number
        held += (" " if held else "") + line.removesuffix("\\")
        if line.endswith("\\") and len(held) < 20_000:
            continue
        if match := _INSTRUCTION.match(held):
            yield began, match.group(1).upper(), match.group(2)
        held, began = "", 0


def _base(base: str, line: int, rest: str, stages: set[str]) -> Iterator[Row]:
    if not base or base.lower() in stages or base == "scratch" or "$" in base or "@sha256:" in base:
        return
    tag = base.rpartition("/")[2].partition(":")[2]
    if tag in ("", "latest"):
        yield ["unfixed-base", line, f"FROM {rest}"[:300], f"its base {base} changes unseen", "medium"]


def _instruction(word: str, rest: str, line: int) -> Iterator[Row]:
    if word in ("ENV", "ARG"):
        match = _SECRET.search(rest)
        if match and not _HARMLESS.search(match.group(2)):
            masked = f"{word} {match.group(1)}=***"
            yield ["secret-in-image", line, masked, f"{match.group(1)} stands in the image for everybody", "high"]
    elif word in ("COPY", "ADD"):
        sources = " ".join(_arguments(rest)[:-1])
        if _ENV_FILE.search(sources):
            yield ["secrets-copied", line, f"{word} {rest}"[:300], "a file of secrets goes into the image", "high"]
        if word == "ADD" and "http" in sources and "--checksum" not in rest:
            yield [
                "remote-file",
                line,
                f"ADD {rest}"[:300],
                "takes a file from the network without checking it",
                "medium",
            ]
    elif word == "RUN":
        yield from _command(rest, line)


def _command(rest: str, line: int) -> Iterator[Row]:
    if severity := script_from_network(rest):
        yield ["script-from-network", line, f"RUN {rest}"[:300], "runs a script from the network unseen", severity]
    for rule, pattern, what in _CARELESS:
        if pattern.search(rest):
            yield [rule, line, f"RUN {rest}"[:300], what, "medium"]


def _kept_argument(word: str, rest: str, line: int, given: dict[str, int]) -> Iterator[Row]:
    """A secret that the build is given as an argument and uses in a command stays in the image's own record."""
    if word == "ARG" and (match := _ARGUMENT.match(rest.strip())):
        given[match.group(1)] = line
    elif word in ("RUN", "ENV"):
        for name in [name for name in given if re.search(rf"\$\{{?{name}\b", rest)]:
            what = f"the build keeps the value of {name} in the image's record"
            yield ["secret-argument", given.pop(name), f"ARG {name}", what, "medium"]


def _arguments(rest: str) -> list[str]:
    if rest.lstrip().startswith("["):
        try:
            words = json.loads(rest)
        except (ValueError, RecursionError):
            return []
        return [str(word) for word in words] if isinstance(words, list) else []
    return [word for word in rest.split() if not word.startswith("--from=")] if "--from=" not in rest else []


def compose(root: Node) -> list[Row]:
    """Weak places of a Compose file: too many rights, the machine's own Docker handed in."""
    rows: list[Row] = []
    for name, _, value in (root.get("services") or Node(0)).entries():
        privileged = value.get("privileged")
        if privileged is not None and privileged.is_true():
            rows.append(
                ["privileged", privileged.line, "privileged: true", f"{name} may do anything on the machine", "high"]
            )
        for volume in (value.get("volumes") or Node(0)).each():
            source = volume.text or (volume.get("source") or Node(0)).text or ""
            if "docker.sock" in source:
                read_only = source.endswith(":ro")
                what = f"{name} may steer every container of the machine"
                rows.append(["docker-socket", volume.line, source[:300], what, "low" if read_only else "medium"])
        image = value.get("image")
        if image is not None and image.text and value.get("build") is None:
            rows += _base(image.text, image.line, image.text, set())
        mode = value.get("network_mode") or value.get("pid")
        if mode is not None and mode.text == "host":
            rows.append(
                ["host-namespace", mode.line, f"{name}: host", f"{name} shares the machine's own network", "low"]
            )
    return rows
