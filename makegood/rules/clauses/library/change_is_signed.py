"""Clause 11: changes cost only what you signed."""

from makegood.rules.clauses.ask import Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

SCOPE = (
    r"(?:scope|services|work|specifications?|deliverables?|sow|statement of work|requirements|project|functionality)"
)
SIGNED = r"\b(?:sign(?:ed|ature|ing)?|writ(?:ing|ten)|execut(?:ed?|ion)|duly executed|agreed|mutual(?:ly)?|approv\w*)\b"

CLAUSE = Clause(
    number=11,
    check="change_is_signed",
    title="No change without your signature",
    protects="Your price and your dates from creeping.",
    why="Most overruns come in small pieces that nobody signed. A written order with price and days before the work "
    "starts lets you say no.",
    rider="Work outside the agreed scope is done and paid only under a change order that both sides signed before "
    "it began and that states the price, the effect on dates and the risk. Provider estimates a change on "
    "request without charge. Work done without one is at Provider's expense, and Provider may refuse to do "
    "it.",
    ask=Ask(
        caption="Change orders",
        section=r"change order|change control|change request|changes|scope",
        weight=3,
        brief="priced and signed before work on them begins",
        why="It protects both: nothing is owed that was not signed, and nothing has to be done that was not signed.",
    ),
    stake="What is added on the way comes on top of {price}, without your signature.",
    present="Changes count only in writing that both sides agreed.",
    weak="A way to change the work is named, but not that nothing is owed without a signed order. How the paper "
    "itself is "
    "amended does not count.",
    red_flag="Changes are billed as they come, or a spoken word suffices.",
    signs=(
        red(
            r"(?:additional|extra|change[sd]?|out[ -]of[ -]scope|outside (?:the |of )?(?:original )?scope|further|"
            r"revisions?)\b.{0,180}(?:billed|charged|invoiced|payable|chargeable)\b.{0,80}(?:at|per|"
            r"an)\b.{0,60}(?:rate|hour|then-?current|\$|time)",
            "What goes beyond the scope is billed as it comes.",
            unless_in=r"writ|sign|approv|agree|change order|transition|training|support|travel|late|quot|emergency"
            r"|overtime|"
            r"business hours|weekend",
        ),
        red(
            r"(?:verbal|oral)(?:ly)?\b.{0,40}(?:approv|agree|request|chang|instruct)\w*.{0,80}(?:suffic|bind|"
            r"accept|valid|bill|constitut)",
            "A spoken word is enough to make you pay.",
            unless_in=r"\bnot?\b|neither",
        ),
        protects(
            r"change (?:order|request|proposal|notice)s?\b.{0,250}"
            + SIGNED
            + r"|"
            + SIGNED
            + r".{0,120}change orders?",
            unless_in=r"of control|failure of a|objections, corrections|conform",
        ),
        protects(
            r"\b(?:no|not|any|all|only|each|every)\b.{0,40}(?:change|modification|alteration|amendment)s?\b.{0,120}"
            + SCOPE
            + r".{0,160}(?:writing|written|signed|change order|amendment|mutual)",
            unless_in=r"of control|governing law|infring|indemn|warrant",
        ),
        protects(
            r"(?:additional|extra|out[ -]of[ -]scope|outside (?:the |of )?scope).{0,60}(?:work|services|"
            r"features?).{0,160}(?:writing|written|signed|approv|mutual|change order|amend)",
        ),
        protects(
            r"(?:additional|extra|new|further|overages?|over-?runs?|out[ -]of[ -]scope|outside (?:the "
            r"|of )?(?:\w+ )?scope|beyond)\b.{0,80}(?:work|"
            r"services?|features?|requests?|development|tasks?|revisions?|rounds?|hours|functionality"
            r"|deliverables?)\b.{0,220}"
            r"(?:\bwritten\b|in writing|signed|pre-?approv|approved|approval|agreed (?:to |upon |in |before|by"
            r"|between)|"
            r"with (?:prior )?approval|prior approval|mutual|change order|change request|amendment|addendum"
            r"|(?:additional|separate|new) (?:sow|statement of work|"
            r"agreement|contract|order))",
            unless_in=r"longer period|need not|of control|terminat|transition|confidential|infring|hire|insurance"
            r"|expenses|sub-?process"
            r"|term of",
        ),
        protects(
            r"(?:modif|chang|alter)\w*.{0,60}(?:to|in|of|from|beyond|outside)\b.{0,60}(?:scope|order forms?|sow|"
            r"statements? of work|deliverables|specifications?|requirements|project|exhibit|features"
            r"|services)\b.{0,160}"
            r"(?:\bwritten\b|in writing|signed|approved by|mutual|agreed (?:to|upon|in|by)|change order|amendment)",
            unless_in=r"longer period|need not|of control|infring|indemn|warrant|derivative|copyright|governing"
            r"|order of precedence|conflict",
        ),
        protects(
            r"(?:hours|work|time|anything) (?:beyond|above|over|exceeding|outside)\b.{0,60}(?:requires?|needs?"
            r"|subject to|must)\b"
            r".{0,40}(?:written|approv|consent|agree|writing)",
            unless_in=r"of control|overtime pay|longer period|need not",
        ),
        protects(
            r"(?:billed|pre-?approved|agreed|approved)\b.{0,40}(?:pre-?approved|agreed|approved"
            r"|agreement)? ?(?:in advance|"
            r"before (?:any )?(?:work|it|they|the work) )",
            also=(r"additional|extra|overage|revision|change|scope|rounds?|more hours|hours",),
            doubt=True,
        ),
        mentions(
            r"(?:separate(?:ly)?|new|additional|own) (?:quote|quotation|estimate|proposal|pricing)"
            r"|quoted (?:separately|in "
            r"advance)|pre-?approved before",
            "What is added is quoted apart, but not that nothing is owed without your signature.",
            unless_in=r"insurance",
        ),
        protects(
            r"(?:services|work|features) not .{0,60}(?:listed|included|described).{0,160}(?:amendment|"
            r"change order|written|separate agreement)",
        ),
        protects(
            r"(?:amend|modif|\bchang|extend)\w*.{0,40}(?:sow|order form|statement of work|specifications|scope|"
            r"task order).{0,120}(?:writing|written|signed|change order|mutual|executed)",
        ),
        protects(
            r"only (?:the )?(?:\w+ ){0,4}(?:authori[sz]ed|may|can)\b.{0,120}(?:modif|chang|amend)\w*|(?:not|"
            r"no)\b.{0,20}authori[sz]ed.{0,120}(?:change|modif)\w*.{0,60}(?:contract|agreement|order)",
        ),
        protects(
            r"not (?:be bound by|perform|commence|begin|start|proceed)\b.{0,120}\buntil\b.{0,140}(?:writing|"
            r"written|signed|modification|change order|approv)",
            unless_in=r"insurance|certificate",
        ),
        mentions(
            r"\bchange (?:order|request|control|management)s?\b",
            "A way to change is named, but not that nothing is owed without a signed order.",
            unless_in=r"of control",
        ),
        mentions(
            r"\b(?:chang|modif)\w* (?:to|in|of|the|any|an?)\b.{0,40}"
            + SCOPE
            + r"|"
            + SCOPE
            + r".{0,60}(?:be |may )(?:be )?(?:chang|modif|adjust)\w*",
            "Changes are named, but not that nothing is owed without a signed order.",
            unless_in=r"of control|governing|modified deliverable|modify such|may make any change|re-?deliver|"
            r"copy|derivative|distribut|sell|warrant|infring|proprietary|right, title|branding",
        ),
        red(
            r"(?:approv|agree|request|chang|instruct|authori[sz])\w*\b.{0,40}\b(?:verbal|oral)(?:ly)?\b",
            "A spoken word is enough to make you pay.",
            also=(r"change|scope|additional|extra|work",),
            unless_in=r"\bnot?\b|neither|nor|supersed|prior|understanding|entire|confirm|disclos|confiden|replac"
            r"|whether",
        ),
        protects(
            r"(?:outside|beyond|in addition to)\b.{0,40}\bscope\b.{0,120}\b(?:unless|without"
            r"|until)\b.{0,60}(?:writ|authori[sz]|approv|agree|sign)",
        ),
        protects(
            r"(?:changes?|additions?|modifications?|revisions?)\b.{0,30}\b(?:to|in|of)\b.{0,40}"
            + SCOPE
            + r".{0,80}(?:separate|new|additional|another) (?:written )?(?:agreement|contract|sow|order|statement)",
        ),
        protects(
            r"\b(?:start|begin|proceed|perform|do)\b.{0,60}\b(?:only|until)\b.{0,60}\b(?:you"
            r"|<O>)\b.{0,20}\b(?:approve|sign|agree|confirm)",
            also=(r"chang|scope|additional|extra|estimate",),
        ),
        red(
            r"\b(?:changes?|revisions?|additions?|extras?|requests?)\b.{0,60}\b(?:charged|billed"
            r"|invoiced)\b.{0,40}\b(?:extra|additionally|at (?:our|its|the|my) (?:\w+ )?(?:hourly )?rates?)",
            "What goes beyond the scope is billed as it comes.",
            unless_in=r"writ|sign|approv(?:ed|al) (?:by|of|from)|agree|change order|transition|training|support"
            r"|travel|late|quot|emergency|overtime|business hours|weekend|consent",
        ),
        protects(
            r"\bscope\b.{0,40}\b(?:can|may|shall) (?:only )?be (?:changed|modified|extended"
            r"|amended)\b.{0,20}\b(?:only )?(?:by|in|through|with)\b.{0,60}(?:writ|sign|document|mutual"
            r"|agree)",
        ),
        protects(
            r"\b(?:not|no)\b.{0,30}\b(?:entitled|payment|obliged|obligated|paid|charge)\w*\b.{0,60}\b(?:changes?"
            r"|additional|extra|variation)\w*\b.{0,60}\b(?:not|without|unless)\b.{0,30}\b(?:approv|agree|sign"
            r"|writ)",
            unless_in=r"of control",
        ),
        red(
            r"\b(?:extra|additional|further) (?:pages?|features?|revisions?|rounds?|work|changes|hours"
            r"|requests?)\b\W{0,4}(?::|=|at|are|is|will be|billed|charged)?\W{0,4}.{0,12}(?:(?:\$|\xa3"
            r"|\?) ?[\d\[{][\d,.]*.{0,12}\b(?:each|per|/)|(?:billed|charged) (?:hourly|by the hour|per hour))",
            "What goes beyond the scope is billed as it comes.",
            unless_in=r"writ|sign|approv|agree|change order|quot|included|option|up to",
        ),
    ),
)
