"""Clause 19: what happens when they break the contract."""

from makegood.rules.clauses.ask import UNDER_ENDS, Ask
from makegood.rules.clauses.clause import Clause, limits, protects, red

BROKEN = (
    r"(?:material(?:ly)? breach|breach|default|fails? to (?:perform|comply|meet|fulfil|cure)|"
    r"non-?performance|violat)\w*"
)
LONG = r"(?:sixty|60|ninety|90|one hundred|120)"
MIDDLE = r"(?:forty-?five|45)"

CLAUSE = Clause(
    number=19,
    check="exit_for_cause",
    title="You may leave when they break it",
    protects="Your way out when the partner does not deliver.",
    why="If the partner has two or three months to mend a breach, you wait and pay while nothing happens.",
    rider="If a party is in material breach and has not cured it within 15 days of written notice that names the "
    "breach, or is in material breach for the third time, the other may terminate this agreement or the part "
    "of the work concerned at once. If Provider was in breach, Customer may then have the work finished by "
    "others, use all work in progress, and set the reasonable extra cost off against what it owes.",
    ask=Ask(
        caption="Termination for breach",
        section=UNDER_ENDS,
        weight=2,
        brief="either side, once a breach was not put right in time",
        why="It is the same for both sides and leaves time to put things right.",
    ),
    figures={"cure_days": "15 days of written"},
    present="Breach ends it, at once or when it is not mended within 30 days.",
    weak="Breach ends it, but only after more than 30 days or only for some breaches.",
    red_flag="The partner has two months or more to mend a breach, or it is only said when the partner may end it.",
    signs=(
        red(
            r"(?:cure|remed|correct)\w*.{0,80}within.{0,30}\b"
            + LONG
            + r"\b|\b"
            + LONG
            + r" ?(?:\(\d+\) )?(?:calendar |business )?days?'?.{0,60}(?:to cure|cure period|to remedy|"
            r"after (?:receipt of )?(?:written )?notice.{0,40}(?:breach|default))",
            "The partner has two months or more to mend a breach.",
            also=(r"breach|default|fail", r"terminat"),
            unless_in=r"bankrupt|insolven|receiver|petition",
        ),
        red(
            r"<P>.{0,40}(?:may|right to|entitled to).{0,60}(?:terminat|cancel"
            r"|\bend\b)\w*.{0,200}(?:<O>).{0,60}(?:breach|"
            r"fail|default|engag|misrepresent|violat|does not|late|overdue)|<P>.{0,60}(?:right to"
            r"|may).{0,60}(?:end|terminat)"
            r"\w*.{0,40}(?:project|agreement|contract).{0,80}(?:late|unpaid|overdue|not (?:been )?paid)|(?:late"
            r"|unpaid|overdue)"
            r"\b.{0,120}<P>.{0,60}(?:right to|may).{0,80}(?:end|terminat)\w* (?:the |this )(?:project|agreement"
            r"|contract)",
            "Only the partner may end it for breach.",
            alone=True,
        ),
        red(
            r"<P> may terminate this agreement (?:at|in) its (?:sole )?discretion",
            "Only the partner may end it for breach.",
            alone=True,
        ),
        protects(
            r"terminat\w*.{0,400}" + BROKEN,
            unless_in=r"^.{0,40}<P>.{0,40}(?:right to|may) (?:also |immediately )*terminat[^;]*$"
            r"|termination by (?:the )?<P>|<P> may end|terminate the licen|effect of termination"
            r"|not be deemed in breach|<P>.{0,40}(?:right to|may) (?:also |immediately "
            r")*terminat\w*.{0,160}<O> (?:breach|fail|default)",
        ),
        protects(
            BROKEN + r".{0,400}terminat\w*",
            unless_in=r"termination by (?:the )?<P>|<P> may end|terminate the licen|effect of termination"
            r"|not be deemed in breach|<P>.{0,40}(?:right to|may) (?:also |immediately )*"
            r"terminat|terminat\w* the licen",
        ),
        protects(
            r"terminat\w* (?:this|the) (?:agreement|contract|order).{0,60}for (?:cause|default)|\b(?:agreement"
            r"|contract)\b.{0,30}terminat\w* for cause by either|"
            r"<O> may terminat\w*.{0,40}for cause",
        ),
        limits(
            r"(?:cure|remed|correct)\w*.{0,80}within.{0,30}\b"
            + MIDDLE
            + r"\b|\b"
            + MIDDLE
            + r" ?(?:\(\d+\) )?days?'?.{0,60}(?:to cure|cure period|after (?:receipt of )?(?:written )?notice)",
            "Breach ends it, but only after more than 30 days.",
            also=(r"breach|default|fail", r"terminat"),
        ),
        red(
            r"\b(?:we|i)\b.{0,20}\b(?:may|can|reserve the right to|will)\b.{0,30}\b(?:end|terminate"
            r"|cancel)\b.{0,40}\b(?:contract|agreement|project|services?)\b.{0,60}"
            r"\b(?:if|when|where)\b.{0,20}\byou\b.{0,40}\b(?:not|fail|breach|late)",
            "Only the partner may end it for breach.",
            alone=True,
        ),
        protects(
            r"\b(?:terminat\w*|cancel\w*|ended|\bend\b)\b.{0,160}\b(?:breaks? (?:it|this|the|any)|serious breach"
            r"|fundamental breach|does not (?:fix|mend|perform|deliver|remedy)|"
            r"fails? to deliver|not (?:remedied|cured))",
            unless_in=r"^.{0,40}<P>.{0,40}(?:right to|may) (?:also |immediately )*terminat[^;]*$|<P> may end"
            r"|terminate the licen",
        ),
        protects(
            r"\b(?:default|breach)\w*\b.{0,200}\b(?:<O>|other party|either party|non-(?:breaching"
            r"|defaulting) party|innocent party)\b.{0,30}\b(?:may|can|is entitled to)\b.{0,20}"
            r"\b(?:end|cancel|rescind)\b",
            unless_in=r"<P> may end",
        ),
        protects(
            r"\b(?:breaks? (?:this|the|its)|breach\w*|default\w*)\b.{0,120}\b(?:put (?:it|that|this) right"
            r"|remed\w*|cure\w*|fix\w*|correct\w*)\b.{0,80}\bterminat\w*",
            unless_in=r"^.{0,40}<P>.{0,40}(?:right to|may) (?:also |immediately )*terminat|<P> may end",
        ),
        protects(
            r"<O>.{0,20}\b(?:may|can)\b.{0,20}\b(?:rescind|cancel|end)\b.{0,60}\b(?:default|breach|fails?)",
        ),
        red(
            r"(?:<P>|\bwe\b|\bi\b).{0,12}\b(?:may|can|reserve the right "
            r"to)\b.{0,12}\bterminat\w*\b.{0,60}\b(?:late|unpaid|overdue|not paid)",
            "Only the partner may end it for breach.",
            alone=True,
        ),
        protects(
            r"\b(?:either|any|each) part(?:y|ies)\b.{0,40}\b(?:may|can)\b.{0,20}\b(?:end|terminat"
            r"|cancel)\w*\b.{0,60}\b(?:seriously |materially )?breach",
        ),
    ),
)
