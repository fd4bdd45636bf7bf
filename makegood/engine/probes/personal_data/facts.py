"""People's data among the delivered files."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

RECORDS = FactName(
    "personal_data.records",
    FactType.FINDINGS,
    "files",
    "Data files that hold records of people: high where they look real, medium and info where they may be made up.",
)
READ = FactName("personal_data.files_read", FactType.INTEGER, "files", "How many data files were looked through.")
