"""What a command line refers to: scripts, targets and files that must be there for it to work."""

from __future__ import annotations

import itertools
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

_ODD = re.compile(
    r"[$<>{}*?`|;\\\[\]]|%\w+%|^~|^/|^[A-Za-z]:|://|(?i:path[/_-]?to|your[-_]|example\.com|^x+$|\.\.\.|…|^foo|^bar\b)"
)
_SPLIT = re.compile(r"\s*(?:&&|\|\||;|(?<!\|)\|(?!\|))\s*")
_WRAPPERS = frozenset(
    "sudo time nohup exec env cross-env dotenv npx pnpx bunx poetry pipenv uv rye pdm hatch bundle command run exec"
    " -- xvfb-run"
    " concurrently wait-on then do".split()
)
_SCRIPT_FILE = re.compile(r"(?:\./)?[\w@./-]{1,150}\.(?:py|js|mjs|cjs|ts|sh|bash|rb|php|pl|ps1|jar|sql)")
_INTERPRETERS = re.compile(
    r"(?:python[\d.]*|node|nodemon|ts-node|ts-node-dev|tsx|bash|sh|zsh|php|ruby|source|\.|deno|bun)$"
)
_VALUE_OPTIONS = frozenset(
    "-r --require -W --loader --import -e --exec -w --watch --ext -L --env-file -x -I -d --signal --delay -t -S"
    " --project -P --tsconfig".split()
)
MODULE_SERVERS = frozenset(("uvicorn", "gunicorn", "hypercorn", "daphne", "waitress-serve", "granian"))
_FILE_OPTIONS = {
    "webpack": ("--config", "-c"),
    "jest": ("--config", "-c"),
    "tsc": ("-p", "--project"),
    "rollup": ("-c",),
    "vite": ("--config",),
    "mocha": ("--config",),
    "psql": ("-f",),
    "dotnet": ("--project",),
    "mvn": ("-f",),
    "kubectl": ("-f",),
    "supervisord": ("-c",),
}
_DOTNET = ("build", "restore", "test", "publish")
NPM_OWN = frozenset(
    "install ci i start test audit init exec publish pack link outdated update version add remove rebuild stop restart"
    " login whoami config cache prune dedupe view ls list run-script create dlx up upgrade workspace workspaces why"
    " global import set info policies check bin node self store root".split()
)
_ELSEWHERE = frozenset("--prefix -C --cwd --filter -w --workspace -F -r --dir".split())


@dataclass(frozen=True, slots=True)
class Reference:
    """`kind`: file, folder, requirements, npm-script, make-target, module, compose, python-module, wrapper."""

    kind: str
    name: str
    folder: str | None


def references(text: str, folder: str | None) -> Iterator[Reference]:
    """What the parts of a line need, each with the folder it runs in. A part that is unclear needs nothing."""
    here = folder
    plain = re.sub(r"\\(?=[\w. ])", "/", text.split(" #")[0][:2_000])  # Windows writes its folders so
    for part in _SPLIT.split(plain):
        words = _words(part)
        if not words:
            continue
        if words[0] in ("cd", "pushd"):
            here = _moved(here, words)
            continue
        yield from _part(words, here)


def _words(part: str) -> list[str]:
    try:
        words = shlex.split(part.strip().strip("()"), posix=True)
    except ValueError:
        return []
    while words and (
        words[0] in _WRAPPERS or re.fullmatch(r"\w+=\S*", words[0]) or (words[0].startswith("-") and len(words) > 1)
    ):
        words = words[1:]
    return words


def _moved(here: str | None, words: list[str]) -> str | None:
    if here is None or len(words) < 2 or _ODD.search(words[1]):
        return None
    return f"{here}/{words[1]}".strip("/")


def _part(words: list[str], here: str | None) -> Iterator[Reference]:
    first, rest = words[0], words[1:]
    if first in ("npm", "yarn", "pnpm", "bun"):
        yield from _npm(first, rest, here)
    elif first in ("make", "gmake"):
        yield from _make(rest, here)
    elif first in ("pip", "pip3", "python", "python3") and "-r" in rest[:-1]:
        yield from _requirements(rest, here)
    elif first in ("docker", "docker-compose", "podman"):
        yield from _docker(first, rest, here)
    elif first == "cp" and len(rest) >= 2:
        yield from _plain("file", next((one for one in rest if not one.startswith("-")), ""), here)
    elif first in ("./gradlew", "./mvnw", "gradlew", "mvnw"):
        yield Reference("wrapper", first.removeprefix("./"), here)
    elif first in MODULE_SERVERS:
        yield from _module(rest, here)
    elif _INTERPRETERS.fullmatch(first):
        yield from _interpreted(first, rest, here)
    elif first.startswith("./") or re.match(r"(?:bin|scripts?|tools|ops|deploy)/", first):
        yield from _plain("file", first, here)
    else:
        yield from _others(first, rest, here)


def _requirements(rest: list[str], here: str | None) -> Iterator[Reference]:
    for option, one in itertools.pairwise(rest):
        if option in ("-r", "--requirement"):
            yield from _plain("requirements", one, here)


def _plain(kind: str, name: str, here: str | None) -> Iterator[Reference]:
    if name and not _ODD.search(name) and not name.startswith("-"):
        yield Reference(kind, name, here)


def _npm(first: str, rest: list[str], here: str | None) -> Iterator[Reference]:
    if not _ELSEWHERE.isdisjoint(rest) or any(one.startswith("--prefix=") for one in rest):
        here = None
    plain = [
        one
        for place, one in enumerate(rest)
        if not one.startswith("-") and not (place and rest[place - 1] in _ELSEWHERE)
    ]
    if plain[:1] in (["run"], ["run-script"]) and len(plain) > 1:
        yield from _plain("npm-script", plain[1], here)
    elif (
        first == "yarn" and len(plain) == 1 and re.fullmatch(r"[a-z][\w:-]{1,60}", plain[0]) and plain[0] not in NPM_OWN
    ):
        yield Reference("yarn-script", plain[0], here)
    elif plain[:1] == ["start"] or (plain[:1] == ["test"] and first != "bun"):
        yield Reference("npm-script", plain[0], here)


def _make(rest: list[str], here: str | None) -> Iterator[Reference]:
    for place, one in enumerate(rest):
        if one in ("-", "–", "#", "to", "and"):
            return
        if one in ("-C", "-f") or "=" in one or (place and rest[place - 1] in ("-C", "-f", "-j")):
            return
        if re.fullmatch(r"[A-Za-z][\w.-]{0,60}", one):
            yield Reference("make-target", one, here)


def _docker(first: str, rest: list[str], here: str | None) -> Iterator[Reference]:
    composed = first == "docker-compose" or rest[:1] == ["compose"]
    files = [rest[place + 1] for place, one in enumerate(rest[:-1]) if one in ("-f", "--file")]
    if not composed and rest[:1] != ["build"] and rest[:2] != ["buildx", "build"]:
        return
    for name in files:
        yield from _plain("file", name, here)
    if composed and not files and not {"-p", "--profile", "--project-directory"} & set(rest):
        yield Reference("compose", "compose.yaml", here)


def _module(rest: list[str], here: str | None) -> Iterator[Reference]:
    if any(one.startswith(("--app-dir", "--chdir", "--factory")) for one in rest):
        here = None
    for one in rest:
        found = re.fullmatch(r"([A-Za-z_]\w*(?:\.\w+)*):\w[\w.()]*", one) or re.fullmatch(
            r"([A-Za-z_]\w*(?:\.\w+)+)", one
        )
        if found:
            yield Reference("module", found.group(1), here)
            return


def _interpreted(first: str, rest: list[str], here: str | None) -> Iterator[Reference]:
    skip = False
    for place, one in enumerate(rest):
        if skip:
            skip = False
        elif one == "-m" and first.startswith("python"):
            if rest[place + 1 : place + 2] and rest[place + 1] in MODULE_SERVERS:
                yield from _module(rest[place + 2 :], here)
            return
        elif one in ("-c", "-e", "--eval", "-p", "-"):
            return
        elif one in _VALUE_OPTIONS:
            skip = True
        elif not one.startswith("-"):
            if _SCRIPT_FILE.fullmatch(one) or (
                first in ("node", "nodemon") and re.fullmatch(r"(?:\./)?[\w-]+/[\w/.-]+", one)
            ):
                yield from _plain("file", one, here)
            elif first == "php" and one in ("artisan", "bin/console", "spark"):
                yield Reference("file", one, here)
            return


def _others(first: str, rest: list[str], here: str | None) -> Iterator[Reference]:
    for option in _FILE_OPTIONS.get(first, ()):
        if option in rest[:-1]:
            yield from _plain("file", rest[rest.index(option) + 1], here)
    if first == "go" and rest[:1] in (["run"], ["build"]):
        for one in rest[1:]:
            if one.startswith("./") and "..." not in one:
                yield from _plain("file", one.rstrip("/"), here)
    solution = rest[1] if first == "dotnet" and len(rest) > 1 and rest[0] in _DOTNET else ""
    if re.fullmatch(r"[\w./ -]+\.(?:sln|csproj|slnx)", solution):
        yield from _plain("file", solution, here)
    if first == "fastapi":
        yield from _plain("file", next((one for one in rest if one.endswith(".py")), ""), here)
    if first == "composer" and rest[:1] in (["run"], ["run-script"]) and len(rest) > 1:
        yield from _plain("composer-script", rest[1], here)
    if first in ("mysql", "psql", "sqlite3") and "<" in rest[:-1]:
        yield from _plain("file", rest[rest.index("<") + 1], here)
