"""Clause 18: you may stop."""

from makegood.rules.clauses.ask import UNDER_ENDS, Ask
from makegood.rules.clauses.clause import Clause, limits, protects, red
from makegood.rules.clauses.words import ENDS

WHO = r"(?:<O>|<P> or <O>|<O> or <P>|either party|each party|any party|both parties|the parties|government)"
NO_CAUSE = (
    r"notice (?:if|in the event|that|where)\b.{0,60}(?:fail|breach|default)|specifying (?:the|"
    r"such) (?:breach|default)|which breach|not be cured|if the other party (?:is|has|shall|becomes)|"
    r"notice of (?:a |any |such |the )?(?:material )?(?:breach|default)|^\W*(?:\([a-z]\) )?(?:in the event|if"
    r"|in case)\b|"
    r"terminat\w* (?:this agreement )?for cause|merger or|force majeure|right to terminate pursuant"
)
CAUSE = (
    r"has failed|if (?:the other|any other|such) party|if the following|is dissolved|breach|default|fails? to|"
    r"failure|\bcure\b|insolven|bankrupt"
)

CLAUSE = Clause(
    number=18,
    check="exit_for_convenience",
    title="You may stop without a reason",
    protects="You from paying on for something you no longer want.",
    why="The cheapest end of a bad project is an early one. You need to be able to stop within weeks and pay only for "
    "what was accepted.",
    rider="Customer may end this agreement, or any part of the work under it, at any time on 14 days' notice, "
    "without a reason. Customer then pays for accepted parts and for work in progress that is delivered and "
    "can be used, at the agreed rates, and nothing else; advance payments beyond that are refunded.",
    ask=Ask(
        caption="Termination for convenience",
        section=UNDER_ENDS,
        weight=3,
        brief="we may end it on notice and pay for usable work",
        why="Plans change; accepted parts and usable work in progress are paid at the agreed rates.",
    ),
    stake="You cannot stop before {price} is spent.",
    figures={"notice_days": "14 days' notice"},
    present="You may end it without a reason, on notice of at most 60 days.",
    weak="You may end it without a reason, but only on long notice.",
    red_flag="There is a fee for ending it, what you paid in advance is lost, or orders under way go on.",
    signs=(
        red(
            r"(?:kill|cancell?ation|early[ -]termination|termination) (?:fee|charge|payment|penalt)\w*|"
            r"termination payment",
            "Ending it costs you a fee.",
            unless_in=r"\bno (?:kill|cancell?ation|termination)|non-?cancell?able,? (?:\w+-?\w*,? "
            r"){0,2}(?:expense|commitment|cost|third)|without (?:any )?(?:early )?(?:terminat\w+ )?(?:penalty|fee"
            r"|cancell?ation)|"
            r"not be (?:liable|subject)|<P> shall pay",
        ),
        red(
            r"neither party (?:may|shall|can)\b.{0,40}terminat|(?:<O>|you) (?:may|shall|"
            r"can) ?not (?:\w+ )?(?:terminat|cancel)|non-?cancell?able|agreement may not be (?:cancell?ed|"
            r"terminated)",
            "You cannot end it while it runs.",
            unless_in=r"non-?cancell?able,? (?:\w+-?\w*,? ){0,2}(?:expense|commitment|cost|third)|"
            r"without (?:the )?(?:prior )?(?:written )?notice|for breach unless",
        ),
        red(
            r"terminat\w*.{0,120}(?:if|only if|when|provided)\b.{0,30}(?:there (?:are|is) )?no (?:active|"
            r"outstanding|open|pending) (?:sow|statement|order|work order|project)",
            "You cannot end it while work is under way.",
        ),
        red(
            r"(?:cancel|terminat)\w*.{0,160}(?:forfeit|non-?refundable|deposit (?:is|will be|"
            r"shall be) (?:retained|kept|lost))",
            "Ending it costs you what you paid in advance.",
            unless_in=r"<P> (?:shall|will) (?:forfeit|refund)",
        ),
        red(
            r"terminat\w* of (?:this|the) (?:master )?(?:services )?agreement (?:shall|will|does) not (?:affect"
            r"|terminate)\b.{0,80}(?:sow|"
            r"statements? of work|order|work order)",
            "You cannot end it while work is under way.",
        ),
        red(
            r"\bno (?:uncompleted |active |outstanding |open |pending |current )+(?:sow|statement|order|"
            r"work order|project)s?.{0,160}terminat",
            "You cannot end it while work is under way.",
        ),
        red(
            r"(?:cancel|terminat|end)\w*.{0,160}(?:deposit|advance|retainer|prepaid|paid)\b.{0,60}(?:retained|kept"
            r"|lost|"
            r"not (?:be )?refund\w*|forfeit\w*)|no refunds?\b.{0,80}(?:terminat|cancel)|(?:terminat|cancel)\w*.{0,80}"
            r"no refunds?\b|deposit\b.{0,40}forfeit|forfeit\w* (?:of )?(?:the |any )?deposit",
            "Ending it costs you what you paid in advance.",
            unless_in=r"<P> (?:cancel|terminat|shall refund|will refund)|<P>'?s? (?:breach|default)|for cause|breach",
        ),
        red(
            r"(?:terminat|cancel)\w*.{0,320}(?:plus|fee (?:of|equal to)|pay)\b.{0,60}(?:\]|\d|\)) ?(?:%"
            r"|percent) of\b.{0,30}(?:remaining|"
            r"unpaid|balance|outstanding|total|contract|project)",
            "Ending it costs you a fee.",
            unless_in=r"<P> (?:shall|will) (?:pay|refund)|interest|late",
        ),
        red(
            r"\bno refund|non-?refundable|not refundable",
            "Ending it costs you what you paid in advance.",
            under=r"terminat|cancel",
        ),
        protects(
            r"(?:either|any|both) part(?:y|ies) (?:can|may) (?:exit|leave|cancel|stop|withdraw|walk away|end"
            r"|terminate)\b",
            unless=CAUSE + r"|force majeure|change of control|renew|in the event|if the other|upon the occurrence"
            r"|for cause",
            unless_in=NO_CAUSE,
        ),
        protects(
            r"(?:if )?either party (?:chooses|decides|wishes|elects|wants) to (?:end|terminate|cancel)\b",
            unless=CAUSE,
        ),
        protects(
            r"\d+\W{0,3}days?'? (?:prior )?(?:written )?notice",
            under=r"without cause|for convenience",
            unless=CAUSE,
            unless_in=r"^\W*<P>",
        ),
        protects(
            r"until (?:it is )?(?:terminated|cancell?ed|ended) by (?:either|any) party",
            unless=CAUSE,
        ),
        protects(
            r"for any other reason\b.{0,80}terminat|terminat\w*.{0,260}for any other reason",
        ),
        protects(
            r"change (?:your|its|their) minds?\b.{0,300}(?:terminat|cancel|\bend )",
        ),
        protects(
            r"\d+[ -]days?'?s? (?:written )?notice\b.{0,40}(?:no penalt|without penalt|to cancel|to terminate)",
            unless=CAUSE,
        ),
        protects(
            WHO + r"\b.{0,80}(?:may|right to|can|shall be entitled to|option to|"
            r"reserves).{0,60}terminat\w*.{0,200}(?:for (?:any|no) (?:or no )?reason|for (?:its |"
            r"their )?(?:sole )?convenience|without cause|with or without cause|at any time|at will)",
            unless=r"if there are no active|" + CAUSE,
        ),
        protects(
            WHO + r"\b.{0,80}(?:may|right to|can|shall be entitled to|option to).{0,60}(?:terminat\w*|cancel\w*|"
            r"\bend\b).{0,160}notice",
            unless_in=NO_CAUSE,
            unless=CAUSE + r"|force majeure|change of control|renew|initial term|non-?payment"
            r"|following the initial|\bif\b|"
            r"\bin case\b|in the event|upon the occurrence",
        ),
        protects(
            r"(?:<P> or <O>|<O> or <P>|either party|<O>) (?:can|may) end (?:this|the) (?:agreement|"
            r"contract).{0,40}(?:notif|notice)",
            unless=CAUSE,
        ),
        protects(
            r"(?:by|-) ?(?:by )?either party (?:with|upon|on|by giving) .{0,30}(?:days|notice)",
            also=(r"terminat|cancel",),
            unless=CAUSE,
        ),
        protects(
            r"terminat\w*.{0,60}at the option of (?:either|any|each) party|"
            r"terminat\w*.{0,40}upon <O>'s (?:receipt|delivery|notice)",
            unless=CAUSE,
        ),
        protects(
            r"(?:be terminated|terminat\w+ (?:this|the) (?:agreement|contract)).{0,120}(?:by either party|"
            r"by (?:the )?<O>|by any party).{0,160}(?:notice|any reason|without cause|convenience)",
            unless=CAUSE,
        ),
        protects(
            r"terminat\w+ (?:this|the) (?:agreement|contract).{0,60}(?:must|shall|need to|should)\b.{0,60}(?:give|"
            r"provide).{0,80}notice",
            unless_in=NO_CAUSE,
            unless=CAUSE,
        ),
        protects(
            r"terminat\w* (?:for|without) (?:the )?(?:convenience|cause).{0,160}(?:<O>|either party|government)",
            unless=r"for cause",
        ),
        limits(
            r"\b(?:ninety|90|one hundred|100|120|180|(?:three|3|four|4|six|6|twelve"
            r"|12) ?(?:\(\d+\) )?months'?)\b.{0,60}(?:notice|prior|"
            r"written)|(?:for any reason|convenience|without cause).{0,100}\b(?:ninety|90|120|180)\b",
            "You may end it, but only on long notice.",
            also=(r"terminat|cancel", WHO),
            unless_in=CAUSE,
        ),
        red(
            r"(?:terminat|cancel)\w*\b.{0,200}\b(?:all|any|the|full)\b.{0,40}\b(?:fees?|payments?|amounts?|value"
            r"|price|balance)\b.{0,60}"
            r"\b(?:remaining|remainder|balance of|unexpired|rest of|full)\b.{0,40}\b(?:term|contract|period"
            r"|agreement|project)\b|"
            r"(?:terminat|cancel)\w*\b.{0,120}\b(?:requires? payment of|remains? liable for|must pay|shall pay"
            r"|will pay|pays?)\b.{0,30}\b(?:the )?"
            r"(?:remaining|full|entire|outstanding balance|balance of)\b.{0,30}\b(?:contract|project|fee|price"
            r"|value|term|agreement)",
            "Ending it costs you a fee.",
            unless_in=r"<P> (?:shall|will) (?:pay|refund)|breach|default|for cause|work (?:performed|completed)"
            r"|services (?:performed|rendered|provided) (?:up to|through|prior)",
        ),
        red(
            r"(?:terminat|cancel)\w*\b.{0,200}\b(?:pays?|owes?|charged?|fee of|equal to)\b.{0,40}\b\d{1,3} ?(?:%"
            r"|percent)\W.{0,12}\bof\b.{0,30}"
            r"\b(?:remaining|unpaid|balance|outstanding|total|contract|project)",
            "Ending it costs you a fee.",
            unless_in=r"<P> (?:shall|will) (?:pay|refund)|interest|late|breach",
        ),
        protects(
            r"<O> (?:may|can|has the right to|is entitled to|shall be entitled to) (?:cancel|terminate|discontinue"
            r"|stop|end|withdraw from)\b.{0,60}\b"
            r"(?:at any time|any time|for convenience|without (?:cause|reason)|(?:upon|on|with|by)\b.{0,40}\bnotice)",
            unless=CAUSE + r"|force majeure|change of control|renew|initial term|non-?payment|\bif\b|in the event"
            r"|upon the occurrence",
            unless_in=NO_CAUSE + r"|subscription to",
        ),
        protects(
            r"(?:you|<O>) (?:can|may) cancel (?:at )?any ?time",
            unless=CAUSE,
        ),
        protects(
            r"(?:terminat|cancel)\w*\b.{0,80}\bnotice\b.{0,60}\bby (?:one|either|any) party\b.{0,40}\b(?:to|for)\b",
            unless=CAUSE,
            unless_in=r"breach|default|renew",
        ),
        protects(
            r"(?:terminat|cancel)\w* for (?:its |their )?convenience",
            also=(r"<O>|either|both|any party",),
            unless=CAUSE,
            unless_in=r"^\W*<P>.{0,40}may|may not|neither",
        ),
        protects(
            r"(?:until|unless)\b.{0,60}\b(?:either|any) party\b.{0,20}\b(?:provides?|gives?"
            r"|serves?)\b.{0,60}\bnotice\b",
            unless=CAUSE + r"|renew",
            unless_in=NO_CAUSE + r"|renew",
        ),
        red(
            r"<O>.{0,20}" + ENDS + r".{0,80}<P>.{0,20}\b(?:keeps?|retains?)\b.{0,40}\b(?:payments?|deposit|fees?"
            r"|amounts?|advance|sums?)",
            "Ending it costs you what you paid in advance.",
            unless_in=r"breach|default|for cause",
        ),
        red(
            r"\b(?:cancell?ation|termination)\b.{0,60}\b(?:by (?:the )?<O>)\b.{0,80}\b\d{1,3} ?(?:%"
            r"|percent).{0,40}\b(?:due|payable|owed|charged)|"
            r"<O>.{0,20}\b(?:must|shall|will)\b.{0,12}\bpay\b.{0,30}\b(?:full|entire|whole|remaining) (?:term"
            r"|contract|price|fee|period)\b.{0,40}" + ENDS,
            "Ending it costs you a fee.",
            unless_in=r"breach|default|for cause",
        ),
        red(
            r"\b(?:agreement|contract)\b.{0,12}\b(?:cannot|can not|may not|shall not) be (?:cancell?ed|terminated"
            r"|ended)\b.{0,40}\b(?:before|until|during|prior)",
            "You cannot end it while it runs.",
        ),
        protects(
            r"<O>.{0,20}\b(?:can|may|has the right to)\b.{0,20}" + ENDS + r".{0,40}\b(?:whenever|at any time"
            r"|any time|without (?:giving )?(?:a |any )?reasons?)|"
            r"(?:each|either|any) party\b.{0,40}" + ENDS + r".{0,80}\bwithout (?:giving |stating )?(?:a "
            r"|any )?reasons?",
            unless=CAUSE,
        ),
        red(
            r"terminat\w*\b.{0,80}\b(?:requires?|subject to|conditional on"
            r"|upon)\b.{0,20}\bpayment of\b.{0,20}\b(?:remaining|all remaining|the full|the balance|all fees)"
            r"|"
            r"terminat\w*\b.{0,60}\bby (?:the )?<O>\b.{0,40}\bwithout cause\b.{0,700}\b(?:pay"
            r"|entitled to receive)\b.{0,160}\b(?:lump sum|severance|\(?\d+\)? (?:years?|months?))",
            "Ending it costs you a fee.",
            unless_in=r"<P> (?:shall|will) (?:pay|refund)",
        ),
        red(
            r"\b(?:cancel|terminat)\w*\b.{0,30}\byou (?:owe|must pay|will owe|pay)\b.{0,30}\b(?:full|entire|whole"
            r"|remaining|total)|\bno early (?:termination|cancell?ation)\b|"
            r"\b(?:early|premature) (?:cancell?ation|termination)\b.{0,40}\bremaining\b.{0,30}\b(?:due|payable"
            r"|owed|months|fees)",
            "Ending it costs you a fee.",
            unless_in=r"breach|default|for cause",
        ),
        protects(
            r"\b(?:cancel|terminate|stop|leave|quit|walk away)\b.{0,12}\b(?:at )?any ?time\b.{0,30}\bnotice"
            r"|\beither (?:side|party)\b.{0,20}\b(?:can|may)\b.{0,12}\b(?:walk away|leave|stop|quit|end it"
            r"|cancel)\b.{0,30}\bnotice|"
            r"\b(?:termination|cancell?ation)\W{1,4}.{0,6}\d+\W{0,3}days?'? (?:written "
            r")?notice\b.{0,30}\b(?:either|any|both) part",
            unless=CAUSE,
        ),
    ),
)
