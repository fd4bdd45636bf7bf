"""Which files are manifests and lock files, and how each is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from makegood.engine.probes.dependencies.listing import Listing
from makegood.engine.probes.dependencies.readers import (
    bill,
    bun_lock,
    composer,
    gemfile,
    go_mod,
    gradle,
    hints,
    nuget,
    package_json,
    package_lock,
    pipfile,
    pnpm_lock,
    pom,
    pyproject,
    python_locks,
    requirements,
    setup_files,
    yarn_lock,
)
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.tree import Entry

LARGE = 24_000_000
"""Bytes of a lock file that are read at all; the largest public ones hold some 3 MB."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its name (or a pattern over the lower-case name) and its reader."""

    name: str
    pattern: str
    read: Callable[[bytes], Listing]


FORMATS = (
    Format("requirements", r"[\w.-]*requirements?[\w.-]*\.(?:txt|in|pip|lock)", requirements.read),
    Format("constraints", r"constraints[\w.-]*\.txt", requirements.read),
    Format("pyproject", r"pyproject\.toml", pyproject.read),
    Format("setup-cfg", r"setup\.cfg", setup_files.read_cfg),
    Format("setup-py", r"setup\.py", setup_files.read_py),
    Format("pipfile", r"pipfile", pipfile.read),
    Format("pipfile-lock", r"pipfile\.lock", pipfile.read_lock),
    Format("python-lock", r"(?:poetry|uv|pdm)\.lock|pylock(?:\.[\w-]+)?\.toml", python_locks.read),
    Format("package-json", r"package\.json", package_json.read),
    Format("package-lock", r"(?:package-lock|npm-shrinkwrap)\.json", package_lock.read),
    Format("yarn-lock", r"yarn\.lock", yarn_lock.read),
    Format("pnpm-lock", r"pnpm-lock\.yaml", pnpm_lock.read),
    Format("bun-lock", r"bun\.lock", bun_lock.read),
    Format("composer", r"composer\.json", composer.read),
    Format("composer-lock", r"composer\.lock", composer.read_lock),
    Format("gemfile", r"gemfile|gems\.rb", gemfile.read),
    Format("gemfile-lock", r"gemfile\.lock|gems\.locked", gemfile.read_lock),
    Format("gemspec", r"[\w.-]+\.gemspec", gemfile.read_spec),
    Format("pom", r"pom\.xml", pom.read),
    Format("gradle", r"[\w.-]*\.gradle(?:\.kts)?", gradle.read),
    Format("gradle-lock", r"gradle\.lockfile", gradle.read_lock),
    Format("gradle-catalogue", r"[\w.-]*libs\.versions\.toml", gradle.read_catalogue),
    Format("nuget-project", r"[^/]+\.(?:cs|vb|fs)proj", nuget.read_project),
    Format("nuget-central", r"directory\.(?:packages|build)\.props", nuget.read_central),
    Format("nuget-config", r"packages\.config", nuget.read_config),
    Format("nuget-lock", r"packages\.lock\.json", nuget.read_lock),
    Format("go-mod", r"go\.mod", go_mod.read),
    Format("go-sum", r"go\.sum", go_mod.read_sum),
    Format("conda", r"(?:conda[\w.-]*|environment[\w.-]*|env)\.ya?ml", hints.read_conda),
    Format("js-paths", r"[tj]sconfig[\w.-]*\.json", hints.read_paths),
    Format(
        "js-aliases",
        r"(?:vite|vitest|webpack|rollup|babel|jest|vue|next|nuxt|svelte|quasar|craco|metro|astro|electron|gatsby|snowpack)"
        r"[\w.-]*\.[cm]?[jt]s|\.babelrc(?:\.json)?|deno\.jsonc?|import[-_]?map\.json",
        hints.read_aliases,
    ),
    Format("js-pins", r"importmap\.rb", hints.read_pins),
    Format("bill", r"(?:[\w.-]*[._-])?(?:sbom|bom)(?:[._-][\w.-]*)?\.json|[\w.-]+\.cdx\.json", bill.read),
)
READERS = {item.name: item.read for item in FORMATS}
_PATTERNS = [(re.compile(item.pattern), item.name) for item in FORMATS]
_IN_REQUIREMENTS = re.compile(r"(?:^|/)requirements/[\w.-]+\.(?:txt|in)$")


def format_of(path: str) -> str | None:
    """The name of the format of a path, None for files that name no packages."""
    name = path.rpartition("/")[2].lower()
    for pattern, found in _PATTERNS:
        if pattern.fullmatch(name):
            return found
    return "requirements" if _IN_REQUIREMENTS.search(path.lower()) else None


def wants(entry: Entry) -> str | None:
    return format_of(entry.path)


def extract(content: bytes, reading: str) -> object:
    return READERS[reading](content).to_json()


LISTINGS = Extractor(name="dependencies.listings", wants=wants, extract=extract, folder=Path(__file__).parent)
