"""What the certificate of a part says of its acceptance, for the page of the part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from makegood.engine.catalogue import checks
from makegood.engine.certificate.exact import read_json
from makegood.phases.acceptance.models import Certificate, Submission
from makegood.rules.signing import read_envelope

CHECK = re.compile(r"[a-z]+\.[a-z_]+")
EVENT = re.compile(r"event ([0-9]{1,9})")


def stands_on(submission: Submission) -> Sequence[str] | None:
    """The signed sentences, with each promise in the place of its check's id; None while nothing is signed."""
    row = Certificate.objects.filter(submission=submission).first()
    if row is None:
        return None
    statement = read_json(read_envelope(bytes(row.envelope)).payload)
    assert isinstance(statement, dict)
    return [EVENT.sub(_entry, CHECK.sub(_promise, str(sentence))) for sentence in statement["predicate"]["standsOn"]]


def _entry(found: re.Match[str]) -> str:
    """Files count events from 0; people count the record's entries from 1."""
    return f"entry {int(found[1]) + 1}"


def _promise(found: re.Match[str]) -> str:
    known = checks().get(found[0])
    return f"“{known.promise.rstrip('.')}”" if known else found[0]
