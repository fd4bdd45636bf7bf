"""Clause 21: you hold the source code."""

from makegood.rules.clauses.ask import UNDER_OWNERSHIP, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

SOURCE = (
    r"(?:source[ -]?code|source files|code ?base|code repositor(?:y|ies)|version[ -]controlled|git repositor(?:y|ies))"
)
GIVE = (
    r"(?:deliver|provid|access|furnish|suppl|includ|transfer|push|post|commit|escrow|available|submit|hand|"
    r"grant|copy|give|giving|receiv|share)\w*"
)

CLAUSE = Clause(
    number=21,
    check="source_is_reachable",
    title="You hold the source code",
    protects="Your software when the partner dies, sells or quarrels.",
    why="Without the source code no one can mend or change your software. What you only get at the end, you may "
    "never get.",
    rider="From the first day Provider shall commit all source code, build scripts and configuration at least "
    "weekly to a repository that Customer owns, so that a third person can build and run the software from it"
    " alone. Customer's access to the source code does not depend on payment or on the end of a dispute.",
    ask=Ask(
        caption="Source code",
        section=r"source|escrow|deliver|" + UNDER_OWNERSHIP,
        weight=3,
        brief="committed to a repository of ours as it is written",
        why="Code that is committed as it is written needs no hand-over at the end and proves the work that is billed.",
    ),
    stake="Without the source code, what {price} bought can only be bought again.",
    present="The source code is delivered or you have access to it.",
    weak="The source code is named, but not when you get it.",
    red_flag="The source code stays with the partner or is released only in bankruptcy or when all is paid.",
    signs=(
        red(
            r"(?:code|source|files)\b.{0,30}(?:delivered|released|transferred|handed over|provided)\b"
            r".{0,30}\b(?:up)?on(?:ce)?\b (?:receipt of )?(?:the )?(?:full|final|complete) payment",
            "You get the source code only when all is paid.",
            unless_in=r"\brights\b|\btitle\b",
        ),
        red(
            r"<P>.{0,120}(?:retain|not (?:be )?(?:required|obligated) to (?:provide|deliver|disclose)|"
            r"keep)s?\b.{0,100}source[ -]?code|source[ -]?code.{0,140}(?:not (?:be )?(?:included|delivered|"
            r"provided|part)|remain\w* (?:the )?(?:sole |exclusive )*property of (?:the )?<P>)",
            "The source code stays with the partner.",
            unless_in=r"pre-?existing|third[ -]party|escrow|option to purchase",
        ),
        red(
            r"(?:deliver|provid|releas|transfer|hand)\w*.{0,100}source[ -]?code.{0,220}(?:after|upon|"
            r"following)\b.{0,40}(?:last|final|full|complete) payment",
            "You get the source code only when all is paid.",
        ),
        red(
            r"source[ -]?(?:code|files).{0,200}(?:only (?:upon|in the event|if|after)|upon (?:full |final |"
            r"receipt of )?payment|adjudicat|after (?:full |final )?payment)",
            "You get the source code only when all is paid or the partner is bankrupt.",
            unless_in=r"ownership|\brights\b|title|copyright",
        ),
        red(
            r"(?:upon|after) (?:full |final |complete )?payment\b.{0,80}source[ -]?(?:code|files)",
            "You get the source code only when all is paid.",
            unless_in=r"source code ownership|owner|rights|title",
        ),
        protects(
            SOURCE + r".{0,220}" + GIVE,
            unless_in=r"not (?:be )?(?:suppl|deliver|provid|includ)|no right|copyleft|\bgpl\b|trade secrets? of"
            r"|derive (?:the |any )?source|attempt|trade names"
            r"|patents,|confidentiality|reverse|decompil|discover the|"
            r"evaluat|sample|confidential information (?:includes|means)|submi(?:t|ssion)",
        ),
        protects(
            GIVE + r".{0,200}" + SOURCE,
            unless_in=r"copyleft|\bgpl\b|trade secrets? of|title, source code|derive (?:the |any )?source|attempt"
            r"|trade names|patents,|confidentiality|reverse|"
            r"decompil|discover the|evaluat|sample|confidential information (?:includes|means)|"
            r"submission",
        ),
        protects(
            r"(?:push|post|commit|check[ -]?in)\w*.{0,60}\bcode\b|\bcode\b.{0,80}(?:public|designated|"
            r"version).{0,40}repositor",
            unless_in=r"sample|evaluat",
        ),
        protects(
            r"(?:complete|full|all|entire|final)\b.{0,20}" + SOURCE,
            under=r"deliver|what you (?:get|receive)|included|hand-?over|scope|ownership",
            unless_in=r"copyleft|reverse|decompil|evaluat|sample|confidential|ownership|not |pa(?:id|yment)",
        ),
        protects(
            SOURCE,
            under=r"deliverables|what you (?:get|receive)|hand-?over",
            unless_in=r"copyleft|reverse|decompil|evaluat|sample|confidential|ownership|not |pa(?:id|yment)|evaluat",
        ),
        protects(r"escrow.{0,160}(?:source|software|code)|(?:source|software|code).{0,160}escrow"),
        mentions(
            SOURCE,
            "The source code is named, but not when and how you get it.",
            doubt=True,
            unless_in=r"derive|reverse|decompil|sample|evaluat|confidential|object (?:code )?(?:or|and/or) source|"
            r"source (?:code )?(?:or|and/or) object",
            in_definitions=True,
        ),
        red(
            r"(?:not|n't|no)\b.{0,40}\b(?:required|obligated|obliged|obligation|have)\b.{0,30}\b(?:provide|deliver"
            r"|give|hand|supply)\b.{0,40}\b(?:native |working )?source[ -]?(?:code|files)",
            "The source code stays with the partner.",
        ),
        red(
            r"object[ -]code (?:form |format |version )?only|\bonly\b.{0,30}\b(?:object|executable|compiled"
            r"|binary)(?:[ -]code)?\b",
            "The source code stays with the partner.",
            unless_in=r"third[ -]party|not only|tools|embedded|pre-?existing",
        ),
        red(
            r"(?:platform|software|system|application|product)\b.{0,60}\bsource[ "
            r"-]?code\b.{0,160}\bremains?\b.{0,20}(?:property of|with|owned by) (?:the )?<P>",
            "The source code stays with the partner.",
            unless_in=r"pre-?existing|third[ -]party",
        ),
        red(
            r"\bno (?:right|entitlement|claim|access) to\b.{0,30}\bsource[ -]?code"
            r"|source[ -]?code\b.{0,30}\b(?:will|shall|is|are) not\b.{0,12}\b(?:be )?(?:suppl|deliver|provid"
            r"|hand|disclos|releas|given)",
            "The source code stays with the partner.",
            unless_in=r"third[ -]party|pre-?existing|confidential",
        ),
        protects(
            r"<O>.{0,20}\b(?:gets?|receives?|obtains?|sees?|views?|can see|may see"
            r"|has)\b.{0,30}\b(?:source[ -]?code|repositor(?:y|ies)|code ?base)\b.{0,60}\b(?:at any time"
            r"|with each|together with|throughout|any time|on request|release)",
        ),
        red(
            r"\b(?:upon|after|on|against)\b.{0,30}\bpayment of\b.{0,160}\bsource[ -]?(?:code|files)",
            "You get the source code only when all is paid.",
            unless_in=r"ownership|rights|title|copyright",
        ),
        protects(
            r"(?m:^)[^\w\n]{0,6}(?:full|complete|all) source[ -]?(?:code|files)[^\w\n]*(?m:$)|\byou (?:get|receive"
            r"|own)\b.{0,12}\b(?:the )?(?:full|complete|all)\b.{0,12}\bsource[ -]?code",
            unless_in=r"not |pa(?:id|yment)|ownership",
        ),
    ),
)
