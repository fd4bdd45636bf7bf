"""Clause 10: what a bill must show, and whether you may look behind it."""

from makegood.rules.clauses.ask import UNDER_PAY, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

LOOK = r"(?:audit|inspect|examin|review|access)\w*"

CLAUSE = Clause(
    number=10,
    check="invoices_are_detailed",
    title="Bills can be checked",
    protects="You from hours that nobody worked.",
    why='"Professional services, October" cannot be checked. Person, day, hours and task can.',
    rider="Each invoice shall name the part or milestone and, for work by time, every person, day, hours and task "
    "number, with receipts for expenses. Customer may audit time records and costs for two years on "
    "reasonable notice; if an audit finds more than three percent too much, Provider repays it and the cost "
    "of the audit.",
    ask=Ask(
        caption="Invoices and records",
        section=UNDER_PAY,
        weight=2,
        brief="they name the part, the person, the day and the hours",
        why="An invoice that can be checked at once is an invoice that can be paid at once.",
    ),
    present="Bills name hours, people or tasks, or you may audit the records behind them.",
    weak="Bills must describe the work in general.",
    red_flag="Nothing in a bill may be questioned.",
    owed=True,
    signs=(
        protects(
            r"(?:invoices?|bills?|statements?)\b.{0,80}\b(?:shall|will|must|should|to|is|are|"
            r"which)\b.{0,30}(?:include|contain|specif|itemi[sz]e|set forth|describe|detail|list|state|show|"
            r"identif|accompanied|reflect|supported|submit)\w*.{0,300}(?:hours|time|person|individual|resource|"
            r"task|itemi[sz]|breakdown|receipts|support|description|order number|period|dates?)",
            unless=r"statements? of work",
            unless_in=r"quote|offeror|\btaxes\b that",
        ),
        protects(
            r"(?:itemi[sz]ed|detailed)[ ,].{0,30}(?:invoices?|statements?|bills?|records of (?:time|hours)|"
            r"time ?sheets?)|content of (?:the )?invoice|in addition to the items below.{0,60}invoices",
        ),
        protects(
            r"<O>.{0,160}" + LOOK + r".{0,100}(?:books|records|time ?(?:sheets|records)|invoices)",
            unless_in=r"audit (?:the )?<O>|during an audit|<O> (?:agrees? to|shall|will|must) (?:cooperate|allow"
            r"|permit|keep|maintain|provide|make)"
            r"|records of (?:the )?<O>|<O>'?s (?:books|records|general)|system of records",
        ),
        protects(
            r"<P>.{0,80}(?:maintain|keep|retain)\w*.{0,120}(?:books|records|accounts|"
            r"time ?sheets).{0,300}(?:audit|inspect|available|examin|access)",
        ),
        protects(
            r"hours? breakdown|breakdown of (?:the )?(?:hours|time)|detailed (?:time )?(?:logs?|tracking"
            r"|time reports?)|time ?sheets?\b|"
            r"time logs?\b",
            unless_in=r"if requested|<O> (?:shall|will) submit",
        ),
        protects(
            r"(?:submit|provid|deliver|attach|include|furnish|share)\w*.{0,80}(?:time ?sheets?|time logs?|"
            r"breakdown of (?:hours|time|costs|work)|itemi[sz]ed (?:list|breakdown)|hours worked)",
            also=(r"shall|will|must|invoice|bill|weekly|monthly",),
            unless_in=r"<O> (?:shall|will) (?:submit|provid)",
        ),
        mentions(
            r"(?:documented|recorded|evidenced|shown) (?:by|in) .{0,30}time (?:records|sheets|logs)|(?:maintain"
            r"|keep)s? "
            r".{0,30}(?:records|logs) of (?:all )?(?:time|hours)|(?:record|track)s? (?:all )?(?:of )?(?:the |its "
            r"|their )?(?:time|hours) "
            r"(?:spent|worked)|(?:maintain|keep)s? .{0,30}time (?:records|logs|sheets)",
            "Hours are recorded, but you are not shown the records.",
            doubt=True,
        ),
        mentions(
            r"invoices?\b.{0,100}(?:describ|detail|reasonabl[ey] detail|document)\w*",
            "Bills must describe the work, but not who worked when on what.",
            unless_in=r"(?:will|shall|may) invoice|achievement|as (?:detailed|described|set forth) in"
            r"|described (?:in|below)|<O>'?s documentation|shipping",
        ),
        red(
            r"(?:invoices?|bills?|charges?|fees)\b.{0,60}\b(?:final|conclusive|may not|cannot|can not"
            r"|not (?:be )?subject to)\b.{0,40}\b"
            r"(?:disput|contest|question|challeng)\w*",
            "Nothing in a bill may be questioned.",
            unless_in=r"good faith|\bdays\b|undisputed",
        ),
    ),
)
