"""Copyright notices: whose the files say they are."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

CLAIMS = FactName(
    "notices.of_authors_company",
    FactType.FINDINGS,
    "places",
    "Copyright notices that name the company from whose addresses the work was committed.",
)
READ = FactName("notices.files_read", FactType.INTEGER, "files", "Files whose beginning was read for notices.")
OPEN = FactName("notices.open_licence", FactType.FLAG, "", "Whether a licence file at the root gives everybody rights.")
