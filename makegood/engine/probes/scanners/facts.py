"""What outside scanners report, each with its rules, on a copy without the partner's configuration."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType, Outside

ZIZMOR = FactName("zizmor.findings", FactType.FINDINGS, "places", "Faults of GitHub workflows that zizmor reports.")
HADOLINT = FactName(
    "hadolint.findings", FactType.FINDINGS, "places", "Faults of container files that hadolint reports."
)
SEMGREP = FactName(
    "semgrep.leads", FactType.LEADS, "leads", "Ways from visitors to dangerous places in PHP, Ruby, Java, C# and Go."
)
MARKS = FactName(
    "scanners.marks",
    FactType.INTEGER,
    "marks",
    "Marks in the files that would have switched a scanner off; not obeyed.",
)
EVERY = (ZIZMOR, HADOLINT, SEMGREP, MARKS)
OUTSIDE = (Outside.TOOLS,)
