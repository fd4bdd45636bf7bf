"""Clause 30: a quarrel about one bill does not stop everything."""

from makegood.rules.clauses.ask import Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red, red_part
from makegood.rules.clauses.words import NOT_PAYING, STOPPING

STOP = r"(?:suspend|suspens|discontinu|ceas|withhold|disabl|deactivat|stop|paus|halt|delay|revok)"
UNPAID = (
    r"(?:non-?payment|not pay\b|not paid|unpaid|overdue|past due|fail\w* to (?:pay|make (?:any |timely )?payment"
    r"|remit)|"
    r"late payment|delinquent|payment is not|payments? (?:is|are) (?:not|late)|(?:invoice|payment|account|amount"
    r"|fee)s?.{0,40}(?:late|"
    r"outstanding|in arrears|not (?:timely )?(?:paid|received)))"
)

CLAUSE = Clause(
    number=30,
    check="disputes_keep_work_going",
    title="A quarrel does not stop the work",
    protects="Your right to hold back what is wrong while the work goes on.",
    why="If you must pay first and argue later, or the work stops, you pay. Hold back what is in dispute, pay the "
    "rest, "
    "talk within days, and then let a mediator help.",
    rider="Customer pays what is undisputed and may hold back what it disputes in good faith, with reasons, within "
    "the time for payment. Provider goes on working on what is not in dispute, and does not stop the rest "
    "without 10 business days' notice. The people in charge meet within 5 business days, their principals "
    "within 10, then a mediator within 30; after that the courts at Customer's principal place of business "
    "decide. Late interest is at most 1 percent a month, or less where the law says so, and not on sums "
    "disputed in good faith.",
    ask=Ask(
        caption="Disputes",
        section=r"dispute|arbitrat|mediation|governing law",
        weight=3,
        brief="what is undisputed is paid, and work goes on meanwhile",
        why="What is undisputed is paid on time; what is disputed is talked about within days.",
    ),
    present="You may hold back disputed sums, or the work goes on during a dispute.",
    weak="Only a way to settle disputes is named.",
    red_flag="Everything falls due at once, or a late bill bears interest and the work may stop as well.",
    signs=(
        red(
            r"accelerat\w+.{0,80}(?:due|payment|fees|amounts)|(?:all|any).{0,40}(?:remaining|outstanding|unpaid"
            r"|payment obligations|sums|"
            r"amounts).{0,80}(?:become|are|shall be|be) immediately due",
            "If one bill is open, everything falls due at once.",
            unless_in=r"<P> shall pay",
        ),
        red(
            r"(?:interest|late (?:fee|charge|payment)).{0,300}suspend\w*",
            "Interest runs and the work stops while you argue.",
            unless_in=r"(?:shall|may|will) not suspend|undisputed|not subject to a good|carrying on|"
            r"suspends? or (?:ceases?|threatens)",
        ),
        red_part(
            r"(?:\binterest (?:at|of|on|will|shall|may|is|charges?|accru\w+|from|equal|calculated|rate)"
            r"|late (?:fee|charge|payment)s?|"
            r"finance charges?|surcharge|penalt(?:y|ies))\b.{0,120}(?:%|percent|per (?:month|annum|day|week)"
            r"|accrue|maximum|legal rate|"
            r"\brate|apply|incur|subject)|(?:overdue|late|unpaid|past due)\b.{0,120}"
            r"(?:interest|late fee|finance charge|surcharge|penalt|\d ?%)",
            "Interest runs and the work stops while you argue.",
            element="interest",
            unless_in=r"undisputed|not subject to a good|<P> shall pay|in good faith",
        ),
        red_part(
            STOP
            + r"\w*\b.{0,120}(?:services?|work|performance|access|project|hosting|site|deliver)\w*.{0,200}"
            + UNPAID
            + r"|"
            + r"(?:services?|work|access|project|hosting|site)\b.{0,60}\b"
            + STOP
            + r"\w*\b.{0,100}"
            + UNPAID
            + r"|"
            + UNPAID
            + r".{0,260}"
            + STOP
            + r"\w*\b.{0,80}(?:services?|work|performance|access|project|hosting"
            r"|site|deliver)",
            "Interest runs and the work stops while you argue.",
            element="stop",
            unless_in=r"(?:shall|may|will|must) not (?:\w+ ){0,2}(?:suspend|withhold|stop)|<O> may (?:withhold"
            r"|suspend|stop)|"
            r"undisputed|in good faith|withhold\w* (?:of )?(?:any |all )?(?:payment|amount|tax)|without .{0,20}suspend",
        ),
        protects(
            r"disput\w*.{0,200}(?:invoice|amount|charge|portion|payment|fees|bill)|(?:invoice|amount|charge|fees|"
            r"bill)s?.{0,160}disput\w*|good[ -]faith disagreement.{0,80}(?:amount|invoice)",
            also=(r"withh|undisputed|notif|pay|good faith|writ",),
            unless_in=r"licen[cs]e|title|\bvest|\bassign\b|collateral|fails? to pay|not cured|bankrupt|attorney"
            r"|prevailing|arbitration (?:fees|rules)|mediator|(?:shall|will) be (?:resolved|settled|referred)",
        ),
        protects(
            r"payment\b.{0,40}(?:is|was|be|being)? ?withheld\b|<O>.{0,40}(?:may|right to|entitled to"
            r"|can)\b.{0,40}withhold\b.{0,60}"
            r"(?:payment|amount|sum|portion)",
            unless_in=r"\btax|confidential|not (?:be )?(?:entitled|withh)|no right",
        ),
        protects(
            r"pay (?:all |any |the )?undisputed",
            unless_in=r"fails? to pay|failure to pay|not cured|licen[cs]e|title|vest",
        ),
        protects(
            r"continu\w*.{0,80}(?:perform|work|services|obligations|provide).{0,160}(?:disput|pending resolution|"
            r"pendency)|(?:disput|pending|pendency)\w*.{0,200}continu\w*.{0,60}(?:perform|work|services|provid)",
        ),
        mentions(
            r"\bmediat\w+|\barbitrat\w+|dispute resolution|escalat\w+.{0,80}disput|disput\w+.{0,80}escalat"
            r"|negotiat\w+.{0,80}disput|"
            r"disput\w+.{0,160}negotiat|(?:exclusive|personal|legal|submit\w* to the) (?:\w+ )?jurisdiction|"
            r"\bvenue\b|place of jurisdiction|jurisdiction of the courts|courts (?:located )?(?:in|of) \W?[a-z]",
            "A way to settle disputes is named, but not that you may hold back or that the work goes on.",
            unless_in=r"competent jurisdiction|jurisdiction of (?:incorporation|formation|its)|"
            r"workflow|feature|licensed to do business|laws of (?:the|any) jurisdiction in|"
            r"other (?:legal )?jurisdiction,|escalated at|rates",
        ),
        red_part(
            r"(?:\blate\b|overdue|past[ -]due|unpaid)\b.{0,80}\b(?:interest|fee|charge|penalt\w+|surcharge)\b"
            r"|\b(?:interest|late fee|late charge)\b.{0,60}\b(?:overdue|late|past[ -]due|unpaid)\b|"
            r"late payments?\W{0,6}\d[\d.]* ?%",
            "Interest runs and the work stops while you argue.",
            element="interest",
            unless_in=r"undisputed|not subject to a good|<P> (?:shall|will) pay|in good faith|\bno (?:late"
            r"|interest)|waive",
        ),
        red_part(
            STOPPING + r"\w*\b.{0,120}\b(?:services?|work|performance|access|project|hosting|site"
            r"|deliver\w*)\b.{0,200}"
            + NOT_PAYING
            + r"|"
            + NOT_PAYING
            + r".{0,200}\b"
            + STOPPING
            + r"\w*\b.{0,80}\b(?:services?|work|performance|access|project|hosting|site|deliver\w*)\b"
            r"|\b(?:services?|work|access|project|hosting|site)\b.{0,40}\b"
            + STOPPING
            + r"\w*\b.{0,100}"
            + NOT_PAYING
            + r"|"
            + NOT_PAYING
            + r".{0,60}\bservice suspension|"
            + NOT_PAYING
            + r".{0,120}\b(?:services?|work|access|project|site)\b.{0,20}\b"
            + STOPPING,
            "Interest runs and the work stops while you argue.",
            element="stop",
            unless_in=r"(?:shall|may|will|must) not (?:\w+ ){0,2}(?:suspend|withhold|stop|paus|interrupt)"
            r"|<O> (?:may|shall|will|can) (?:withhold|suspend|stop)|undisputed|in good faith|"
            r"withhold\w* (?:of )?(?:any |all )?(?:payment|amount|tax)|without .{0,20}suspend|insolven|stop payment",
        ),
        mentions(
            r"\b(?:disputes?|actions?|claims?|proceedings?|litigation)\b.{0,160}\b(?:courts?|tribunals?)\b",
            "A way to settle disputes is named, but not that you may hold back or that the work goes on.",
            unless_in=r"competent jurisdiction|indemnif|intellectual property|infring|attorney|court costs",
        ),
        red(
            r"\b(?:whole|entire|full|remaining)\b.{0,20}\b(?:balance|price|fee|amount|debt)\b.{0,40}\b(?:becomes?"
            r"|is|falls?|shall be)\b.{0,12}\b(?:payable|due)\b.{0,12}\b(?:at once|immediately|forthwith)",
            "If one bill is open, everything falls due at once.",
            unless_in=r"<P> shall pay|terminat",
        ),
        protects(
            r"\bdisput\w*\b.{0,80}\b(?:hold back|withhold|retain|keep back|need not pay|not (?:have"
            r"|be required) to pay)\b|\bdisputes?\b.{0,40}\bnot\b.{0,20}\b(?:entitle|allow"
            r"|permit)\b.{0,20}<P>.{0,20}\b(?:stop|suspend|cease|withhold)",
        ),
    ),
)
