"""Which files tell of tables, and the two extractors that read them; both probes that ask share them."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

from makegood.engine import syntax
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_migration, is_product
from makegood.engine.repository.tree import Entry
from makegood.engine.tables import Change, Step, to_json
from makegood.engine.tables.alembic import read_alembic
from makegood.engine.tables.django import django_models, read_django
from makegood.engine.tables.entity_framework import MIGRATION as ENTITY_FRAMEWORK
from makegood.engine.tables.entity_framework import read_entity_framework
from makegood.engine.tables.laravel import WORTH as LARAVEL
from makegood.engine.tables.laravel import read_laravel
from makegood.engine.tables.prisma import prisma_models
from makegood.engine.tables.rails import read_rails
from makegood.engine.tables.script_migrations import WORTH as SCRIPT
from makegood.engine.tables.script_migrations import read_script
from makegood.engine.tables.script_models import WORTH as SCRIPT_MODELS
from makegood.engine.tables.script_models import script_models
from makegood.engine.tables.sql import read_sql
from makegood.engine.tables.sqlalchemy import WORTH as SQLALCHEMY
from makegood.engine.tables.sqlalchemy import sqlalchemy_models

FOLDER = Path(__file__).parent
SCRIPTS = ("javascript", "typescript", "tsx")
_MORE_PLACES = re.compile(
    r"(?i)(?:^|/)(?:migrations?|alembic|versions)/(?:[^/]+/){0,3}[^/]+\.(?:py|[cm]?[jt]s|php|rb|cs|go|sql|java|kt|xml|ya?ml)"
    r"|(?:^|/)(?:old_)?(?:migrate|migrations)/[^/]+\.rb"
    r"|(?:^|/)drizzle/(?:[^/]+/)?\d{4,}[^/]*\.sql"
    r"|(?:^|/)[^/]+\.(?:up|down)\.sql"
    r"|(?:^|/)(?:db|database|sql|schema)/(?:[^/]+/){0,2}\d{2,}[._-][^/]+\.sql"
)
_NO_STEP = re.compile(
    r"(?i)(?:__init__|env|conf|config)\.py|.*snapshot\.cs|.*\.designer\.cs|index\.[jt]s|.*_journal\.json|schema\.rb"
)
_DJANGO = re.compile(rb"\bmodels\.\w*(?:Field|ForeignKey|Key)\(|from django\.db\.models import|\bmodels\.Model\b")
_DJANGO_STEP = re.compile(rb"\bmigrations\.Migration\b|^(?:down_)?revision\b", re.MULTILINE)
_READ = ("python", *SCRIPTS, "php", "ruby", "csharp")


def is_step(path: str) -> bool:
    """Whether the path is that of a migration, by the folders and names of the usual tools."""
    name = path.rpartition("/")[2]
    return (is_migration(path) or _MORE_PLACES.search(path) is not None) and not _NO_STEP.fullmatch(name)


def wanted_step(entry: Entry) -> str | None:
    if not is_product(entry.path):
        return None
    if entry.path.endswith(".sql"):
        return "sql"
    if entry.path.endswith("/schema.rb") or entry.path == "schema.rb":
        return "ruby"
    return entry.language if entry.language in _READ and is_step(entry.path) else None


def wanted_model(entry: Entry) -> str | None:
    if entry.path.endswith(".prisma"):
        return "prisma" if is_product(entry.path) else None
    if entry.language not in ("python", *SCRIPTS) or not is_product(entry.path) or is_step(entry.path):
        return None
    return entry.language


def read_step(content: bytes, reading: str) -> object:
    """A migration or a file of SQL in JSON, None where it is none."""
    step = _step(content, reading)
    return to_json(step) if step is not None else None


def _step(content: bytes, reading: str) -> Step | None:
    if reading == "sql":
        return read_sql(content)
    if reading == "python" and _DJANGO_STEP.search(content):
        root = syntax.parse(content, reading).root_node
        return read_django(root) if b"migrations.Migration" in content else read_alembic(root)
    if reading in SCRIPTS and SCRIPT.search(content):
        return read_script(syntax.parse(content, reading).root_node, reading)
    if reading == "php" and LARAVEL.search(content):
        return read_laravel(content)
    if reading == "ruby":
        return read_rails(content)
    if reading == "csharp" and ENTITY_FRAMEWORK.search(content):
        return read_entity_framework(content)
    return None


def read_models(content: bytes, reading: str) -> object:
    """`{"label", "changes"}` of a file that declares models, None for any other."""
    label, changes = _models(content, reading)
    return {"label": label, "changes": [asdict(change) for change in changes]} if changes else None


def _models(content: bytes, reading: str) -> tuple[str, list[Change]]:
    if reading == "prisma":
        return "prisma", prisma_models(content)
    if reading == "python" and _DJANGO.search(content):
        return "django", django_models(syntax.parse(content, reading).root_node)
    if reading == "python" and SQLALCHEMY.search(content):
        return "sqlalchemy", sqlalchemy_models(syntax.parse(content, reading).root_node)
    if reading in SCRIPTS and SCRIPT_MODELS.search(content):
        return "javascript", script_models(syntax.parse(content, reading).root_node, reading)
    return "", []


STEPS = Extractor(name="tables.steps", wants=wanted_step, extract=read_step, folder=FOLDER)
MODELS = Extractor(name="tables.models", wants=wanted_model, extract=read_models, folder=FOLDER)
