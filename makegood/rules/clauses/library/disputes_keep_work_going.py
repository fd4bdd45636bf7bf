"""Clause 30: a quarrel about one bill does not stop everything."""

from makegood.rules.clauses.clause import Clause, mentions, protects, red

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
    present="You may hold back disputed sums, or the work goes on during a dispute.",
    weak="Only a way to settle disputes is named.",
    red_flag="Everything falls due at once, or interest runs and the work stops.",
    signs=(
        red(
            r"accelerat\w+.{0,80}(?:due|payment|fees|amounts)|(?:all|any).{0,40}(?:remaining|outstanding|unpaid|"
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
        protects(
            r"disput\w*.{0,200}(?:invoice|amount|charge|portion|payment|fees|bill)|(?:invoice|amount|charge|fees|"
            r"bill)s?.{0,160}disput\w*|good[ -]faith disagreement.{0,80}(?:amount|invoice)",
            also=(r"withh|undisputed|notif|pay|good faith|writ",),
            unless_in=r"fails? to pay|not cured|bankrupt|attorney|prevailing|arbitration (?:fees|rules)|mediator",
        ),
        protects(r"pay (?:all |any |the )?undisputed", unless_in=r"fails? to pay|failure to pay|not cured"),
        protects(
            r"continu\w*.{0,80}(?:perform|work|services|obligations|provide).{0,160}(?:disput|pending resolution|"
            r"pendency)|(?:disput|pending|pendency)\w*.{0,200}continu\w*.{0,60}(?:perform|work|services|provid)",
        ),
        mentions(
            r"\bmediat\w+|\barbitrat\w+|dispute resolution|escalat\w+|negotiat\w+.{0,80}disput|"
            r"disput\w+.{0,160}negotiat|(?:exclusive|personal|legal|submit\w* to the) (?:\w+ )?jurisdiction|"
            r"\bvenue\b|courts (?:located )?(?:in|of) \W?[a-z]",
            "A way to settle disputes is named, but not that you may hold back or that the work goes on.",
            unless_in=r"competent jurisdiction|jurisdiction of (?:incorporation|formation|its)|"
            r"licensed to do business|laws of (?:the|any) jurisdiction in|"
            r"other (?:legal )?jurisdiction,|escalated at|rates",
        ),
    ),
)
