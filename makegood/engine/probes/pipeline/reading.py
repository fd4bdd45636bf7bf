"""The files that the pipeline probe reads, and what is kept of each."""

from __future__ import annotations

import re
from pathlib import Path

from makegood.engine.notation import NotRead, read
from makegood.engine.probes.pipeline import github, gitlab, others, recipes
from makegood.engine.probes.pipeline.followed import scripts
from makegood.engine.probes.pipeline.systems import system_of
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_test, is_vendored
from makegood.engine.repository.tree import Entry

_DOCKERFILE = re.compile(r"(?i)(?:.*\.)?(?:docker|container)file(?:[.-][\w.-]+)?")
_COMPOSE = re.compile(r"(?i)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml")
_NOT_RECIPES = (".py", ".js", ".ts", ".md", ".sh", ".rb", ".go", ".j2", ".tmpl", ".template", ".dockerignore", ".lock")
SCRIPT_SIZE = 200_000


def wanted_pipeline(entry: Entry) -> str | None:
    return system_of(entry.path)


def wanted_recipe(entry: Entry) -> str | None:
    name = entry.path.rpartition("/")[2]
    if is_vendored(entry.path) or name.lower().endswith(_NOT_RECIPES) or "{{" in entry.path:
        return None
    if _COMPOSE.fullmatch(name):
        return "compose"
    return "dockerfile" if _DOCKERFILE.fullmatch(name) else None


def wanted_script(entry: Entry) -> str | None:
    folders, _, name = entry.path.rpartition("/")
    if is_vendored(entry.path) or entry.size > SCRIPT_SIZE:
        return None
    if name == "package.json":
        return "package"
    if name in ("Makefile", "makefile", "GNUmakefile"):
        return "makefile"
    bare = "." not in name and folders.rpartition("/")[2] in ("bin", "script", "scripts", "ci", "deploy", "tools")
    if (name.endswith((".sh", ".bash")) or bare) and not is_test(entry.path):
        return "shell"
    return (
        "shell" if name in ("fabfile.py", "deploy.py", "deploy.rb", "deploy.php", "deploy.bat", "deploy.ps1") else None
    )


def read_pipeline(content: bytes, system: str) -> object:
    """A `Pipeline` as JSON, or {"broken": why}."""
    if system == "Jenkins":
        return others.jenkins(content.decode("utf-8", "replace")).to_json()
    try:
        root = read(content)
    except NotRead as why:
        return {"broken": str(why)}
    if system == "GitHub Actions":
        return github.workflow(root).to_json()
    if system == "GitHub action":
        return github.action(root).to_json()
    if system == "GitLab CI":
        return gitlab.pipeline(root).to_json()
    return others.commands(root, system).to_json()


def read_recipe(content: bytes, reading: str) -> object:
    """Rows of weak places, or {"broken": why}."""
    if reading == "dockerfile":
        return recipes.dockerfile(content.decode("utf-8", "replace"))
    if not content.strip():
        return []
    try:
        return recipes.compose(read(content))
    except NotRead as why:
        return {"broken": str(why)}


def read_script(content: bytes, reading: str) -> object:
    return scripts(content, reading)


FOLDER = Path(__file__).parent
PIPELINES = Extractor(name="pipeline.definitions", wants=wanted_pipeline, extract=read_pipeline, folder=FOLDER)
RECIPES = Extractor(name="pipeline.recipes", wants=wanted_recipe, extract=read_recipe, folder=FOLDER)
SCRIPTS = Extractor(name="pipeline.scripts", wants=wanted_script, extract=read_script, folder=FOLDER)
