"""What tired and dishonest vendors make of tests, with look-alikes beside them: one small file each.

`breaches/<language>.txt` holds them: `=== what | path | skipped N | hollow M`, then the file.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from makegood.engine.probes.tests.extract import extract, wants
from makegood.engine.probes.tests.probe import hollow_tests, skipped_tests
from makegood.engine.probes.tests.suites import suites_of
from makegood.engine.repository.tree import Entry

HEAD = re.compile(r"^=== (.+?) \| (\S+) \| skipped (\d+) \| hollow (\d+)\n", re.M)


def told() -> list[tuple[str, str, str, int, int]]:
    rows = []
    for file in sorted(Path(__file__).with_name("breaches").glob("*.txt")):
        parts = HEAD.split(file.read_text("utf-8"))[1:]
        for name, path, skipped, hollow, source in zip(*(parts[number::5] for number in range(5)), strict=True):
            rows.append((f"{file.stem}: {name}", path, source, int(skipped), int(hollow)))
    return rows


@pytest.mark.parametrize(
    ("path", "source", "skipped", "hollow"), [row[1:] for row in told()], ids=[r[0] for r in told()]
)
def test_each_is_told_from_its_look_alike(path: str, source: str, skipped: int, hollow: int) -> None:
    entry = Entry(path=path, blob="0" * 40, mode="100644", size=len(source))
    reading = wants(entry)
    assert reading is not None
    suites = suites_of([(entry, extract(source.encode(), reading))])
    found = skipped_tests(suites), hollow_tests([case for suite in suites for case in suite.cases])
    single = [finding for finding in found[0] if finding.rule != "file-switched-off"]
    assert (len(single), len(found[1])) == (skipped, hollow)
    assert all(finding.path == path and finding.line for rows in found for finding in rows)
