"""`python -m bench sarif`: a report of 50,000 results, against json.loads and a raw bulk insert of the same rows.

On SQLite and on a PostgreSQL of its own. The limit of issue 3: five times, one statement per thousand rows.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count

from bench.telling import show
from tests.postgres import installed, running

RESULTS = 50_000
ROUNDS = 3
OWN = 25
"""Statements that the hand-in of a report takes whatever is in it."""


def document(results: int = RESULTS) -> bytes:
    rows = [
        {
            "ruleId": f"rule.{number % 300}",
            "level": "warning",
            "message": {"text": f"The value of parameter p{number} reaches a query without being checked"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": f"src/module_{number % 700}/file_{number % 4000}.py"},
                        "region": {"startLine": number % 900 + 1},
                    }
                }
            ],
        }
        for number in range(results)
    ]
    driver = {"name": "Scan", "version": "1.2", "rules": [{"id": f"rule.{number}"} for number in range(300)]}
    run = {"tool": {"driver": driver}, "versionControlProvenance": [{"revisionId": "a" * 40}], "results": rows}
    return json.dumps({"version": "2.1.0", "runs": [run]}).encode()


def run() -> None:
    """Each database in a process of its own: Django takes one for good."""
    _in_a_process("SQLite", "")
    programs = installed()
    if programs is None:
        print("sarif, PostgreSQL: it is not installed, so nothing was measured on it")
        return
    with running(programs) as server:
        _in_a_process("PostgreSQL", server.new_database())


def _in_a_process(name: str, url: str) -> None:
    with tempfile.TemporaryDirectory(prefix="makegood-bench-") as home:
        environment = {**os.environ, "MAKEGOOD_HOME": home, "DJANGO_SETTINGS_MODULE": "makegood.web.settings"}
        environment.pop("DATABASE_URL", None)
        if url:
            environment["DATABASE_URL"] = url
        done = subprocess.run(
            [sys.executable, "-c", "from bench.sarif import measure; measure()"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    show(f"SARIF of {RESULTS:,} results on {name}", json.loads(done.stdout.splitlines()[-1]))


def measure() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    submission, by = _submission()
    content = document()
    from makegood.phases.acceptance.actions.deciding import reporting
    from makegood.phases.acceptance.models import ReportResult

    times = count(1)

    def take() -> None:
        """Each time with one more line: the very same file is taken once."""
        reporting.take_report(submission=submission, chunks=[content, b"\n" * next(times)], name="r.sarif", by=by)

    with CaptureQueriesContext(connection) as asked:
        take()
    statements = len(asked)
    rows = list(
        ReportResult.objects.values_list("report_id", "rule", "level", "message", "path", "line", "fingerprint")
    )
    key = ReportResult._meta.get_field("report").get_db_prep_value(rows[0][0], connection)
    raw_rows = [(key, *row[1:]) for row in rows]

    def raw() -> None:
        json.loads(content)
        with transaction.atomic(), connection.cursor() as cursor:
            marks = ", ".join(["%s"] * 7)
            names = ", ".join(f'"{name}"' for name in reporting.FIELDS)
            table = ReportResult._meta.db_table
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', raw_rows)

    ours, theirs = min(_seconds(take) for _ in range(ROUNDS)), min(_seconds(raw) for _ in range(ROUNDS))
    told = [
        ("times json.loads and a raw bulk insert", "5", f"{ours / theirs:.1f} ({ours:.2f} s)"),
        ("statements", f"{RESULTS // 1000 + OWN}", str(statements)),
    ]
    print(json.dumps(told))


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _submission() -> tuple[object, object]:
    from tests.web.acceptance.handing import arrive, hand_in, sign, source
    from tests.web.cast import make_cast, make_engagement

    cast = make_cast()
    engagement = make_engagement(cast)
    part, _ = sign(engagement)
    return arrive(hand_in(cast, part, source(engagement, cast))), cast.rita
