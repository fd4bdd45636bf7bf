# ruff: noqa: E501  (one row a kind: a table is read by its columns)
"""What runs by itself when the packages are installed: scripts of package.json and composer.json, and setup.py.

Building and preparing is what these are for. Fetching from an address, decoding text into a program and sending
something away is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from makegood.engine.evidence import Finding
from makegood.engine.probe import Scene
from makegood.engine.probes.dependencies.listing import Lines, strings, table, text_of, word
from makegood.engine.repository.content import Extractor, read_blobs
from makegood.engine.repository.paths import is_documentation, is_test, is_vendored
from makegood.engine.repository.tree import Entry

NPM_HOOKS = (
    "preinstall",
    "install",
    "postinstall",
    "prepare",
    "prepublish",
    "preprepare",
    "postprepare",
    "dependencies",
)
COMPOSER_HOOKS = (
    "pre-install-cmd post-install-cmd pre-update-cmd post-update-cmd post-autoload-dump pre-autoload-dump"
    " post-root-package-install post-create-project-cmd post-package-install"
).split()

_SHELL = (
    ("fetches-and-runs", r"\b(?:curl|wget|fetch|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^|;&]{0,300}\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|\|\s*(?:node|python3?|php|perl|ruby|iex)\b"),
    ("fetches-and-runs", r"\b(?:ba|z)?sh\s+(?:-c\s+)?[\"'\\<(\s$]{1,6}(?:curl|wget)\b"),
    ("fetches", r"\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod|certutil|bitsadmin)\b.{0,200}(?:https?:|ftp:|\$)"),
    ("runs-text", r"\b(?:node|bun|deno)\s+(?:-e|--eval|-p|--print|eval)\b|\bpython3?\s+-c\b|\bphp\s+-r\b.{0,200}(?:https?:|\b(?:eval|exec|system|passthru|shell_exec|base64_decode)\b)|\bperl\s+-e\b|\bruby\s+-e\b|\bpowershell\b.{0,80}-(?:e|enc|EncodedCommand)\b"),
    ("decodes", r"\bbase64\s+(?:-d|-D|--decode)\b|Buffer\.from\([^)]{0,200}base64|\batob\(|\bxxd\s+-r\b"),
    ("sends-away", r"\bnc\s+(?:-\w+\s+)*[\w.-]+\s+\d+|/dev/tcp/|\bnslookup\b|\bdig\s+"),
)  # fmt: skip
_HARMLESS = re.compile(
    r"""node\s+(?:-e|-p|--eval|--print)\s+\\?["']+\s*(?:try\s*\{\s*)?(?:require\(['"\\]+(?:husky|fs|path|\./)[^)]*\)|console\.(?:log|warn|error)\(|process\.exit|if\s*\(\s*!?process\.)"""
)
_SHELL_PATTERNS = [(rule, re.compile(text)) for rule, text in _SHELL]
_BAD_CODE = re.compile(
    rb"""eval\s*\(\s*(?:atob|Buffer\.from|base64)|new\s+Function\s*\(|base64\.b64decode|marshal\.loads|exec\s*\(\s*(?:base64|zlib|codecs|__import__)"""
    rb"""|(?:exec|execSync|spawn|spawnSync|system|popen|run|check_output|Popen)\s*\(\s*[f\[]?["'`][^"'`\n]{0,200}(?:curl|wget|powershell|base64|/dev/tcp)"""
)
_NETWORK = re.compile(
    rb"""https?\.(?:get|request)\s*\(|\bfetch\s*\(\s*['"`]https?:|axios[.(]|urllib\.request|urlopen\s*\(|requests\.(?:get|post)\s*\(|socket\.socket|net\.connect|dns\.(?:lookup|resolve)"""
)
_MACHINE = re.compile(
    rb"""process\.env\b(?!\.(?:CI|NODE_ENV|npm_))|os\.(?:hostname|userInfo|homedir|environ)|\.ssh\b|\.npmrc|\.aws\b|/etc/passwd|id_rsa|child_process|os\.system|subprocess|getpass"""
)
_FILE = re.compile(
    r"(?:^|[\s&;|\"'])(?:node|sh|bash|python3?|php|tsx|ts-node|\.?/)\s*(?:@php\s+)?\.?/?([\w][\w./-]{0,200}\.(?:[cm]?[jt]s|sh|py|php))\b"
)


def wants(entry: Entry) -> str | None:
    name = entry.path.rpartition("/")[2]
    return name if name in ("package.json", "composer.json", "setup.py") else None


def extract(content: bytes, reading: str) -> object:
    """Rows of [hook, command, line]; for setup.py one row when it reaches out while it is run."""
    if reading == "setup.py":
        return _setup(content)
    text = text_of(content)
    if '"scripts"' not in text:
        return None
    lines = Lines(text)
    hooks = NPM_HOOKS if reading == "package.json" else COMPOSER_HOOKS
    rows: list[list[object]] = []
    for hook, value in table(json.loads(text), "scripts").items():
        for command in [word(value)] if isinstance(value, str) else strings(value):
            if hook in hooks:
                written = json.dumps(command, ensure_ascii=False)
                rows.append([hook, command[:2_000], lines.of(f'"{hook}": {written}', written, f'"{hook}"')])
    return rows or None


def _setup(content: bytes) -> object:
    found = _BAD_CODE.search(content) or (_NETWORK.search(content) if _MACHINE.search(content) else None)
    return (
        [["setup.py", found.group().decode("utf-8", "backslashreplace"), content.count(b"\n", 0, found.start()) + 1]]
        if found
        else None
    )


SCRIPTS = Extractor(name="dependencies.scripts", wants=wants, extract=extract, folder=Path(__file__).parent)

SAID = {
    "fetches-and-runs": "fetches a program from an address and runs it",
    "fetches": "fetches something from an address",
    "runs-text": "runs a program that is written into one line",
    "decodes": "decodes hidden text",
    "sends-away": "opens a line to another machine",
    "script-reaches-out": "starts a script that reaches out to the network and looks around on the machine, or hides what it runs",
}


def installing(scene: Scene) -> Iterator[Finding]:
    """Hooks that do more than prepare and build."""
    for entry, rows in scene.extracts[SCRIPTS.name].over(scene.tree.files):
        if is_vendored(entry.path) or is_test(entry.path) or is_documentation(entry.path):
            continue
        for hook, command, line in rows if isinstance(rows, list) else ():
            rule = "script-reaches-out" if hook == "setup.py" else rule_of(command) or _followed(scene, entry, command)
            if rule:
                yield Finding.at(
                    rule,
                    f"When packages are installed, {hook} of {entry.path} {SAID[rule]}",
                    entry.path,
                    line=line,
                    text=command,
                    severity="high",
                    detail={"hook": hook},
                )


def rule_of(command: str) -> str:
    """What a command does that no preparation needs, empty for all others."""
    if _HARMLESS.search(command):
        return ""
    return next((rule for rule, pattern in _SHELL_PATTERNS if pattern.search(command)), "")


def _followed(scene: Scene, entry: Entry, command: str) -> str:
    """Looks into the script that a hook starts, where it is delivered."""
    folder = entry.path.rpartition("/")[0]
    for name in _FILE.findall(command)[:5]:
        script = scene.tree.get(f"{folder}/{name}" if folder else name)
        if script is None or not script.is_file:
            continue
        content = next(read_blobs(scene.repository.git, [script.blob]))[1] or b""
        if _BAD_CODE.search(content) or (_NETWORK.search(content) and _MACHINE.search(content)):
            return "script-reaches-out"
    return ""
