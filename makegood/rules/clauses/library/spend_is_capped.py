"""Clause 9: the most that it can cost."""

from makegood.rules.clauses.ask import UNDER_PAY, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red
from makegood.rules.clauses.words import MONEY

NOT_SPEND = (
    r"liabilit|interest|insurance|per occurrence|response|maximum extent|maximum rate|lesser of|"
    r"hours of use|days of|rate permitted|late (?:fee|charge)|percent annually|three percent|damages|"
    r"losses|cost of ownership|salary|employees|users|pages|lawful"
)

CLAUSE = Clause(
    number=9,
    check="spend_is_capped",
    title="There is a price or a ceiling",
    protects="You from bills without an end.",
    why="Work by the hour without a ceiling has no reason to end. A ceiling makes the partner tell you early that the "
    "money will not suffice.",
    rider="The fees do not exceed [amount] in total unless both sides raise this ceiling in a signed change order. "
    "Provider tells Customer in writing when three quarters of it are used. Work above the ceiling that "
    "Customer has not approved in a signed change order is at Provider's expense, and Provider need not begin"
    " it. Rates stay fixed for the term.",
    ask=Ask(
        caption="Ceiling",
        section=UNDER_PAY,
        weight=3,
        brief="only a signed change raises the fees",
        why="We have to plan the spend; you never need to begin work above the ceiling that was not approved.",
    ),
    stake="Nothing stops the bills at {price}.",
    present="There is a fixed price or a ceiling that needs your approval to pass.",
    weak="There is an estimate or a budget, but no ceiling.",
    red_flag="It is said that the price is only an estimate and may grow, or rates may go up on notice.",
    signs=(
        red(
            r"estimate[sd]?\b.{0,80}(?:only|not (?:a )?(?:guarantee|binding|fixed|firm|cap)|non-?binding|"
            r"may (?:vary|change|exceed|differ)|approximat)",
            "The price is only an estimate and may grow.",
            also=(r"price|cost|fee|budget|amount|total|hours|quote",),
            unless_in=r"government|offeror",
        ),
        red(
            r"(?:prices?|rates?|fees?|charges?|pricing)\b.{0,20}(?:are|is) subject to change",
            "The partner may raise its rates.",
            unless_in=r"expir|valid|this (?:proposal|quote)",
        ),
        red(
            r"time estimates?\b.{0,80}(?:only|not binding|not (?:a )?(?:guarantee|commitment))",
            "The price is only an estimate and may grow.",
        ),
        red(
            r"(?:rates?|fees|charges|prices?|pricing)\b.{0,80}(?:may|can|subject to|will) (?:be )?(?:chang|"
            r"increas|adjust|modif|revis)\w*.{0,120}(?:notice|time to time|discretion|annually|each year|"
            r"at any time)|<P>.{0,40}(?:may|can|reserves? the right to) (?:change|increase|adjust|"
            r"modify).{0,50}(?:rates?|fees|charges|prices?)",
            "The partner may raise its rates.",
            unless_in=r"written (?:approval|consent|agreement)|mutual|<O>'?s (?:prior )?(?:written )?(?:approval|"
            r"consent)|not (?:be )?(?:increas|exceed)",
        ),
        protects(
            r"not[ -]to[ -]exceed|\bnte\b|(?:shall|will|may|must) not exceed.{0,100}(?:\$|total|fees|budget|"
            r"amount|ceiling|hours|price|sum)|(?:fees|cost|price|total|amount|compensation)\w*.{0,80}(?:shall|"
            r"will|may|must) not exceed",
            unless=r"exceed.{0,30}(?:days|weeks|months|years)",
            unless_in=NOT_SPEND + r"|\btravel|\btrip",
        ),
        protects(
            r"(?:maximum|ceiling|capped|cap) (?:amount|fee|price|compensation|total|contract|value|at|of|on)|"
            r"lump[ -]sum (?:price|fee|amount|of|basis|contract|cost)|ceiling\b.{0,40}\$",
            unless_in=NOT_SPEND,
        ),
        protects(
            r"fixed[ -](?:price|fee|cost)|total contract (?:value|amount|sum)\b|(?:total|"
            r"full) (?:fixed )?(?:project|contract)? ?(?:fee|price|cost|compensation)s?\b.{0,40}(?:\$|is|of|:|"
            r"shall be|will be)",
            unless_in=NOT_SPEND + r"|estimated|evaluat|does not apply|if (?:your|the) project",
        ),
        protects(
            r"(?:not|no|without)\b.{0,100}(?:in excess of|exceed\w*|above|beyond).{0,120}(?:approv|consent|"
            r"change order|writ|authori[sz])",
            also=(r"fee|cost|amount|value|budget|hours|price|expenditure",),
            unless_in=NOT_SPEND + r"|travel|trip|expenses",
        ),
        protects(
            r"(?:total|full|fixed|one-?off|flat|project|contract|overall)\b (?:\w+ ){0,3}(?:fee|price|cost|sum|amount|"
            r"investment|compensation|value|budget)s?\b.{0,60}(?:\$|\xa3|\?|\busd|\beur|\bgbp|\binr|\brs\.?|\d{3})",
            unless=r"hour|\brate\b|estimat|around|about|roughly|approximately|(?:per|each|every|a) (?:month|day"
            r"|year|quarter)|/ ?(?:hr|month|mo|day)"
            r"|monthly",
            unless_in=NOT_SPEND + r"|estimat|hourly|deposit of|cancell?ation|refund",
        ),
        protects(
            r"(?:total|full|fixed|one-?off|flat|project) (?:\w+ ){0,2}(?:fee|price|cost|sum|amount"
            r"|investment)s?\b.{0,30}[\[{]",
            unless_in=NOT_SPEND + r"|estimat|hourly|rate",
        ),
        protects(
            r"(?:\$|\xa3) ?\d[\d,.]*\d ?(?:package|fixed|flat|one-?(?:off|time)|total)|(?:package|price|pricing"
            r"|investment|"
            r"quote|starter\b.{0,12}|pro\b.{0,12}|basic\b.{0,12}|standard\b.{0,12}"
            r"|premium\b.{0,12})s?[:;]? .{0,12}(?:\$|\xa3) ?\d[\d,]{3,}",
            unless=r"hour|per |/ ?(?:hr|month|mo|day)|monthly",
            unless_in=NOT_SPEND + r"|estimat|hourly",
            doubt=True,
        ),
        protects(
            r"(?m:^)\W{0,6}total\W{1,4}(?:\$|\xa3|\?|\[)|\btotal of\b.{0,6}(?:\$|\xa3|\?|\[|usd|eur|gbp)"
            r"|(?m:^)[^\w\n]*total (?:\w+ ){0,2}(?:cost|price|fee|investment"
            r"|amount)[^\w\n]*(?m:$)",
            unless=r"hour|per (?:month|day|year)|monthly",
            unless_in=NOT_SPEND + r"|estimat|hourly|refund|deposit of",
        ),
        protects(
            r"exceed \d{2} ?(?:%|percent).{0,80}(?:amount|total|ceiling|funds|allotted)",
            unless_in=NOT_SPEND,
        ),
        protects(
            r"(?:fees?|price|cost|compensation|charge)s?\b.{0,60}\b(?:project|services|work|website|software|"
            r"development|maintenance|deliverables)?\b.{0,40}\b(?:shall be|will be|is|"
            r"amounts? to)\b.{0,20}\$ ?\d{1,3}(?:,?\d{3})+",
            unless=r"hour|day|month|\brate|estimat|late|interest|minimum",
            unless_in=NOT_SPEND
            + r"|estimat|per (?:hour|day|month|user)|/ ?(?:hour|hr|month)|hourly|monthly|each month",
        ),
        mentions(
            r"(?:estimated|budgeted|anticipated) (?:total )?(?:cost|fees?|price|contract value|hours|budget)|"
            r"\b(?:the|a|project|total|approved) budget\b",
            "There is an estimate or a budget, but no ceiling.",
            unless_in=NOT_SPEND + r"|evaluat",
        ),
        mentions(
            r"\$ ?[\d,\[{][^.]{0,40}(?:(?:per|each|every|a) month|/ ?mo(?:nth)?\b)|monthly (?:\w+ )?(?:fee|charge"
            r"|rate|payment)s? (?:of|"
            r"in the amount of|is|shall be).{0,30}\d|(?:fee|charge).{0,60}\d{3}.{0,60}for each month",
            "There is a price a month, but no ceiling for the whole.",
            unless_in=NOT_SPEND,
        ),
        red(
            r"pass(?:ed)? (?:through|on|along)\b.{0,80}increas|increas\w+ (?:in|to|of) (?:\w+ ){0,4}(?:costs?|fees"
            r"|rates|prices)\b.{0,80}(?:passed|charged to|borne)",
            "The partner may raise its prices.",
            unless_in=NOT_SPEND + r"|<O>'?s? (?:prior )?(?:written )?(?:approval|consent)",
        ),
        red(
            r"(?:may|might|can|could) exceed (?:the |this |our |any |such )*(?:estimate|budget|quote)|"
            r"(?:final|actual|total) (?:cost|price|fee|bill|hours)s?\b.{0,20}\b(?:may|might|could|can) (?:vary"
            r"|differ|change|be (?:higher|more))",
            "The price is only an estimate and may grow.",
            unless_in=r"<O>'?s? (?:prior )?(?:written )?(?:approval|consent)|written (?:approval|consent)"
            r"|without (?:prior )?(?:approval|consent)",
        ),
        protects(
            r"\b(?:final|total|agreed|quoted|contract|project|fixed|package) (?:project )?(?:price|fee|cost|sum"
            r"|amount|investment)s?\b\W{0,6}" + MONEY,
            unless=r"hour|\brate\b|per (?:month|day|year)|/ ?(?:hr|month|mo|day)|monthly",
            unless_in=NOT_SPEND + r"|estimat|hourly",
        ),
        protects(
            r"(?m:^)\W{0,6}(?:price|fee|cost|investment)\W{1,8}" + MONEY + r" ?\d[\d,.]*\d",
            unless=r"hour|\brate\b|per (?:month|day|year|user)|/ ?(?:hr|month|mo|day)|monthly",
            unless_in=NOT_SPEND + r"|estimat|hourly",
        ),
        protects(
            r"\b(?:price|fee|cost)\b.{0,60}\b(?:is|of|will be|shall be)\b\W{0,3}.{0,12}\d[\d,.]*\d ?(?:usd|eur"
            r"|euros?|gbp|dollars|pounds|php|inr|naira)\b",
            unless=r"hour|day|month|\brate",
            unless_in=NOT_SPEND + r"|estimat|per (?:hour|day|month|user)|hourly|monthly",
        ),
        protects(
            r"\bnot\b.{0,60}\b(?:more than|over|in excess of|exceed)\b.{0,60}\b(?:hours|days)\b.{0,80}(?:approv"
            r"|consent|writ|authori[sz])|"
            r"\bmaximum (?:budget|price|number of hours|hours)\b",
            unless_in=NOT_SPEND + r"|travel|notice|respon",
        ),
        protects(
            r"\b(?:entire|total|sole|full) compensation\b.{0,120}" + MONEY + r" ?\d[\d,.]*\d",
            unless=r"hour|per (?:month|day|year)|monthly",
            unless_in=NOT_SPEND + r"|estimat|hourly",
        ),
        protects(
            r"\b(?:agreed|contract|total|overall|fixed|flat) (?:price|fee|sum|cost)\b.{0,12}\b(?:is|of|amounts? to"
            r"|shall be|will be)\b.{0,6}(?:\$|\xa3|\?|usd|eur|gbp) ?\d",
            unless=r"hour|per (?:month|day|year)|monthly",
            unless_in=NOT_SPEND + r"|estimat|hourly",
        ),
        red(
            r"\bestimate\b.{0,60}\b(?:actual|final)\b.{0,40}\b(?:charges?|costs?|fees?|price)\b.{0,40}\b(?:depend"
            r"|based|according|may|vary)",
            "The price is only an estimate and may grow.",
        ),
        red(
            r"\b(?:rates?|fees?|prices?|charges?)\b.{0,20}\b(?:may|can|will) be (?:revised|reviewed|raised|changed"
            r"|adjusted|increased)\b|<P>.{0,20}\b(?:may|can|reserves? the right to)\b.{0,20}"
            r"\b(?:change|raise|revise|increase|adjust)\b.{0,20}\b(?:rates?|fees?|prices?|charges?)",
            "The partner may raise its rates.",
            unless_in=r"(?:only )?(?:with|by|upon|subject to) .{0,40}(?:agreement|consent|approval)|mutual"
            r"|change order|not (?:be )?(?:increas|exceed)|scope|only as a result|prevailing|labor",
        ),
        mentions(
            r"\b(?:expect|anticipate|estimate|guess)\b.{0,60}\b(?:cost|price|total|fee|budget)\b.{0,20}(?:around"
            r"|about|approximately|roughly|\$)",
            "There is an estimate, but no ceiling.",
            unless_in=NOT_SPEND,
        ),
        red(
            r"(?:<P>|\bwe\b|\bi\b).{0,12}\b(?:may|can|reserves? the right to)\b.{0,20}\b(?:update|change|modify"
            r"|revise)\b.{0,60}\b(?:prices?|pricing|fees|rates)\b.{0,40}\b(?:notice|time to time|at any time)",
            "The partner may raise its rates.",
            unless_in=r"mutual|<O>'?s? (?:prior )?(?:written )?(?:approval|consent)",
        ),
        protects(
            r"\bbudget cap\b|\b(?:flat|fixed) (?:rate|amount) of " + MONEY + r".{0,40}\b(?:whole|entire|full|total"
            r"|project)",
            unless_in=NOT_SPEND,
        ),
        red(
            r"\b(?:rates?|fees?|prices?)\b.{0,12}\b(?:increase|rise|go up)s?\b.{0,30}\b(?:every|each|annually|yearly)",
            "The partner may raise its rates.",
            unless_in=r"\bnot\b|agree",
        ),
        mentions(
            r"(?:estimated|approximate|projected) (?:total|cost|price|budget|fee)\W{1,6}" + MONEY,
            "There is an estimate, but no ceiling.",
            unless_in=NOT_SPEND,
        ),
    ),
)
