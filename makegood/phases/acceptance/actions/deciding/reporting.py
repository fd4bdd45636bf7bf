"""Reports of reviewers (SARIF): kept with their keys masked, read within limits, their results as rows."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from makegood.accounts.models import User
from makegood.connectors.uploads import Kind, UploadRefused, kept_path, receive
from makegood.connectors.uploads.kinds import MB
from makegood.engagements.events import record
from makegood.engine.evidence import fingerprint
from makegood.engine.notation.masked import masked
from makegood.engine.notation.sarif import Log, NoSarif, Result, read_log
from makegood.inspections.filing import keep, shown_name
from makegood.inspections.models import EvidenceFile
from makegood.phases.acceptance.models import Report, ReportResult, Submission
from makegood.rules.wording import counted

MOST_RESULTS = 200_000
MOST_BYTES = 50 * MB
"""Of one report: it is read whole, in the process that answers pages."""

MOST_REPORTS = 20
"""About one round: a reviewer who needs more has run the same tool again and again."""

LEVELS = (
    ("high", "error", "errors"),
    ("medium", "warning", "warnings"),
    ("low", "note", "notes"),
    ("info", "other", "others"),
)
"""How a row's level is kept, and SARIF's own word for one and for many."""

IN_ONE_STATEMENT = 1_000
"""Rows of one INSERT: seven values each stay below what SQLite takes at once (32,766); Django would send 142."""

FIELDS = ("report_id", "rule", "level", "message", "path", "line", "fingerprint")
Row = tuple[str, str, str, str, str, int | None, str]


class ReportRefused(Exception):
    """A report that is not taken: one sentence for the field."""


def take_report(*, submission: Submission, chunks: Iterable[bytes], name: str, by: User) -> Report:
    """Keeps the file as evidence and its results as rows, in one transaction with its event. It counts for nothing
    before it is signed (H14). What is kept, shown, signed and given away is the file with the keys in it masked; what
    came is not on the disk afterwards (H23).

    Raises UploadRefused or ReportRefused with one sentence; nothing is written then.
    """
    refuse_unless_taken(submission)
    came, kind = _came(chunks)
    content, log = _read(came)
    file = keep(content, limit=2 * MOST_BYTES)
    if Report.objects.filter(submission=submission, file=file, by=by).exists():
        raise ReportRefused("You handed in this very file already.")
    engagement = submission.milestone.agreement.engagement
    shown = shown_name(name, kind)
    with transaction.atomic():
        EvidenceFile.objects.get_or_create(
            engagement=engagement,
            digest=file,
            defaults={"name": shown, "media_type": kind.media_type, "size": len(content), "filed_by": by},
        )
        report = Report.objects.create(
            submission=submission,
            file=file,
            name=shown,
            tool=f"{log.tool} {log.version}".strip()[:120],
            rules=counted(log.rules, "rule", "rules") if log.rules else "",
            revision=log.commits[0] if log.commits else "",
            results=len(log.results),
            summary=results_in_words(log.results),
            by=by,
            refused_because=why_not_counted(log, submission),
        )
        insert_results(report, log.results)
        record(
            engagement=engagement,
            kind="report.taken",
            payload={
                "submission": str(submission.pk),
                "title": submission.milestone.title,
                "report": str(report.pk),
                "file": file,
                "tool": report.tool,
                "revision": report.revision,
                "results": report.results,
            },
            actor=by,
            subject=submission.pk,
        )
    return report


def refuse_unless_taken(submission: Submission) -> None:
    """Raises ReportRefused: what has not arrived has no commit that a report could be about."""
    if not submission.content_digest:
        raise ReportRefused("The code of this round has not arrived, so there is nothing to report on yet.")
    if Report.objects.filter(submission=submission).count() >= MOST_REPORTS:
        raise ReportRefused(f"This round has {MOST_REPORTS} reports, the most.")


def _came(chunks: Iterable[bytes]) -> tuple[bytes, Kind]:
    """What was handed in; it lies on the disk only while it is looked at. Raises UploadRefused."""
    home = Path(settings.MAKEGOOD_HOME)
    with tempfile.TemporaryDirectory(prefix="report-", dir=home) as folder:
        kept = receive(_within(chunks), Path(folder), ("json",))
        return kept_path(Path(folder), kept.digest).read_bytes(), kept.kind


def _within(chunks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            raise UploadRefused(f"This file is larger than {MOST_BYTES // MB} MB, the most for a report.")
        yield chunk


def results_in_words(results: Sequence[Result]) -> str:
    """As in `3 errors, 12 warnings`; which of them a report has, the worst first."""
    found = Counter(result.severity for result in results)
    said = ", ".join(counted(found[level], one, many) for level, one, many in LEVELS if found[level])
    if len(results) >= MOST_RESULTS:
        said = f"the first {MOST_RESULTS:,} results: {said}"
    return said or "no results"


def _read(came: bytes) -> tuple[bytes, Log]:
    """The file as it is kept, and what it says."""
    try:
        document = json.loads(came)
        content = masked(came, document)
        return content, read_log(document if content is came else json.loads(content), MOST_RESULTS)
    except (ValueError, RecursionError):
        raise ReportRefused("This file is no JSON, so it is no SARIF report.") from None
    except NoSarif as refused:
        raise ReportRefused(f"This file is no report that can be read: {refused}.") from None


def why_not_counted(log: Log, submission: Submission) -> str:
    """A report speaks of the delivered commit, and names its tool and rules, or it counts for nothing (H14)."""
    if not log.tool or not log.rules:
        return "It does not name its tool and rules."
    if not log.commits:
        return "It does not name the commit that it is about."
    if others := [commit for commit in log.commits if commit != submission.revision]:
        return f"It is about {others[0][:10]}, and {submission.revision[:10]} was handed in."
    return ""


def insert_results(report: Report, results: Sequence[Result]) -> int:
    """One statement for each IN_ONE_STATEMENT results; returns how many statements."""
    table = connection.ops.quote_name(ReportResult._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(name) for name in FIELDS)
    one = f"({', '.join(['%s'] * len(FIELDS))})"
    key = str(ReportResult._meta.get_field("report").get_db_prep_value(report.pk, connection))
    rows, statements = _rows(key, results), 0
    with connection.cursor() as cursor:
        while part := list(islice(rows, IN_ONE_STATEMENT)):
            values = ", ".join([one] * len(part))
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES {values}", [value for row in part for value in row])
            statements += 1
    return statements


def _rows(key: str, results: Sequence[Result]) -> Iterator[Row]:
    for result in results:
        message, path = result.summary, result.path
        yield (
            key,
            result.rule[:200],
            result.severity,
            message,
            path,
            result.line,
            fingerprint(result.rule, path, message),
        )
