"""What manifests name and must be there: entry points, parts in other folders, settings of compilers."""

from __future__ import annotations

import json
import posixpath
import re
import tomllib
from collections.abc import Callable, Iterator

from makegood.engine.probes.build.delivered import Delivered, joined
from makegood.engine.probes.build.guides import line_of

Broken = tuple[str, int, str]
Read = Callable[[str, str, Delivered], Iterator[Broken]]
_BUILDS = re.compile(r"(?i)^(?:pre|post)?(?:build|prepare|prepack|prepublish|prepublishonly|compile|bundle|dist|tsc)")
LOCAL = re.compile(
    r"(?:file:///?|(?<![\w.:/-])/)(?:home|Users|root)/[\w.@~/-]{2,120}"
    r"|\b[A-Za-z]:[\\/]{1,2}Users[\\/][\w.\\/ -]{2,120}"
)
_HIDDEN_HOST = re.compile(
    r"https?://(?:[^/\s@\"']{0,80}@)?((?:localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+"
    r"|[\w.-]+\.(?:local|internal|intranet|corp|lan|intra|private)|[\w-]+)(?::\d+)?)(?=[/\s\"']|$)"
)


def package_json(path: str, text: str, delivered: Delivered) -> Iterator[Broken]:
    try:
        document = json.loads(text)
        scripts = document.get("scripts") or {}
        builds = any(_BUILDS.match(str(name)) for name in scripts)
    except (ValueError, AttributeError, RecursionError, TypeError):
        return
    folder = path.rpartition("/")[0]
    for key in ("dependencies", "devDependencies", "optionalDependencies"):
        for name, wanted in _pairs(document.get(key)):
            if wanted.startswith(("file:", "link:", "portal:")):
                place = joined(folder, wanted.partition(":")[2])
                if place is None or not (delivered.has(place) or delivered.may_be_made(place)):
                    line = line_of(text, f'"{name}"', f'"{key}"')
                    yield "no-part", line, f"{name} is to come from “{wanted}”, which was not delivered"
    if builds or "start" in scripts:
        return
    main = document.get("main")
    entries = [] if document.get("private") or not isinstance(main, str) else [("main", main)]
    for key, file in [*entries, *(("bin", file) for _, file in _pairs(document.get("bin")))]:
        place = joined(folder, file)
        if place and not _node_file(place, delivered) and not delivered.may_be_made(place):
            line = line_of(text, f'"{file}"', f'"{key}"')
            yield "no-entry", line, f"It begins at “{file}”, which was not delivered"


def _pairs(value: object) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [("", value)]
    return [(str(one), two) for one, two in value.items() if isinstance(two, str)] if isinstance(value, dict) else []


def _node_file(place: str, delivered: Delivered) -> bool:
    endings = ("", ".js", ".json", ".node", ".mjs", ".cjs", ".ts", "/index.js", "/index.ts", "/index.json")
    return any(f"{place}{ending}" in delivered.paths for ending in endings)


def tsconfig(path: str, text: str, delivered: Delivered) -> Iterator[Broken]:
    folder = path.rpartition("/")[0]
    plain = re.sub(r"(?m)^\s*//[^\n]*|/\*[\s\S]{0,5000}?\*/", "", text)
    for name in re.findall(r'"(?:extends|path)"\s*:\s*"(\.{1,2}/[^"\n]{1,200})"', plain):
        place = joined(folder, name)
        fits = place is not None and (
            delivered.has(place) or f"{place}.json" in delivered.paths or delivered.may_be_made(place)
        )
        if not fits:
            yield "no-settings", line_of(text, f'"{name}"'), f"It builds on “{name}”, which was not delivered"


def bundler(path: str, text: str, delivered: Delivered) -> Iterator[Broken]:
    """`entry: './src/index.js'` of webpack and its kin, `input:` of rollup."""
    folder = path.rpartition("/")[0]
    for found in re.finditer(
        r"""(?m)^[^/\n]*\b(?:entry|input|template)\s*:\s*(?:\[\s*)?['"](\./[\w./-]{1,200})['"]""", text
    ):
        place = joined(folder, found.group(1))
        if (
            place
            and not _node_file(place, delivered)
            and not delivered.may_be_made(place)
            and not any(
                f"{place}{ending}" in delivered.paths for ending in (".tsx", ".jsx", "/index.tsx", "/index.jsx")
            )
        ):
            line = text.count("\n", 0, found.start(1)) + 1
            yield "no-entry", line, f"It begins at “{found.group(1)}”, which was not delivered"


def page(path: str, text: str, delivered: Delivered) -> Iterator[Broken]:
    """The start page of a bundled application: its module script."""
    folder = path.rpartition("/")[0]
    pattern = r"""<script[^>]{0,200}\btype=["']module["'][^>]{0,200}\bsrc=["']/?((?:\./)?src/[\w./-]{1,200})["']"""
    for found in re.finditer(pattern, text[:200_000]):
        place = joined(folder, found.group(1))
        if place and not delivered.has(place) and not delivered.may_be_made(place):
            line = text.count("\n", 0, found.start(1)) + 1
            yield "no-entry", line, f"It loads “{found.group(1)}”, which was not delivered"


def requirements(path: str, text: str, delivered: Delivered) -> Iterator[Broken]:
    folder = path.rpartition("/")[0]
    for number, raw in enumerate(text.splitlines()[:20_000], 1):
        line = raw.strip()
        file = re.match(r"(?:-r|-c|--requirement|--constraint)[ =]?\s*([\w./-]{1,200})$", line)
        found = file or re.match(r"(?:-e|--editable)[ =]\s*(\.{1,2}/[\w./-]{1,200})", line)
        if found:
            name = found.group(1)
            place = joined(folder, name)
            if place is None or not (delivered.has(place) or delivered.may_be_made(place)):
                yield "no-part", number, f"It takes in “{name}”, which was not delivered"


def pyproject(path: str, text: str, delivered: Delivered) -> Iterator[Broken]:
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    folder = path.rpartition("/")[0]
    project = document.get("project") if isinstance(document.get("project"), dict) else {}
    poetry = (document.get("tool") or {}).get("poetry") if isinstance(document.get("tool"), dict) else {}
    for section in (project, poetry):
        if not isinstance(section, dict):
            continue
        readme = section.get("readme")
        for name in [readme] if isinstance(readme, str) else []:
            place = joined(folder, name)
            if place and not delivered.has(place):
                yield "no-part", line_of(text, "readme"), f"Its build reads “{name}”, which was not delivered"
        for name, target in _pairs(section.get("scripts")):
            if _no_module(folder, target.partition(":")[0], delivered):
                yield (
                    "no-entry",
                    line_of(text, target),
                    f"Its command {name} begins in “{target}”, which was not delivered",
                )
    for found in re.finditer(r'\{[^}\n]*\bpath\s*=\s*"([^"\n]{1,200})"', text):
        place = joined(folder, found.group(1))
        if place is None or not (delivered.has(place) or delivered.may_be_made(place)):
            line = text.count("\n", 0, found.start()) + 1
            yield "no-part", line, f"A package is to come from “{found.group(1)}”, which was not delivered"


def _no_module(folder: str, dotted: str, delivered: Delivered) -> bool:
    """Whether a package is there and the module in it is not: without the package, it may be made or mapped."""
    parts = dotted.strip().split(".")
    for root in (folder, posixpath.join(folder, "src"), posixpath.join(folder, "lib")):
        top = posixpath.join(root, parts[0])
        if f"{top}/__init__.py" in delivered.paths and len(parts) > 1:
            place = posixpath.join(root, *parts)
            there = f"{place}.py" in delivered.paths or place in delivered.folders
            return not there and not delivered.may_be_made(f"{place}.py") and not delivered.may_be_made(place)
    return False


def patterned(*patterns: tuple[str, str]) -> Read:
    """A reader of lines: each pattern's first group is a path beside the file; the sentence says what it is for."""
    shapes = [(re.compile(pattern), said) for pattern, said in patterns]

    def reader(path: str, text: str, delivered: Delivered) -> Iterator[Broken]:
        folder = path.rpartition("/")[0]
        for number, line in enumerate(text.splitlines()[:20_000], 1):
            for shape, said in shapes:
                for found in shape.finditer(line[:1_000]):
                    name = found.group(1).replace("\\", "/")
                    place = joined(folder, name)
                    there = place is not None and (delivered.has(place) or delivered.may_be_made(place))
                    if there or "$" in name or "*" in name or "xist?" in line:
                        continue
                    yield "no-part", number, said.format(name)

    return reader


_PROJECT = r'<ProjectReference\s+Include="([^"]{1,300})"'
_TAKEN_IN = r'<Import\s+Project="((?:\.\.?[\\/])[^"]{1,300})"'
_SOLUTION = r'^Project\("\{[^"]+\}"\)\s*=\s*"[^"]*",\s*"([^"]{1,300}\.\w+proj)"'
_GEM = r"""^\s*gem\b.*\bpath:?\s*(?:=>)?\s*['"]([^'"/][^'"]{0,200})['"]"""
PART = "It is built from “{}”, which was not delivered"
PACKAGE = "A package is to come from “{}”, which was not delivered"
READERS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (re.compile(r"package\.json"), package_json),
    (re.compile(r"[jt]sconfig(?:\.[\w-]+)*\.json"), tsconfig),
    (re.compile(r"(?:webpack|rollup)[\w.-]*\.(?:js|ts|mjs|cjs)"), bundler),
    (re.compile(r"index\.html"), page),
    (re.compile(r"[\w.-]*requirements?[\w.-]*\.(?:txt|in)"), requirements),
    (re.compile(r"pyproject\.toml"), pyproject),
    (re.compile(r"[\w.-]+\.(?:cs|vb|fs)proj"), patterned((_PROJECT, PART), (_TAKEN_IN, PART))),
    (re.compile(r"[\w.-]+\.sln"), patterned((_SOLUTION, PART))),
    (re.compile(r"pom\.xml"), patterned((r"<module>\s*([\w./-]{1,200})\s*</module>", PART))),
    (re.compile(r"go\.mod"), patterned((r"=>\s*(\.{1,2}/[\w./-]{1,200})", PACKAGE))),
    (re.compile(r"go\.work"), patterned((r"^\s*(?:use\s+)?(\./[\w./-]{1,200})\s*$", PART))),
    (re.compile(r"Gemfile"), patterned((_GEM, PACKAGE))),
)


def local_paths(text: str) -> Iterator[Broken]:
    """Places on the machine of whoever wrote it: nobody else has them."""
    for number, line in enumerate(text.splitlines()[:5_000], 1):
        found = LOCAL.search(line[:1_000])
        if found and not line.lstrip().startswith(("#", "//", "*")):
            yield "own-machine", number, f"It names “{found.group(0)[:80]}”, a place on one person's machine"


def hidden_hosts(text: str) -> Iterator[Broken]:
    """Registries that only the author's network knows, in the settings of package managers."""
    for number, line in enumerate(text.splitlines()[:5_000], 1):
        found = _HIDDEN_HOST.search(line[:1_000])
        if (
            found
            and re.search(r"(?i)registry|index|source|url|repositor", line)
            and not line.lstrip().startswith(("#", ";", "//"))
        ):
            yield "hidden-registry", number, f"Packages are to come from {found.group(1)}, which only one network knows"
