"""Clause 31: what you get when it is late."""

from makegood.rules.clauses.ask import UNDER_WORK, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

DATES = r"(?:dates?|schedules?|timelines?|deadlines?|time ?frames?|milestones?|time ?estimates?)"
OURS = (
    r"payment|\bbills?\b|invoice|interest|overdue|\bfees? (?:is|are) (?:late|not)|late fee|late charge|"
    r"<O>'?s? (?:delay|failure)|force majeure"
)

CLAUSE = Clause(
    number=31,
    check="delay_has_remedy",
    title="Being late has a price",
    protects="The date that your business needs.",
    why="A date without a consequence is a wish. A small reduction for each week, and a way out after some, keeps it "
    "real.",
    rider="The agreed dates are binding. For each full week that a milestone is late through no cause of Customer "
    "and no event beyond Provider's control, its price falls by 2 percent, up to 15, which the parties hold "
    "to be a fair estimate of Customer's loss and no penalty; after 6 weeks Customer may end the work on it "
    "and is refunded what it paid for parts not accepted. Provider tells of a delay as soon as it sees one.",
    ask=Ask(
        caption="Delay",
        section=r"schedule|timeline|delay|time of|milestone|" + UNDER_WORK,
        weight=2,
        brief="a small, limited reduction for late weeks without our cause",
        why="The reduction is small and limited, and does not run for what we or events beyond your control caused.",
    ),
    figures={"delay_percent": "2 percent"},
    present="Lateness lowers the price or lets you leave.",
    weak="There are dates, also estimated ones, but nothing happens when they pass.",
    red_flag="It is said that dates are only estimates or do not bind, or nobody answers for delay.",
    owed=True,
    signs=(
        red(
            DATES
            + r"\b.{0,100}(?:are|is|be|as|only)\b.{0,30}(?:estimate|approximate|not (?:be )?(?:binding|guarantee)|"
            r"target|subject to change|good[ -]faith estimate|non-?binding)",
            "Dates are only estimates.",
            alone=True,
            unless_in=r"government|quote|evaluat|effective date|force majeure",
        ),
        red(
            r"<P>.{0,80}not (?:be )?(?:liable|responsible).{0,60}(?:any )?delays?",
            "The partner does not answer for delay.",
            unless_in=r"caused by|due to|beyond|force majeure|attributable|resulting from|result of|<O>",
        ),
        red(
            r"time is not of the essence|(?:timelines?|schedules?|dates?|deadlines?).{0,40}extended without "
            r"(?:any )?(?:penalty|liability)|<P>.{0,20}estimates? that.{0,80}(?:take|complet)\w*.{0,60}(?:weeks|"
            r"months|days)",
            "Dates are only estimates.",
            unless_in=r"government|offeror|evaluat",
        ),
        protects(
            r"<O>'?s? payment obligation\w*.{0,60}suspended|(?:fee|price|payment)s?\b.{0,60}(?:reduc|discount"
            r"|credit)\w*.{0,80}"
            r"(?:per|each|every|for each) (?:day|week)\w*.{0,30}(?:late|delay)|(?:reduc|discount"
            r"|credit)\w*.{0,80}(?:per|each|"
            r"every) (?:business )?(?:day|week)\w*.{0,30}(?:late|delay)",
            unless_in=r"late (?:fee|charge)|overdue",
        ),
        protects(
            r"<O>.{0,40}(?:may|can|right to) (?:\w+ )?terminat\w*.{0,240}(?:fails?|failure) to (?:deliver|meet"
            r"|complete)\b.{0,80}(?:sprint|"
            r"milestone|deadline|schedule|dates?|on time)",
            unless_in=r"<O> fails|cure",
        ),
        protects(
            r"liquidated damages|time is of the essence|time shall be of the essence",
            unless_in=r"solicit|poach|hire|employee|shares|stock|opinion letter|<O> (?:shall|will) (?:be liable"
            r"|pay)|no liquidated"
            r"|penalty and not|confiden",
        ),
        protects(
            r"(?:\blate\b|delay|lateness|overrun)\w*.{0,200}(?:credit|deduct|penalt|reduc|refund|per (?:day|week)|"
            r"discount)",
            unless_in=OURS,
        ),
        protects(
            r"(?:fail\w* to|not|unable to)\b.{0,120}(?:deliver|complete|operational|meet|achieve|"
            r"finish)\w*.{0,200}(?:dates?|deadline|milestone|schedule|within|days).{0,250}(?:terminat|refund|"
            r"credit|damages|penalt|reduc)",
            unless_in=OURS
            + r"|availability|\bsla\b|cure|acceptance|days (?:after|of) (?:receipt|notice)|breach|insolven",
        ),
        protects(
            r"(?:dates?|deadlines?|milestones?) (?:is|are) (?:missed|not met).{0,160}(?:terminat|breach|remed|"
            r"credit|refund)|\bdelay\w*.{0,60}(?:a )?material breach",
            unless_in=OURS,
        ),
        mentions(
            r"\bdue (?:by|on|before|date)\b\W{0,6}(?:[a-z]{3,9}\.? \d{1,2}|\d|\[|\{)",
            "There are dates, but nothing happens when they pass.",
            unless_in=r"\bpay|paid|invoice|\bfees?\b|balance|deposit|amount|premium",
        ),
        mentions(
            r"(?:total|timeline|duration|delivery)\W{1,6}\d+(?: ?- ?\d+)? (?:business )?(?:weeks|months|days)"
            r"|\bweeks? \d+ ?- ?\d+",
            "There are dates, but nothing happens when they pass.",
            unless_in=r"notice|payment|warrant|support",
        ),
        mentions(
            r"(?:estimated|approximate|anticipated|tentative|target|expected|projected) (?:project )?(?:delivery"
            r"|completion|launch|"
            r"timeline|schedule|duration|timeframe|finish)\b",
            "There are dates, but nothing happens when they pass.",
            unless_in=r"government|quote|evaluat|cost of completion|force majeure|fees",
        ),
        mentions(
            r"(?:deliver|complet|finish|launch)\w*\b.{0,80}(?:within|by|in)\b.{0,40}(?:business days|days|weeks"
            r"|months)\b|"
            r"(?m:^)\W{0,6}(?:week|month|day|phase) \d[-\d]*\b.{0,80}|(?:start|end|due|completion|launch"
            r"|delivery) date",
            "There are dates, but nothing happens when they pass.",
            also=(r"deliver|complet|finish|launch|week|phase|project|milestone",),
            unless_in=r"notice|pay|invoice|accept|respon|receipt of|terminat|cure|effective date|evaluat|\bbug"
            r"|warrant|confiden|"
            r"return|refund|revision|extend",
            doubt=True,
        ),
        mentions(
            r"(?:delivery|project|completion|performance|development|payment and delivery) (?:schedule|dates?|"
            r"deadlines?|timelines?)|(?:within|by|meet\w*|accordance with|adhere to|"
            r"bound to)\b.{0,60}(?:time ?frames?|schedule|deadlines?|milestone|due dates?|timeline)|(?:meet|hit|keep)"
            r"\w*\b.{0,30}deadlines?",
            "There are dates, but nothing happens when they pass.",
            unless_in=r"evaluat|quote|deadline provided|payment schedule|submitted by the deadline|\bpay\b|"
            r"shall pay|late fee|payment received|\bbills?\b|waive|nonresponsive|schedule extension|"
            r"respond to|reasonable time|billing|invoic|\bfees?\b|meetings?",
        ),
        red(
            DATES + r"\b.{0,40}\b(?:may|might|can)\b.{0,20}\b(?:vary|deviate|change|shift|slip|differ)\b|\b(?:not"
            r"|n't)\b.{0,20}\bguarantee\w*\b.{0,40}\b" + DATES,
            "Dates are only estimates.",
            alone=True,
            unless_in=r"<O>'?s? (?:delay|failure)|if <O>|caused by <O>|mutual|agreed|change order|due to <O>|scope"
            r"|force majeure|notice",
        ),
        red(
            DATES + r"\b.{0,60}\b(?:targets?|goals?|estimates?)\b.{0,80}\b(?:not (?:be )?(?:a )?(?:breach|binding"
            r"|commitment|guarantee)|only)",
            "Dates are only estimates.",
            alone=True,
        ),
        protects(
            r"<O>.{0,40}\b(?:may|can|right to)\b.{0,20}\b(?:cancel|terminat|end|withdraw|refus|reject"
            r"|reduc)\w*\b.{0,80}\b(?:late|delay\w*|missed|overdue)\b",
            unless_in=OURS,
        ),
        protects(
            r"<P>.{0,40}\b(?:misses|fails? to meet|does not meet)\b.{0,60}\b" + DATES + r"\b.{0,120}<O>.{0,40}\b(?:may"
            r"|can|right to|entitled)",
            unless_in=OURS + r"|cure",
        ),
        mentions(
            r"\b(?:commence|start|begin|complet|deliver|finish)\w*\b.{0,40}\b(?:on|by"
            r"|before)\b.{0,12}(?:(?:january|february|march|april|may|june|july|august|september|october"
            r"|november|december)"
            r"\b \d|\d{1,2}[/.-]\d|\[date|\{\{)",
            "There are dates, but nothing happens when they pass.",
            also=(r"work|project|service|deliver|milestone|website|software|phase",),
            unless_in=r"\bpay|invoice|effective date|agreement (?:shall|will|is)|entered into|dated|notice|term of"
            r"|renew",
        ),
        mentions(
            r"\b(?:project|work|website|deliverables?|software|development|services?)\b.{0,30}\b(?:will|shall"
            r"|is to|to) be (?:completed?|delivered|finished|launched)\b.{0,20}\b(?:within|by|in)\b",
            "There are dates, but nothing happens when they pass.",
            unless_in=r"notice|\bpay|invoice|cure|bug|warrant|writing|accordance",
        ),
        red(
            r"(?:dates?|schedules?|timelines?|deadlines?|time ?frames?)\b.{0,100}\b(?:indicative|non-?binding"
            r"|not (?:be )?binding)\b|"
            r"(?:exceed|miss|fail\w* to meet)\w*\b.{0,60}\b(?:dates?|timelines?"
            r"|deadlines?)\b.{0,60}\bnot\b.{0,20}\b(?:a )?breach",
            "Dates are only estimates.",
            unless_in=r"<O>'?s? (?:delay|failure)|effective date|offer|quot(?:e|ation)s? (?:is|are)|arbitrat|mediat",
        ),
        protects(
            r"terminat\w*\b.{0,300}\b(?:missed deadlines|late deliver\w+|failure to (?:meet"
            r"|deliver) (?:\w+ ){0,3}(?:deadlines?|on time))",
            unless_in=OURS.replace("payment|", "late payment|"),
        ),
        red(
            r"<P>.{0,20}\b(?:accepts?|assumes?|bears?|takes?|has)\b.{0,12}\bno\b.{0,12}\b(?:responsibility"
            r"|liability)\b.{0,20}\b(?:late|delay)",
            "The partner does not answer for delay.",
            unless_in=r"caused by|due to|beyond|force majeure|attributable|resulting from|<O>",
        ),
        protects(
            r"<P>.{0,20}\b(?:pays?|owes?|shall pay|will pay)\b.{0,40}\b(?:penalty|damages|compensation"
            r"|credit)\b.{0,60}\b(?:week|day|month)s? of delay|"
            r"\bdelayed\b.{0,40}\b(?:days|weeks|months)\b.{0,60}<O>.{0,20}\b(?:may|can)\b.{0,20}\b(?:withdraw"
            r"|terminat|cancel|rescind|end)",
        ),
        mentions(
            r"\b(?:delivery|launch|completion|release|go-?live)\b.{0,12}\b(?:is|are)\b.{0,12}\b(?:planned"
            r"|scheduled|expected|foreseen|set) for\b|\b(?:go(?:es)? live|launch\w*)\b.{0,12}\b(?:in|by"
            r"|within|on)\b.{0,12}\b(?:\d+|\w+) (?:days|weeks|months)",
            "There are dates, but nothing happens when they pass.",
        ),
        red(
            r"(?:dates?|schedules?|timelines?|deadlines?|time ?frames?)\b.{0,20}\b(?:are"
            r"|is)\b.{0,12}\bestimates? only\b|\b(?:not|n't)\b.{0,12}\bguarantee\w*\b.{0,20}\b(?:deadlines?"
            r"|delivery dates?|timelines?|completion dates?)",
            "Dates are only estimates.",
            unless_in=r"quote|government",
        ),
        mentions(
            r"(?:launch|delivery|completion|deadline|go-?live)\W{1,4}(?:by |within )?(?:\d+ (?:days|weeks|months)"
            r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)"
            r"|\bphase \d+\b.{0,12}\(\d+ (?:days|weeks|months)\)|"
            r"\blaunch by\b",
            "There are dates, but nothing happens when they pass.",
            unless_in=r"notice|\bpay|invoice|warrant|support",
        ),
    ),
)
