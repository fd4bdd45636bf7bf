"""Clause 7: how you say that it is done."""

from makegood.rules.clauses.ask import Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red
from makegood.rules.clauses.words import THING

CLAUSE = Clause(
    number=7,
    check="acceptance_is_written",
    title="You accept in writing, after testing",
    protects="You from paying for work that does not do what was agreed.",
    why="When silence, use or payment counts as yes, one busy fortnight turns broken work into accepted work, and "
    "everything that hangs on acceptance (payment, warranty, ownership) starts.",
    rider="Each deliverable is accepted only by Customer's written statement. Customer has 15 business days to test"
    " it against the written acceptance criteria and names each failure in writing. If it fails, Provider "
    "corrects it at no charge within 10 business days and Customer tests again; after two failed rounds "
    "Customer may end the work on it and is refunded what it paid for it. Neither silence nor use nor payment"
    " is acceptance; if Customer answers late, Provider's dates move by as many days, and Customer may not "
    "withhold acceptance of a deliverable that meets the criteria.",
    ask=Ask(
        caption="Acceptance",
        section=r"accept|testing|review and approval|approval",
        weight=3,
        brief="accepted in writing, after a test against agreed criteria",
        why="Criteria and days are known before the work starts, a late answer from us moves your dates, and work "
        "that meets the criteria has to be accepted.",
    ),
    stake="Work for {price} could count as accepted before anybody tried it.",
    figures={"test_days": "15 business days to test", "correct_days": "10 business days and Customer tests"},
    present="You test against written criteria within a stated time, and what fails is corrected.",
    weak="Approval or review is named, without criteria, a time, or what happens to what fails.",
    red_flag="Silence, use or payment counts as yes.",
    elements=2,
    signs=(
        red(
            r"(?:deemed|considered|presumed|assumed|treated as|regarded as|taken (?:as|to be)|construed as"
            r"|viewed as|counted? as)"
            r"(?: to(?: have| be)?)?(?: been)?(?: \w+ly)?(?: complete and| an?| the)? (?:pass(?:ed)? )?(?:accept"
            r"|approv)\w*",
            "Silence counts as yes: if you do not answer in time, the work is accepted.",
            also=(THING + r"|acceptance",),
            unless_in=r"(?:quote|proposal|change order|change request)s? (?:is|are|shall be|will be) deemed"
            r"|not be (?:deemed|considered|construed)|neither.{0,100} be deemed|\bno \w+ (?:shall"
            r"|will) be deemed|"
            r"unless and until|accepted (?:only )?(?:if|when) (?:they|it|the \w+) (?:meets?|satisf\w+|conforms?"
            r"|pass\w*)|accept(?:ed|ance)? (?:of )?(?:the |these )?terms",
        ),
        red(
            r"\b(?:use|payment|launch|production|publication|failure to (?:respond|object|reject)|silence|"
            r"deployment)\b.{0,100}(?:constitutes?|shall constitute|signif\w+|(?:is|be) deemed|deemed to be|"
            r"considered)\b.{0,30}\b(?:acceptance|approval)",
            "Use, payment or silence counts as yes.",
            unless_in=r"\bnot\b.{0,60}(?:constitute|acceptance)|terms (?:and|of)|invoice by the|\bchanges\b",
        ),
        red(
            r"acceptance\b.{0,20}(?:occurs?|happens?|takes place|deemed|considered|(?:is"
            r"|be) complete)\b.{0,120}(?:launch|deploy|"
            r"production|go-?live|\buse\b|payment|no (?:\w+ )?(?:issues?|objections?|response|defects?)|silence"
            r"|expir|failure to)",
            "Silence, use or payment counts as yes.",
            unless_in=r"not be (?:deemed|considered)|\bno \w+ (?:shall|will) be deemed|acceptance of (?:this"
            r"|the) (?:agreement|terms)",
        ),
        red(
            r"automatically (?:accepted|approved)",
            "Silence counts as yes: if you do not answer in time, the work is accepted.",
        ),
        red(
            r"(?:\bno\b|without|absence of|not received|fails? to|failure to|(?:does|do) not"
            r"|silence)\b.{0,50}(?:response|"
            r"respond|objections?|object|reject\w*|feedback|notif\w+|reply|comments?|written notice"
            r"|notice)\b.{0,140}(?:accepted|"
            r"approved|acceptance|approval|signed off)\b",
            "Silence counts as yes: if you do not answer in time, the work is accepted.",
            also=(r"deemed|considered|constitut\w+|treated|presumed|regarded|automatic\w*|assumed|\bis accepted",),
            unless_in=r"not be (?:deemed|considered)|shall not constitute|terms (?:and|of)|invoice|change (?:order"
            r"|request)|purchase order",
        ),
        protects(
            r"(?:have|has|had|within|period of|period not to exceed|during)\b.{0,80}(?:days|weeks|hours|"
            r"period)\b.{0,160}(?:review|test|inspect|evaluat|accept|assess|reject|defici|conform)|(?:review|test|"
            r"inspect|evaluat|accept|reject)\w*.{0,120}within.{0,60}(?:days|weeks|hours)",
            also=(THING,),
            unless_in=r"invoice|days of receipt of (?:the|an) order|quote|change requested|until such change",
            element="period",
        ),
        protects(
            r"acceptance (?:criteria|tests?|testing|procedures?|plan)|"
            r"inspect\w*.{0,160}conform\w*.{0,60}(?:requirements|specifications)|(?:accept|reject|"
            r"approv)\w*.{0,200}(?:specifications?|requirements|criteria)|(?:conform|compl(?:y|ies|iance)|"
            r"accordance|meets?|satisf\w+).{0,100}(?:specifications?|requirements|criteria).{0,200}(?:accept|"
            r"reject|approv)",
            unless_in=r"evaluat\w+ (?:factor|criteria)|offeror|quote|change requested|until such change",
            element="criteria",
        ),
        protects(
            r"accepted when\b.{0,160}(?:work|match|meet|pass|function|render|complet|conform)",
            element="criteria",
        ),
        protects(
            r"(?:no|not|neither|nor|only)\b.{0,140}\baccept\w*.{0,100}(?:unless|until|upon|by|"
            r"in)\b.{0,80}(?:writing|written)",
            also=(THING,),
            unless_in=r"purchase order|terms|quotes? |offeror",
            element="written!",
        ),
        protects(
            r"(?:accept|approv|reject)\w*.{0,100}(?:in writing|written)|written (?:notice of )?(?:acceptance|"
            r"approval|rejection|confirmation|sign-?off)|(?:in writing|written).{0,60}(?:grounds|reasons?\b|"
            r"deficienc|non-?conform|defect)",
            also=(THING + r"|acceptance|sign-?off",),
            unless_in=r"expense|quoted|confidential|subcontract|assign|travel|publicity|accept(?:ed"
            r"|ance) (?:of )?(?:the |"
            r"these )?terms|disclos|personnel|change requested|until such change|(?:approved|"
            r"accepted) by <P>|<P>'?s? (?:prior )?(?:written )?(?:consent|approval)|"
            r"third[ -]party access",
            element="written",
        ),
        protects(
            r"(?:correct|fix|repair|remedy|cure|re-?submit|re-?perform|modif)\w*.{0,200}(?:deficienc|defect|"
            r"non-?conform|error|deliverable|software|failure|issue)",
            also=(r"accept|reject|notif|notice|deficienc",),
            unless_in=r"material breach|terminat\w+ this|infring|warrant|abuse|misuse",
            element="cure",
        ),
        mentions(
            r"(?:upon|after|on|following|subject to|provide|obtain|for|until|once)\b.{0,80}(?:acceptance|approval"
            r"|sign-?off|"
            r"approved|accepted)\b|review\w*.{0,40}(?:drafts?|designs?|work|deliverables?|milestones?"
            r"|staging)\b.{0,60}feedback|(?:completed?|delivered|delivery) and (?:approv|accept)\w+|sign-?off"
            r"|(?:review|"
            r"approve|accept)s? (?:the |my |our |each |any |all )?" + THING + r"|satisfactory to|satisfaction of",
            "Approval is named, but not how, against what and by when you accept.",
            also=(THING,),
            unless_in=r"reimburs|assign(?:ment|able)? |subcontract|publicity|travel|governing|purchase order|"
            r"disclos|infring|consents or approvals|authorization or|any third[ -]party|confidential|app store"
            r"|acceptance of (?:this|the"
            r"|these) (?:agreement|proposal|terms|"
            r"contract|quote)|accept(?:ing|ed)? this (?:proposal|agreement)|change (?:order|request)|board of|"
            r"(?:quote|order|offer|proposal) (?:is|was|has been) accepted|accept\w* (?:a|the|this|any|each"
            r"|such) (?:quote|order|offer)|"
            r"insurance|credit card|payments? accepted|not to accept|(?:approv|accept)\w* by <P>",
        ),
        red(
            r"(?:fail\w*|lack|absence|absent|\bno\b|without|unless|not|silence)\b.{0,120}\b(?:respon[ds]|repl"
            r"|reject|object|notif|notice|feedback|comment"
            r"|review)\w*.{0,160}\b(?:taken as|construed as|presumed|deemed|considered|treated as|regarded as"
            r"|constitut\w+|automatic\w*|assumed|count\w* as)"
            r"\b.{0,60}\b(?:accept|approv|sign(?:ed)?[ -]?off|complete)\w*",
            "Silence counts as yes: if you do not answer in time, the work is accepted.",
            unless_in=r"neither silence|not be (?:deemed|considered|construed)|shall not constitute"
            r"|accept\w* (?:of )?(?:the "
            r"|these )?terms|invoice|change (?:order|request)"
            r"|purchase order|quote|amendment|abandon",
        ),
        mentions(
            r"\b(?:feedback|approvals?|sign-?offs?|reviews?)\b ?(?:and|,|/|or|&)\W{0,3}(?:final |sign-?off "
            r"|timely )*(?:feedback|approvals?|sign-?offs?)\b|"
            r"(?:timely|prompt(?:ly)?)\b.{0,30}\b(?:approvals?|sign-?off)|\bapproval feedback",
            "Approval is named, but not how, against what and by when you accept.",
            unless_in=r"disclos|regulat|permits|licen[cs]es|confidential|government|app store|travel|invoice"
            r"|expense|publicity|press",
        ),
        mentions(
            r"(?:approved|accepted|signed off) by (?:the )?<O>|<O> satisfaction|(?:<O>|you) (?:is|are) (?:fully "
            r"|completely )?satisfied",
            "Approval is named, but not how, against what and by when you accept.",
            also=(THING,),
            unless_in=r"expense|subcontract|travel|invoice|personnel|third[ -]party|change order|publicity|press"
            r"|cost|publish|represent|"
            r"documentation or|modified|disclos",
        ),
        red(
            r"\bnot\b.{0,40}\b(?:complain|object|reject|report|respond|notif|comment)\w*\b.{0,80}\b(?:days|hours"
            r"|weeks|period)\b.{0,60}\b(?:is|are|be|been)\b.{0,12}\b(?:accepted|approved)\b|"
            r"\b(?:accepted|approved)\b.{0,20}\b(?:if|when|where|unless)\b.{0,60}\b(?:not|no"
            r"|fails? to)\b.{0,40}\b(?:complain|object|reject|report|respond|notif|comment)\w*",
            "Silence counts as yes: if you do not answer in time, the work is accepted.",
            unless_in=r"not be (?:deemed|considered|construed)|invoice|quote|purchase order|change (?:order"
            r"|request)|terms and",
        ),
        protects(
            r"<O> (?:will|shall|may) (?:test|inspect|review|check|examine)\b.{0,60}\b(?:for|within"
            r"|during)\b.{0,30}\b(?:days|weeks)",
            unless_in=r"invoice|books|records",
            element="period",
        ),
        protects(
            r"\b(?:errors?|defects?|faults?|failures?|deficienc\w+|bugs?)\b.{0,60}\b(?:are|is|will be"
            r"|shall be)\b.{0,12}\b(?:corrected|fixed|mended|remedied|repaired)\b",
            also=(r"test|accept|review|inspect",),
            unless_in=r"warrant|support",
            element="cure",
        ),
        mentions(
            r"<O> (?:will |shall |must )?(?:signs? off|approves?|accepts?|confirms?)\b",
            "Approval is named, but not how, against what and by when you accept.",
            also=(THING + r"|stage|step",),
            unless_in=r"terms|quote|proposal|offer|agreement|invoice|expenses|risk|liabil|that\b|responsib"
            r"|not to accept",
        ),
        red(
            r"\bno (?:feedback|response|reply|objections?|comments?)\b.{0,60}(?:=|\bmeans?\b|\bequals?\b"
            r"|\bis\b).{0,20}\b(?:approv|accept)\w*|"
            r"\b(?:silence|no response|no reply|lack of (?:response|feedback))\b.{0,80}\b(?:counts? as|means?|is"
            r"|equals?|will be)\b.{0,30}\b(?:sign-?off|approv\w*|accept\w*)|"
            r"\bnot (?:hear|heard|receive|received)\b.{0,60}\b(?:consider|treat|regard|deem|assume"
            r"|take)\w*\b.{0,40}\b(?:approved|accepted|approval|acceptance|complete)",
            "Silence counts as yes: if you do not answer in time, the work is accepted.",
            unless_in=r"neither silence|invoice|quote|terms of|not be (?:deemed|considered)",
        ),
        red(
            r"\b(?:deemed|considered)\b.{0,12}\b(?:complete|final|finished"
            r"|delivered and accepted)\b.{0,80}\b(?:unless|if no|absent|without)\b",
            "Silence counts as yes: if you do not answer in time, the work is accepted.",
            unless_in=r"payment|invoice|notice|agreement",
        ),
        mentions(
            r"\b(?:client|customer|owner|your) (?:written )?(?:approval|sign-?off)\b.{0,20}\b(?:is "
            r"|are )?(?:required|needed|necessary|before|prior|at each)|\bsign-?off (?:before|prior to|at)\b",
            "Approval is named, but not how, against what and by when you accept.",
            unless_in=r"expense|subcontract|travel|cost|change|scope|third[ -]party|publicity",
        ),
    ),
)
