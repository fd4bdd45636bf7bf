"""What visitors may be able to do with what they send."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

LEADS = FactName(
    "code.injection_leads",
    FactType.LEADS,
    "places",
    "Places where something a visitor sends seems to become a command, a page, a file name or an address.",
)
FILES = FactName(
    "code.files_followed",
    FactType.INTEGER,
    "files",
    "Source files in which values were followed from outside to danger.",
)
