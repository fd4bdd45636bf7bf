"""Clause 28: somebody independent looked at the partner."""

from makegood.rules.clauses.ask import UNDER_DATA, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

SOC = r"(?:soc ?[12i]+\b|ssae ?-?(?:16|18)|sas ?-?70|service organi[sz]ation control|isae ?3402)"

CLAUSE = Clause(
    number=28,
    check="soc2_is_shown",
    title="An auditor has looked at them",
    protects="You from taking a partner's own word for its security.",
    why="Larger customers will ask you for it. A SOC 2 report of the cloud underneath says nothing about the partner.",
    rider="Provider shall give Customer each year its SOC 2 Type II report (or ISO 27001 certificate with statement"
    " of applicability) for the services used, with a bridge letter and the list of exceptions, or, if it has"
    " none, shall answer Customer's security questionnaire and let Customer verify the answers.",
    ask=Ask(
        caption="Security report",
        section=r"audit|soc|" + UNDER_DATA,
        weight=1,
        brief="your yearly report, or our questionnaire answered",
        why="A report that you have anyway answers our customers' questions; without one, a questionnaire does.",
        only_if="your own customers ask you for such a report",
    ),
    present="The partner's own SOC report is shown.",
    weak="SOC 2 is named without a report for you.",
    red_flag="Only the hosting is called SOC 2 compliant.",
    owed=True,
    signs=(
        red(
            SOC + r".{0,60}complian\w+.{0,60}(?:host|cloud|data cent|facilit|environment)|(?:host|cloud|data cent|"
            r"facilit)\w*.{0,80}" + SOC + r".{0,20}complian",
            "Only the hosting was looked at, not the partner.",
            unless_in=r"report|audit",
        ),
        protects(SOC + r".{0,160}(?:report|audit|attest|type|annual|bridge|certif)|(?:report|audit)\w*.{0,80}" + SOC),
        mentions(SOC, "SOC 2 is named, but no report is shown to you."),
    ),
)
