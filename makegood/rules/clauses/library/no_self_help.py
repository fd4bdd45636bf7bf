"""Clause 14: nobody turns your software off."""

from makegood.rules.clauses.ask import UNDER_PAY, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red
from makegood.rules.clauses.words import NOT_PAYING, PAID, STOPPING

UNPAID = (
    r"(?:non-?payment|not pay\b.{0,40}(?:on time|when due)|unpaid|overdue|past due|fail\w* to (?:pay|"
    r"make (?:any |timely )?payment|remit)|late payment|delinquent|not (?:been )?(?:paid|received)|"
    r"payment is not|(?:invoice|payment|account|amount)s?.{0,30}(?:late|outstanding|in arrears))"
)
STOP = (
    r"(?:suspend|suspens|discontinu|ceas|withhold|disabl|deactivat|remov|stop|paus|halt|take down|take offline"
    r"|shut)\w*"
)
THING = r"(?:services?|work|access|performance|deliver\w*|site|website|software|hosting|materials|project|code|support)"

CLAUSE = Clause(
    number=14,
    check="no_self_help",
    title="Nobody turns it off",
    protects="Your running business in a quarrel about money.",
    why="Who can stop your shop or keep your files wins every argument. A quarrel about a bill belongs before a "
    "mediator.",
    rider="Provider shall put no disabling code into the software and shall not suspend, disable, block or keep "
    "back software, code, data, access or hand-over because of a dispute or an amount that was not paid. If "
    "an undisputed amount is still unpaid 30 days after a written reminder, Provider may put off new work "
    "until it is paid; its other remedy is a claim for money under the dispute clause.",
    ask=Ask(
        caption="No suspension or disabling",
        section=UNDER_PAY + r"|suspen|dispute",
        weight=3,
        brief="nothing is switched off over a dispute; new work may be put off",
        why="A running business must not stop over an invoice; new work may be put off, and the claim for the money "
        "stays.",
    ),
    stake="While you argue about one bill, what {price} bought can be switched off.",
    present="Code that disables is forbidden, or work may not be stopped over disputed money.",
    weak="Only viruses are excluded.",
    red_flag="The partner may stop work, switch off or keep your software when money is in dispute.",
    signs=(
        red(
            r"(?:code|files|website|site|source|deliverables?|application)\b.{0,30}(?:delivered|released"
            r"|transferred|handed over|provided)\b"
            r".{0,30}\b(?:up)?on(?:ce)?\b (?:receipt of )?(?:the )?(?:full|final|complete) payment",
            "Your software is kept back until everything is paid.",
            unless_in=r"\brights\b|\btitle\b",
        ),
        red(
            STOP
            + r"\b.{0,120}\b"
            + THING
            + r".{0,220}"
            + UNPAID
            + r"|"
            + UNPAID
            + r".{0,260}"
            + STOP
            + r"\b.{0,80}"
            + THING
            + r"|"
            + THING
            + r"\b.{0,60}\b"
            + STOP
            + r"\b.{0,100}"
            + UNPAID,
            "The partner may stop work or switch off when a bill is open.",
            unless_in=r"(?:shall|may|will|must) not (?:\w+ ){0,2}(?:suspend|withhold|stop|discontinu)|<O> (?:may|"
            r"shall|will) (?:withhold|suspend|stop)|withhold\w* (?:of )?(?:any |all )?(?:payment|amount|"
            r"tax)|without .{0,20}suspend",
        ),
        red(
            UNPAID + r".{0,120}(?:service|work|account|access) (?:suspension|interruption)",
            "The partner may stop work or switch off when a bill is open.",
        ),
        red(
            r"late payments?\b.{0,120}(?:service|work|account|access) (?:suspension|interruption)",
            "The partner may stop work or switch off when a bill is open.",
        ),
        red(
            UNPAID
            + r".{0,300}(?:immediate(?:ly)?|without notice).{0,20}terminat\w+.{0,20}\b(?:of )?(?:the )?(?:service|"
            r"access|account)s?\b",
            "The partner may stop work or switch off when a bill is open.",
        ),
        red(
            r"<O>.{0,80}(?:stop|cease|discontinue)\w* (?:all )?(?:use|using|using of)\b.{0,80}(?:software|"
            r"deliverable|work product|website|code|application)",
            "You may have to stop using your own software.",
            unless_in=r"confidential|infring|licen[cs]ed to <P>|<O> terminates",
        ),
        red(
            r"(?:code|files|designs?|site|website|deliverables?|work|software|source).{0,120}(?:remain\w*|"
            r"withh\w+|not (?:be )?(?:transferred|released|delivered|launched|handed)|retain\w*).{0,120}(?:until|"
            r"unless).{0,80}(?:payment|paid)",
            "Your software is kept back until everything is paid.",
            unless_in=r"(?:rights?|title|ownership|copyrights?) (?:to|in|of)\b.{0,60}(?:remain|retain)",
        ),
        red(
            r"(?:payment|paid|pay)\b.{0,120}(?:before|prior to)\b.{0,60}(?:launch|transfer|releas|deliver|hand|"
            r"publish|go(?:es|ing)? live)",
            "Your software is kept back until everything is paid.",
            also=(r"website|site|software|files|code|project|deliverable|domain",),
            unless_in=r"not required|no payment",
        ),
        protects(
            r"time bombs?|trap ?doors?|back ?doors?|disabling (?:code|device|mechanism|function)s?|"
            r"kill[ -]?switch\w*|logic bombs?|drop[ -]dead|self-?help|lock-?out (?:code|device)|"
            r"designed to (?:disable|erase|harm|deny)",
            also=(r"not?\b|free|without|warrant|absence",),
        ),
        protects(
            r"<P>.{0,60}(?:shall|will|may|must|agrees?(?: that it)? (?:shall|"
            r"will)?) ?not (?:unreasonably )?(?:suspend|withhold|interrupt|disable|stop|deny|block|"
            r"remove).{0,160}(?:services?|performance|access|software|work|deliverable|data)",
            unless=r"acceptance|consent|approval|payment to",
            unless_in=r"confidential information|premises|<O> (?:will|shall) not|social security|\btax",
        ),
        mentions(
            r"\b(?:virus|malware|malicious|harmful code|worm|trojan|spyware)\w*",
            "Only viruses are excluded, not code that locks you out or stopping work over money.",
            unless_in=r"use the services|<O> (?:shall|will|agrees?)(?: to)? not",
        ),
        red(
            STOPPING
            + r"\w*\b.{0,120}\b"
            + THING
            + r"\b.{0,200}"
            + NOT_PAYING
            + r"|"
            + NOT_PAYING
            + r".{0,200}\b"
            + STOPPING
            + r"\w*\b.{0,80}\b"
            + THING
            + r"\b|\b"
            + THING
            + r"\b.{0,40}\b"
            + STOPPING
            + r"\w*\b.{0,100}"
            + NOT_PAYING
            + r"|"
            + NOT_PAYING
            + r".{0,60}\bservice suspension|"
            + NOT_PAYING
            + r".{0,120}\b"
            + THING
            + r"\b.{0,20}\b"
            + STOPPING,
            "The partner may stop work or switch off when a bill is open.",
            unless_in=r"(?:shall|may|will|must) not (?:\w+ ){0,2}(?:suspend|withhold|stop|discontinu|paus"
            r"|interrupt)|<O> (?:may|shall|will|can) (?:withhold|suspend|stop)|"
            r"withhold\w* (?:of )?(?:any |all )?(?:payment|amount|tax)|without .{0,20}suspend|receivership"
            r"|insolven|fails? to deliver|stop payment",
        ),
        red(
            r"accounts?\b.{0,60}" + NOT_PAYING + r".{0,40}\b(?:may|will|shall) be (?:suspended|disabled"
            r"|deactivated|terminated|closed)",
            "The partner may stop work or switch off when a bill is open.",
        ),
        red(
            r"(?:files?|code|source|deliverables?|website|site|work|project|designs?|software|credentials"
            r"|access)\b.{0,60}\b(?:released|delivered|handed over|"
            r"provided|launched|published|deployed|made live|turned over)\b.{0,40}\b(?:after|upon|on|once|only"
            r"|until|following)\b.{0,40}" + PAID,
            "Your software is kept back until everything is paid.",
            unless_in=r"\bat once\b|(?:rights?|title|ownership|copyrights?|interest)\b|closing (?:date|payment)"
            r"|invoice (?:is"
            r"|will be) (?:sent|issued)|days (?:after|of) (?:deliver|completion)|payment is due",
        ),
        red(
            r"\blien\b.{0,60}\b(?:on|over|upon|against)\b.{0,60}\b(?:work|deliverable|code|software|materials"
            r"|files|property)",
            "Your software is kept back until everything is paid.",
            unless_in=r"free|no liens?|waive|not\b|encumbranc|warrants?",
        ),
        red(
            r"\btak(?:e|ing)\b.{0,30}\b(?:down|offline)\b.{0,80}"
            + NOT_PAYING
            + r"|"
            + NOT_PAYING
            + r".{0,120}\btak(?:e"
            r"|ing)\b.{0,30}\b(?:down|offline)\b",
            "The partner may stop work or switch off when a bill is open.",
        ),
        red(
            r"<P>.{0,20}\b(?:released|relieved|excused) from\b.{0,40}\b(?:duty|duties|obligations?"
            r"|performance)\b.{0,120}"
            + NOT_PAYING
            + r"|"
            + NOT_PAYING
            + r".{0,80}<P>.{0,20}\b(?:released|relieved|excused) from\b",
            "The partner may stop work when a bill is open.",
        ),
        red(
            r"<P>.{0,20}\b(?:keeps?|retains?|holds?|withholds?)\b.{0,60}\b(?:materials|files|work|code"
            r"|deliverables?|software|documents)\b.{0,40}\buntil\b.{0,60}" + PAID,
            "Your software is kept back until everything is paid.",
            unless_in=r"(?:rights?|title|ownership|copyrights?) (?:to|in|of)",
        ),
        red(
            r"\b(?:work|services?|performance|development)\b.{0,20}\b(?:resumes?|restarts?"
            r"|continues?)\b.{0,20}\b(?:only|once|when|after)\b.{0,40}" + PAID,
            "The partner may stop work when a bill is open.",
        ),
        protects(
            r"<P>.{0,20}\b(?:must|shall|may|will) (?:not|never)\b.{0,30}\b(?:deny|block|lock|refuse"
            r"|cut)\b.{0,60}\baccess",
        ),
        red(
            r"\b(?:site|website|app|application|project|software)\b.{0,30}\b(?:goes|go|going|put|made|be"
            r"|taken)\b.{0,12}\b(?:live|online|launched)\b.{0,20}\b(?:only|not|until|once|after)\b.{0,40}" + PAID,
            "Your software is kept back until everything is paid.",
        ),
        red(
            r"(?:<P>|\bwe\b|\bi\b) (?:will |shall |may )?(?:hold|keep|retain|withhold)s?\b.{0,40}\b(?:files|code"
            r"|work|site|materials|deliverables?)\b.{0,30}\buntil\b.{0,40}" + PAID,
            "Your software is kept back until everything is paid.",
            unless_in=r"(?:rights?|title|ownership|copyrights?) (?:to|in|of)",
        ),
        red(
            r"\baccess\b.{0,20}\b(?:revoked|removed|blocked|cut|denied|suspended|restricted)\b.{0,40}" + NOT_PAYING,
            "The partner may stop work or switch off when a bill is open.",
        ),
    ),
)
