"""Clause 8: you pay for what is proven and hold something back."""

from makegood.rules.clauses.ask import UNDER_PAY, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red
from makegood.rules.clauses.words import FEE, SHARE_HALF

SHARE = (
    r"(?:\d{1,2}|five|ten|fifteen|twenty|twenty-five|thirty) ?(?:\(\d{1,2}\) ?)?(?:%|percent|"
    r"per cent)(?: \(\d{1,2}%\))?"
)
LARGE = r"(?:50|60|65|70|75|80|90|100|fifty|sixty|seventy|eighty|one hundred) ?(?:\(\d{2,3}\) ?)?(?:%|percent|per cent)"
AHEAD = (
    r"(?:up-?front|deposit|sign(?:ing|ature)|in advance|advance payment|execution of|commenc\w+|"
    r"before (?:any )?work|down ?payment)"
)

CLAUSE = Clause(
    number=8,
    check="retainage_is_held",
    title="Part by part, with money held back",
    protects="The one lever you have until it works: the money that is not paid yet.",
    why="Who has been paid has no reason to hurry. Pay each part when it is accepted, and hold some back until the "
    "end.",
    rider="Fees are due part by part, each only after Customer's written acceptance of that part. From each payment"
    " Customer holds back 10 percent; half of what is held back is due at final acceptance and the rest when "
    "the warranty ends, less the cost of what is still to fix. Nothing is due in advance.",
    ask=Ask(
        caption="Payment by parts and retainage",
        section=r"retainage|" + UNDER_PAY,
        weight=3,
        brief="each part paid once accepted, a share held back until a fixed day",
        why="Payment follows what is accepted; what is held back has a day on which it is due.",
    ),
    stake="What is paid ahead, up to {price}, is gone if they stop.",
    figures={"retainage_percent": "10 percent"},
    present="Part of each payment is held back until the end.",
    weak="Payment follows milestones or acceptance, but nothing is held back.",
    red_flag="Half or more in advance, fees that are not refundable, or payment by the calendar whatever was "
    "delivered.",
    signs=(
        red(
            r"non-?refundable|not (?:be )?refund(?:able|ed)|no refunds?\b",
            "What you have paid does not come back, whatever was delivered.",
            also=(r"fee|deposit|payment|retainer|paid|amount",),
        ),
        red(
            LARGE + r".{0,120}" + AHEAD + r"|" + AHEAD + r".{0,80}" + LARGE,
            "Half or more is paid before anything is delivered.",
            also=(r"pay|due|deposit|fee|price|invoice|amount|cost",),
            unless_in=r"refund \d|money[ -]back",
        ),
        red(
            r"(?:full|entire|whole|100 ?%|total)\b.{0,60}(?:payment|fee|amount|price|cost)?.{0,40}\b(?:due|payable"
            r"|paid|"
            r"required)\b.{0,60}(?:in advance|up-?front|before (?:any )?(?:work|services|the project|start|commenc)\w*|"
            r"prior to (?:any )?(?:work|services|commenc|start))|due in full (?:before|prior|in advance|up-?front)|"
            r"paid in full (?:in advance|up-?front|before (?:work|commenc|start))",
            "All is paid before anything is delivered.",
            unless_in=r"launch|go(?:es|ing)? live|deliver|hand|refund|back",
        ),
        red(
            r"(?:entire|full|whole|total) _?(?:fee|price|payment|amount|cost)_?\b.{0,60}(?:within|upon|at"
            r"|on)\b.{0,60}(?:entering|"
            r"signing|signature|execution|booking)",
            "All is paid before anything is delivered.",
            unless_in=r"% of|percent of|refund",
        ),
        red(
            r"(?:payments?|charges?|fees?)\b.{0,80}\b(?:due|payable|paid|billed|invoiced) (?:\w+ )?in advance",
            "You pay by the calendar, whatever was delivered.",
            unless_in=r"support|maintenance|cap\b|recurring|expenses|refund|not (?:be )?(?:due|payable|required)",
        ),
        red(
            r"deposit\b.{0,60}(?:forfeit\w*|is retained|will be retained|(?:is|are) kept)",
            "What you have paid does not come back, whatever was delivered.",
        ),
        red(
            r"fees?\b.{0,40}(?:are|is|shall be|will be)\b.{0,30}(?:invoiced|billed|payable|due"
            r"|paid)\b.{0,40}(?:annually |"
            r"monthly |quarterly |yearly )?in advance|(?:annual\w*|monthly|quarterly)\b.{0,40}(?:invoiced|billed"
            r"|payable) (?:in "
            r"advance|at the (?:start|beginning) of)",
            "You pay by the calendar, whatever was delivered.",
            unless_in=r"hosting|support|maintenance|cap\b|subscription for third|recurring|expenses",
        ),
        red(
            r"(?:pay|fees?|fee of|paid|sum of).{0,80}\$ ?[\d,]+.{0,30}(?:per|each|a|every) month|"
            r"monthly (?:retainer|installments?|instalments?)(?: fee| payment)?s?\b.{0,30}\d"
            r"|monthly (?:\w+ )?(?:fee|payment)s? (?:of|"
            r"in the amount of) .{0,10}\d|fee in the amount of.{0,80}for each month",
            "You pay by the calendar, whatever was delivered.",
            unless_in=r"cap|not exceed|late|interest|hosting|support|maintenance",
        ),
        red(
            r"(?:paid|payable|due)\b.{0,40}prior to the (?:beginning|start|commencement) of",
            "You pay by the calendar, whatever was delivered.",
            also=(r"fee|charge|amount|payment",),
            unless_in=r"days prior|work|terminat|deposit|initial payment|will be deducted",
        ),
        protects(
            r"retainage|hold-?back|retention (?:of|amount|money|payment)",
            unless_in=r"data|records?|employee|document|tax",
        ),
        protects(
            r"(?:withh(?:old|eld)|retain(?:ed)?|held back|hold back)\w*.{0,120}"
            + SHARE
            + r"|"
            + SHARE
            + r".{0,160}(?:withheld|retained|held back|hold back|(?:upon|at|after|until) final (?:acceptance|"
            r"completion))",
            unless_in=r"\btax|unreasonably|credit",
        ),
        mentions(
            SHARE + r".{0,80}(?:upon|on|at|after|following)\b.{0,80}(?:complet|deliver|accept|approv|launch"
            r"|milestone|go-?live)",
            "Payment follows delivery or acceptance, but nothing is held back.",
            unless_in=r"late|interest|discount|uptime",
        ),
        mentions(
            r"milestones?.{0,200}(?:pay|fee|invoice|price|compensat)|(?:pay|fee|invoice|price|"
            r"compensat)\w*.{0,200}milestones?",
            "Payment follows milestones, but nothing is held back.",
            unless_in=r"change order|impact of",
        ),
        mentions(
            r"(?:invoice|pay(?:able|ment|s)?|due|paid)\b.{0,160}(?:upon|after|following|once|"
            r"until)\b.{0,80}(?:accept|approv|complet|deliver)",
            "Payment follows delivery or acceptance, but nothing is held back.",
            unless_in=r"late|reimburs|bonus|terminat|tax|confidential",
        ),
        mentions(
            r"\$ ?[\d,.]+.{0,40}(?:following|upon|after|on)\b.{0,50}(?:acceptance|approval|completion|delivery)",
            "Payment follows delivery or acceptance, but nothing is held back.",
        ),
        mentions(
            r"(?:accept|inspect|approv)\w*.{0,100}(?:before|prior to).{0,60}(?:pay|invoice)",
            "Payment follows acceptance, but nothing is held back.",
        ),
        red(
            r"\b(?:invoiced|billed|paid|payable|due|charged|collected)\b.{0,40}\bin advance\b",
            "You pay by the calendar, whatever was delivered.",
            unless_in=r"\b(?:nothing |no (?:\w+ ){1,3})(?:is|are|shall be|will be) (?:due|payable)|hosting|support"
            r"|maintenance|expenses|refund|not (?:be )?(?:due|payable|required|paid)"
            r"|(?:days|weeks|hours|notice|approv\w*|agreed|consent\w*) in "
            r"advance|in advance (?:by|of (?:any )?(?:change|increase|travel))|travel|third[ -]part|recurring|cap\b",
        ),
        red(
            r"(?:payments?|sales|fees?)\b.{0,20}\b(?:are|is)\b.{0,10}\bfinal\b|no refunds?\b.{0,60}(?:issued|given"
            r"|made|provided|available)",
            "What you have paid does not come back, whatever was delivered.",
            also=(r"refund|non-?refundable",),
        ),
        mentions(
            r"\b(?:due|payable|payments?|paid|balance|remainder)\b.{0,80}\b(?:upon|on|at|after|following|once"
            r"|when)\b.{0,40}\b(?:completion|completed|delivery|delivered|"
            r"acceptance|approval|launch|the end of (?:the )?project)\b",
            "Payment follows delivery or acceptance, but nothing is held back.",
            unless_in=r"late|reimburs|bonus|terminat|tax|confidential|interest",
        ),
        mentions(
            r"\b(?:payable|paid|due|invoiced|billed)\b.{0,60}\b(?:as|when) each (?:phase|part|stage|milestone"
            r"|deliverable|module)",
            "Payment follows delivery or acceptance, but nothing is held back.",
        ),
        red(
            r"\b(?:monthly|quarterly|annually|yearly) in advance\b|\bin advance\b.{0,20}\b(?:billed|invoiced) on\b|"
            r"(?:fees?|payments?|pay\b).{0,60}\bon or before the (?:first|1st)(?: day)? of (?:the|each|every) month",
            "You pay by the calendar, whatever was delivered.",
            unless_in=r"recurring|managed services|support fee|maintenance fee|expenses|refund|third[ -]part|rent\b",
        ),
        red(
            SHARE_HALF + r"\b?.{0,60}\b" + FEE + r"\b.{0,80}\b(?:sign(?:ed|ing|ature)|up-?front"
            r"|before (?:the )?(?:work|start)|at the (?:start|beginning|outset)|in advance|on (?:order"
            r"|booking|commission))|"
            r"(?:sign(?:ed|ing|ature)|up-?front|in advance|to start)\b.{0,60}" + SHARE_HALF,
            "Half or more is paid before anything is delivered.",
            also=(r"pay|due|deposit|fee|price|invoice|amount|cost",),
            unless_in=r"refund \d|money[ -]back|another half|half (?:day|hour|an hour)|in half",
        ),
        red(
            r"\b(?:deposits?|fees?|payments?|retainers?|amounts? paid|sums? paid)\b.{0,40}\b(?:not"
            r"|non)[ -]?(?:be )?(?:returnable|returned|reimbursable|refundable|refunded)",
            "What you have paid does not come back, whatever was delivered.",
        ),
        red(
            r"\b(?:fees?|payments?|price|amount)\b.{0,20}\b(?:is|are|shall be|will be)\b.{0,12}\b(?:payable|due"
            r"|paid)\b.{0,12}\bup[ -]?front\b|"
            r"\b(?:billed|invoiced|charged)\b.{0,20}\bat the (?:beginning|start) of (?:each|every|the) (?:month"
            r"|quarter|year)",
            "You pay before anything is delivered.",
            unless_in=r"support|maintenance|hosting|\d ?%|percent|half",
        ),
        mentions(
            r"\binvoices?\b.{0,20}\bafter each (?:milestone|phase|stage|part|deliver)",
            "Payment follows delivery or acceptance, but nothing is held back.",
        ),
        red(
            r"\bdue\W{1,4}(?:on )?the (?:1st|first|\[\w+\])(?: day)? of (?:each|every|the)(?: calendar)? month"
            r"|monthly (?:\w+ ){0,3}(?:fee|retainer)s?\b.{0,20}\b(?:of|is|shall be|will be"
            r"|in the amount of)\b.{0,60}\d",
            "You pay by the calendar, whatever was delivered.",
            unless_in=r"cap\b|not exceed|late|interest|hosting|support|maintenance|milestone|third[ -]part",
        ),
        red(
            r"\bbilled on the (?:1st|first)\b|(?m:^)[^\w\n]{0,6}no refunds?[^\w\n]*(?m:$)",
            "You pay by the calendar, whatever was delivered.",
            unless_in=r"hosting|support|maintenance",
        ),
    ),
)
