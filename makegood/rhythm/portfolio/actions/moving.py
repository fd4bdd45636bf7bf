"""All templates of a practice as one file, and such a file brought in: whole, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from makegood.accounts.lines import one_line
from makegood.accounts.models import User
from makegood.engine.redaction import redact
from makegood.rhythm.portfolio.actions.contents import from_file, from_playbook, to_file
from makegood.rhythm.portfolio.actions.templates import change_template, make_template
from makegood.rhythm.portfolio.models import Practice, TemplateKind
from makegood.rhythm.portfolio.queries.templates import templates_of
from makegood.rules.templates.file import read_file, written

MADE = "Brought in from a file"


@dataclass(slots=True, kw_only=True)
class Brought:
    """How many are new, changed, and were there already word for word."""

    new: int = 0
    changed: int = 0
    same: int = 0


def as_file(practice: Practice) -> bytes:
    """Those that are not put away, in their newest versions."""
    ready = [one for one in templates_of(practice) if one.template.put_away is None]
    return written(practice.name, [to_file(one.template.kind, one.template.name, one.version.content) for one in ready])


def bring_in(*, practice: Practice, content: bytes, name: str, by: User) -> Brought:
    """Such a file, or one checklist in TOML. What is there under its name gets a new version.

    Raises either Refused; then none counts. `name`: of the file, for a checklist without a title.
    """
    alone = from_playbook(content, name)
    rows = [alone] if alone else read_file(content)
    filed = [(TemplateKind(one.kind), one_line(redact(one.name)), from_file(one)) for one in rows]
    told = Brought()
    with transaction.atomic():
        there = {(one.template.kind, one.template.name): one for one in templates_of(practice)}
        for kind, name, words in filed:
            held = there.get((kind, name))
            if held is None:
                make_template(practice=practice, kind=kind, name=name, content=words, what=MADE, by=by)
                told.new += 1
            elif change_template(held=held, content=words, what=MADE, by=by):
                told.changed += 1
            else:
                told.same += 1
    return told
