"""Notices: whose the files say they are."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

CLAIMS = FactName(
    "notices.of_authors_company",
    FactType.FINDINGS,
    "places",
    "Notices that name the company or the people who wrote the code as its owner, and terms that keep it from you.",
)
OTHERS = FactName(
    "notices.of_others",
    FactType.FINDINGS,
    "places",
    "Files of the product that say that they belong to somebody else, under terms that give no free use.",
)
READ = FactName("notices.files_read", FactType.INTEGER, "files", "Files that were read for notices.")
OPEN = FactName("notices.open_licence", FactType.FLAG, "", "Whether a licence file at the root gives everybody rights.")
