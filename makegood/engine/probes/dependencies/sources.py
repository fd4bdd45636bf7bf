# ruff: noqa: E501  (one row a kind: a table is read by its columns)
"""Where package managers are told to look: settings files, and the options of commands in recipes and pipelines.

A company may keep packages of its own. What matters is whether the place answers for names that are public, too (then
whoever owns the name there decides what is installed), and whether the line to it is closed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from makegood.engine.evidence import Finding
from makegood.engine.probe import Scene
from makegood.engine.probes.dependencies.listing import text_of
from makegood.engine.probes.dependencies.origins import FORGES, is_registry
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_documentation, is_example, is_test, is_vendored
from makegood.engine.repository.tree import Entry

WELL_KNOWN = frozenset(
    (
        "87ddbe58121176f9 7117c828d2afa4e2 2f871dfea5f39e9d a61a1aadc3c1ae0e 3b4d217705b62a88 095fbbaf0076d564 b65cba6182c81ab1 "
        "7a8a53abaa59c09f 4db460c55b85212e 7e9a06cfe914f0cf b7414beeef75771c 03e390c8d8a6f2cf 6903b6e58f0c0508 "
        "494a451428ea6c09 cb9985487395100e e8cfa36c220f9f2c be57af6b78a7faca 048e76c14ef34200 a5901d8d10f560b5 "
        "13561240ba2f6a06 e2b5bee422252714 4f247acdba6480ea 2026c0c7940cf2e5 6fb140a43aa8090b 83ebc76e70e6df34 "
        "bd0fbd7623bc42a4 e96859f0019b52d3 43b23e0da4bd4d10 f2a4f4db09b80f0b f5c653675ede2254 0e10f3b8bb2a1ef3 "
        "e047eac5861f847f 96bf57e26bd82cf0 b7bab658d63c0aeb 83de38e96b633ab6 c74794861d5801c4 f39b0fa835533892 "
        "8ef512b48aea37e1 746def39b9de3bd6 7ac9c393e16b21e1 f483c1237e51a1fa 25a96ecf37c5e270 bd848f96e7140691 "
        "67855217519deda9 019d5134e5bfc683 a532f78d67604288 5cea6bd957ad2400 95e2db593786b289 225d141eb144352b "
        "a7080d32e17a2272 384fe328e9cc3d5c 08491b5c01bdce1e 79028101831233df c66d923f15e569f1 7cc1c061a1c59689 "
        "30e1d30b5b7da286 7b5d2e584531d784 e2e5bd321e2762c4 14fb6ad5957bf8d7 5e78a5379c8cb514 df8ab3acb3324531 "
        "9da5f32d96412512 9495278a74715c7e 138f4bff9cff4e5e fcb9af86680af88f "
    ).split()
)
"""Second registries that many honest projects name (of frameworks, forges and mirrors): SHA-256 as in origins.py."""

_PLACEHOLDER = re.compile(
    r"[$%{<]|^(?:localhost|127\.|0\.0\.0\.0|\[?::1)|(?:^|\.)(?:example|test|invalid|local)(?:\.(?:com|org|net))?$"
)
_URL = r"""['"]?((?:https?|git|ftp)://[^\s'"<>,;)\]]{3,300})"""


@dataclass(frozen=True, slots=True)
class Pattern:
    """`what` is `only` (asked instead of the public registry), `too` (asked beside it), `part` (for some names only)

    or `open` (a protection is switched off; no address is needed).
    """

    what: str
    pattern: re.Pattern[str]


def _patterns(*rows: tuple[str, str]) -> tuple[Pattern, ...]:
    return tuple(Pattern(what, re.compile(text, re.IGNORECASE)) for what, text in rows)


_PIP = _patterns(
    ("too", r"(?:--|\b)extra[-_]index[-_]url[\s=]+" + _URL),
    ("too", r"(?:--|\b)find[-_]links[\s=]+" + _URL),
    ("only", r"(?<!extra-)(?<!extra_)(?:--|\b)index[-_]url[\s=]+" + _URL),
    ("only", r"\bpip3?\s+install\b.{0,200}?\s-i\s+" + _URL),
    ("open", r"(?:--|\b)trusted[-_]host[\s=]+\S"),
)
_COMMANDS = _patterns(
    ("only", r"\b(?:npm|yarn|pnpm)\b.{0,80}?(?:config\s+set|set)\s+(?:-\S+\s+)?(?:registry|npmRegistryServer)[\s=]+" + _URL),
    ("part", r"\b(?:npm|yarn|pnpm)\b.{0,80}?(?:config\s+set|set)\s+(?:-\S+\s+)?@[\w-]+:registry[\s=]+" + _URL),
    ("only", r"\b(?:npm|yarn|pnpm|npx)\b.{0,200}?--registry[\s=]+" + _URL),
    ("only", r"\bNPM_CONFIG_REGISTRY[\s=:]+" + _URL),
    ("open", r"\b(?:npm|yarn)\b.{0,80}?strict-ssl[\s=]+false"),
    ("open", r"\bNODE_TLS_REJECT_UNAUTHORIZED[\s=:]+['\"]?0\b.{0,80}\b(?:npm|yarn|pnpm)\s+(?:ci|i|install|add)\b"),
    ("only", r"\bgem\b.{0,80}?(?:--source|-s|sources\s+(?:-a|--add))\s+" + _URL),
    ("only", r"\bbundle\s+config\b.{0,60}?mirror\S*\s+" + _URL),
    ("too", r"\b(?:dotnet|nuget)\b.{0,120}?(?:--source|-Source|-s|nuget\s+add\s+source)\s+" + _URL),
    ("too", r"\bcomposer\s+config\b.{0,60}?repo(?:sitorie)?s?\S*\s+(?:composer\s+|vcs\s+)?" + _URL),
    ("open", r"\bcomposer\s+config\b.{0,60}?(?:secure-http\s+false|disable-tls\s+true)"),
    ("only", r"\bGOPROXY[\s=:]+['\"]?" + _URL),
    ("open", r"\bGOINSECURE[\s=:]+['\"]?[\w*]|\bGOFLAGS[\s=:]+['\"]?[^\n]{0,60}-insecure|\bGO(?:NOSUMDB|NOSUMCHECK|NOVERIFY)[\s=:]+['\"]?[*1]|\bGOSUMDB[\s=:]+['\"]?off\b"),
)  # fmt: skip
PATTERNS: dict[str, tuple[Pattern, ...]] = {
    "npm": _patterns(
        ("only", r"^\s*(?:registry|npmRegistryServer)['\"]?[\s=:]+" + _URL),
        ("part", r"^\s*['\"]?@[\w.-]+:registry['\"]?[\s=]+" + _URL),
        ("part", r"^\s+npmRegistryServer['\"]?[\s:]+" + _URL),
        ("open", r"^\s*(?:strict-ssl|enableStrictSsl)['\"]?[\s=:]+['\"]?false|^\s*checksumBehavior\s*:\s*['\"]?ignore"),
    ),
    "pip": _PIP,
    "python": (*_PIP[1:2], *_patterns(("too", r"^\s*(?:url|index-url|extra-index-url|find-links)\s*=\s*\[?\s*" + _URL),
                                      ("open", r"^\s*verify_ssl\s*=\s*false"))),
    "ruby": _patterns(("only", r"^\s*source[\s(]+" + _URL + r"(?!.*\bdo\b)"), ("part", r"^\s*source[\s(]+" + _URL + r".*\bdo\b"),
                      ("part", r"\bgem\b.*source:\s*" + _URL), ("only", r"^\s*BUNDLE_MIRROR\S*:\s*" + _URL),
                      ("open", r"^\s*BUNDLE_SSL_VERIFY_MODE:\s*['\"]?0")),
    "composer": _patterns(("open", r'"secure-http"\s*:\s*false|"disable-tls"\s*:\s*true')),
    "nuget": _patterns(("too", r"<add\s[^>]{0,200}?value\s*=\s*" + _URL), ("open", r'allowInsecureConnections\s*=\s*"true"')),
    "maven": _patterns(),
    "gradle": _patterns(("too", r"\bmaven\s*(?:\{|\(|\w*\().{0,120}?" + _URL), ("too", r"^\s*(?:set)?url\s*[=(]?\s*(?:uri\s*\(\s*)?" + _URL),
                        ("open", r"\b(?:is)?allowInsecureProtocol\s*(?:=\s*|\(\s*)?true")),
    "commands": (*_PIP, *_COMMANDS),
}  # fmt: skip
_FILES = (
    ("npm", r"\.npmrc|\.yarnrc(?:\.ya?ml)?|bunfig\.toml"),
    ("pip", r"pip\.(?:conf|ini)|[\w.-]*requirements?[\w.-]*\.(?:txt|in|pip)|constraints[\w.-]*\.txt"),
    ("python", r"pyproject\.toml|pipfile|uv\.toml|poetry\.toml"),
    ("ruby", r"gemfile|gems\.rb"),
    ("composer", r"composer\.json"),
    ("nuget", r"nuget\.config"),
    ("maven", r"pom\.xml|settings\.xml"),
    ("gradle", r"[\w.-]+\.gradle(?:\.kts)?"),
    ("commands", r"dockerfile[\w.-]*|[\w.-]*\.dockerfile|containerfile|makefile|[\w.-]+\.sh|\.gitlab-ci\.ya?ml|jenkinsfile|buildspec\.ya?ml|bitbucket-pipelines\.ya?ml|azure-pipelines\.ya?ml|setup\.cfg|tox\.ini|\.env(?:\.\w+)?"),
)  # fmt: skip
_NAMES = [(reading, re.compile(text)) for reading, text in _FILES]
_COMMENT = {"npm": ("#", ";"), "pip": ("#", ";"), "gradle": ("//", "*"), "nuget": (), "maven": (), "composer": ()}
_MAVEN = re.compile(r"<(repository|pluginRepository|mirror)>(.{0,3000}?)</\1>", re.DOTALL)
_MAVEN_URL = re.compile(r"<url>\s*(https?://[^<\s]{3,300})\s*</url>")
_ASIDE = re.compile(r"<distributionManagement>.*?</distributionManagement>|<!--.*?-->", re.DOTALL)
_COMPOSER = re.compile(
    r'"type"\s*:\s*"(composer|vcs|git|package|artifact|path)"\s*,\s*"url"\s*:\s*"([^"\n]{1,300})"|"url"\s*:\s*"([^"\n]{1,300})"\s*,\s*"type"\s*:\s*"(composer|vcs|git)"'
)


def wants(entry: Entry) -> str | None:
    path = entry.path.lower()
    name = path.rpartition("/")[2]
    if path.startswith(".github/workflows/") or path.startswith(".circleci/"):
        return "commands"
    if path.endswith(".bundle/config"):
        return "ruby"
    found = next((reading for reading, pattern in _NAMES if pattern.fullmatch(name)), None)
    return found or ("pip" if "requirements/" in path and name.endswith((".txt", ".in")) else None)


def extract(content: bytes, reading: str) -> object:
    """Rows of [what, address or text, line]."""
    text = text_of(content)
    if reading == "maven":
        return list(_maven(text)) or None
    rows: list[list[object]] = list(_composer(text)) if reading == "composer" else []
    marks = _COMMENT.get(reading, ("#",))
    held = ""
    for number, raw in enumerate(text.splitlines(), 1):
        bare = raw.strip()
        if not bare or (marks and bare.startswith(marks)) or len(raw) > 5_000:
            continue
        held = "explicit" if re.match(r"explicit\s*=\s*true|priority\s*=\s*['\"]explicit", bare) else held
        for one in PATTERNS[reading]:
            if found := one.pattern.search(raw):
                rows.append([one.what, found.group(1) if found.groups() else bare[:200], number])
                break
    if held and reading == "python":
        rows = [["part" if what == "too" else what, address, line] for what, address, line in rows]
    return rows[:100] or None


def _maven(text: str) -> Iterator[list[object]]:
    plain = _ASIDE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    for block in _MAVEN.finditer(plain):
        if url := _MAVEN_URL.search(block.group(2)):
            position = block.start(2) + url.start(1)
            what = "only" if block.group(1) == "mirror" else "too"
            yield [what, url.group(1), plain.count("\n", 0, position) + 1]


def _composer(text: str) -> Iterator[list[object]]:
    if '"repositories"' not in text:
        return
    for found in _COMPOSER.finditer(text):
        kind, url = found.group(1) or found.group(4), found.group(2) or found.group(3)
        if kind not in ("path", "artifact") and "://" in url:
            what = "too" if kind == "composer" else "part"
            yield [what, url, text.count("\n", 0, found.start()) + 1]


SOURCES = Extractor(name="dependencies.sources", wants=wants, extract=extract, folder=Path(__file__).parent)


def sources(scene: Scene) -> Iterator[Finding]:
    """`high` for an open line and for a stranger beside the public registry, `medium` for one instead of it."""
    for entry, rows in scene.extracts[SOURCES.name].over(scene.tree.files):
        pipeline = entry.path.startswith(".github/")
        if not pipeline and any(is_it(entry.path) for is_it in (is_test, is_example, is_documentation, is_vendored)):
            continue
        for what, address, line in rows if isinstance(rows, list) else ():
            finding = _finding(entry.path, what, address, line)
            if finding:
                # A pipeline that tests on machines of long ago needs this; nothing that is delivered comes through it.
                yield replace(finding, severity="low") if pipeline and what == "open" else finding


def _finding(path: str, what: str, address: str, line: int) -> Finding | None:
    if what == "open":
        said = "switches off a protection with which packages are fetched"
        return Finding.at("open-source", f"{path} {said}: {address}", path, line=line, text=address, severity="high")
    host = (urlsplit(address).hostname or "").lower()
    if not host or _PLACEHOLDER.search(host):
        return None
    if address.startswith(("http://", "git://", "ftp://")):
        said = f"Packages come from {host} over an open line, on which anybody can change them"
        return Finding.at("open-source", said, path, line=line, text=address, severity="high")
    if is_registry(host):
        return None
    known = host in FORGES or hashlib.sha256(host.encode()).hexdigest()[:16] in WELL_KNOWN
    severity = "low" if known or what == "part" else "high" if what == "too" else "medium"
    how = {"only": "instead of", "too": "beside", "part": "for some names beside"}[what]
    said = f"Packages are looked for at {host}, {how} the public registry"
    return Finding.at("other-registry", said, path, line=line, text=address, severity=severity)
