"""Clause 24: how much you get when it goes wrong."""

from makegood.rules.clauses.ask import Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

CARVED = (
    r"(?:indemnif|confidential|gross(?:ly)? negligen|wil+ful|fraud|intellectual property|infring|"
    r"data (?:breach|protection))"
)

CLAUSE = Clause(
    number=24,
    check="liability_is_fair",
    title="The limit of liability is fair",
    protects="What you get back when the damage is larger than the bill.",
    why="A break-in or a lost case costs many times the fee. A limit at a few months' fees, also for these, leaves the "
    "damage with you.",
    rider="A party's liability is limited to twice the fees paid and payable under this agreement; for data "
    "protection, confidentiality and indemnities to five times these or the insurance that this agreement "
    "requires, whichever is more. These limits do not apply to liability for willful misconduct, fraud, gross"
    " negligence, and keeping back code, data or access, or to the duty to pay fees.",
    ask=Ask(
        caption="Limits of liability",
        section=r"liab|limitation",
        weight=3,
        brief="one limit for both sides, higher where insurance covers it",
        why="It limits both sides; what hurts most follows what insurance covers.",
    ),
    stake="What a failure costs you beyond what they are liable for is yours, whatever share of {price} you paid.",
    present="What hurts most (infringement, secrecy, data, intent) is outside the limit, or there is none for the "
    "partner.",
    weak="Liability is limited to the fees or leaves out lost profit, without exceptions.",
    red_flag="The partner answers for nothing, or for less than what you paid in a year.",
    signs=(
        red(
            r"liab\w*.{0,500}\b(?:one|two|three|four|six|1|2|3|4|6) ?(?:\(\d\) ?)?months?\b|\b(?:three|six|3|"
            r"6) ?(?:\(\d\) ?)?months?\b.{0,300}liab",
            "The partner answers for no more than a few months' fees.",
            also=(r"fees|paid|amount|exceed|limited",),
            unless_in=r"statute|action.{0,60}within|claim.{0,40}within|twelve|insurance",
        ),
        red(
            r"(?:<P>|\bi|\bwe)\b.{0,80}(?:not|can't|cannot|never|no event)\b.{0,40}liable.{0,80}for (?:any "
            r")?(?:damages?|loss(?:es)?|claims?|liabilit\w+),? ?(?:including|whatsoever|of any kind|of any nature|"
            r"arising)",
            "The partner answers for nothing.",
            unless=r"(?:indirect|consequential|incidental|special)[ ,]+(?:or|and|incidental|special|"
            r"consequential).{0,20}$",
        ),
        red(
            r"(?:<P>).{0,60}(?:shall|will|is|has|have|assumes?|accepts?) (?:have )?no (?:liability|"
            r"responsibility) (?:whatsoever|of any kind|for any|to <O>)",
            "The partner answers for nothing.",
            unless_in=r"degradation|unavailab|advice|provision of|resulting from|failure|force majeure"
            r"|beyond .{0,30}control|acts or omissions of <O>|third[ -]party|to the extent|"
            r"delay|caused by|modif|content",
        ),
        red(
            r"liab\w*.{0,400}(?:not (?:to )?exceed|limited to).{0,80}\bmonthly (?:\w+ )?(?:charge|fee|payment)|"
            r"liab\w*.{0,300}(?:last|final|most recent|preceding) (?:payment|invoice|month\b)|"
            r"liab\w*.{0,200}\$ ?(?:100|250|500|1,000|5,000)(?:\.00)?(?:[^,\d]|$)",
            "The partner answers for next to nothing.",
        ),
        red(
            r"(?:<P>|\bi|\bwe)\b.{0,60}(?:not|no event)\b.{0,30}liable\b.{0,60}\bdirect,? (?:and |or )?(?:indirect"
            r"|incidental)",
            "The partner answers for nothing.",
            unless_in=r"exceed|limited to|in excess|<O> (?:shall|will) not be liable",
        ),
        red(
            r"(?:will|shall) not be responsible for any damages?\b|(?:limits?|limited)\b.{0,60}(?:damages"
            r"|liability).{0,160}(?:pro-?rata|"
            r"monthly (?:charge|fee))",
            "The partner answers for next to nothing.",
            unless_in=r"caused by <O>|third[ -]party|force majeure|to the extent",
        ),
        red(
            r"liab\w*.{0,160}(?:<=|\?|less than|up to|exceed|cap|limit).{0,80}\b(?:three|3|two|2|one|1|six"
            r"|6) months? of (?:the )?fees",
            "The partner answers for no more than a few months' fees.",
        ),
        protects(
            r"except.{0,400}" + CARVED + r".{0,700}(?:liab|damages)",
            also=(r"limit|exceed|in no event|not be liable|neither party|shall not|cap",),
        ),
        protects(
            r"(?:limit\w*|exclusions?|caps?|waiver|this section|foregoing)\b.{0,200}(?:not apply|no application|"
            r"not limit|not be limited|not extend)\w*.{0,500}" + CARVED,
            also=(r"liab|damages|limit",),
            unless_in=r"apply to (?:any )?information",
        ),
        protects(
            r"(?:fully|unlimited)\b.{0,30}liab\w*|no (?:contractual )?cap on.{0,60}liab|liability.{0,30}(?:is|"
            r"shall be) unlimited",
            unless_in=r"unlimited claims|sub-?contract|sub-?process",
        ),
        protects(
            r"(?:liab|damages)\w*.{0,600}(?:except|other than|excluding|excepting|provided, however).{0,200}" + CARVED,
            also=(r"limit|exceed|in no event|not be liable|neither party|nor",),
            unless_in=r"notwithstanding.{0,60}insurance",
        ),
        mentions(
            r"liab\w*.{0,20}(?:cap|limit)\b.{0,40}(?:fees|amount|paid)|liab\w*.{0,300}(?:(?:is|be|are|and"
            r"|is capped at) limited to|not exceed|exceed|no more than|not be more than|"
            r"maximum)|(?:indirect|consequential|incidental|punitive).{0,80}damages|limitation of liability|"
            r"(?:damages|losses|claims?)\b.{0,100}(?:shall|will|may) not exceed the (?:total )?(?:amounts?|fees)|"
            r"(?:not be liable|no event|no circumstances|neither party|shall any party)\b.{0,300}(?:indirect|"
            r"consequential)|liab\w*.{0,200}(?:indirect|consequential).{0,200}(?:excluded|waived)",
            "Liability is limited, and nothing that hurts most is excepted.",
            unless_in=r"surviv|recovery of (?:direct|damages)",
        ),
        red(
            r"<O>.{0,40}\b(?:releases?|waives?|discharges?)\b.{0,60}<P>.{0,80}\b(?:liabilit|claims?|damages)",
            "The partner answers for nothing.",
            unless_in=r"<O>'?s? (?:content|materials)|arising (?:from|out of) <O>|lien",
        ),
        red(
            r"(?:<P>|\bi\b|\bwe\b).{0,60}\b(?:responsible|liable)\b.{0,20}\bfor any (?:direct|damages?"
            r"|loss(?:es)?)\b.{0,20}(?:,|or|and|indirect|whatsoever)",
            "The partner answers for nothing.",
            also=(r"\b(?:no|not|never|under no)\b",),
            unless=r"(?:caused|resulting) (?:by|from) (?:<O>|third)|due to (?:<O>|third|events)|excess|exceed",
            unless_in=r"exceed|limited to|in excess|<O> (?:shall|will) not be liable"
            r"|special.{0,12}indirect damages only",
        ),
        red(
            r"liab\w*.{0,900}\b(?:six|three|two|one|four|6|3|2|1|4) ?(?:\(\d\) ?)?[- ]?months?'? (?:period"
            r"|preceding|prior|immediately|before)",
            "The partner answers for no more than a few months' fees.",
            also=(r"fees|paid|amount|exceed|limited", r"exceed|limited"),
            unless_in=r"statute|action.{0,60}within|claim.{0,40}within|twelve|insurance",
        ),
        protects(
            r"nothing in this (?:agreement|contract|section|clause)\b.{0,40}\b(?:limits?|excludes?"
            r"|restricts?)\b.{0,80}\bliab\w*\b.{0,300}" + CARVED,
        ),
        protects(
            r"\b(?:caps?|exclusions?|limitations?|limits?)\b.{0,60}\b(?:do(?:es)?|shall|will) not (?:apply|extend"
            r"|limit)\b.{0,400}" + CARVED,
            unless_in=r"apply to (?:any )?information|confidentiality obligations? (?:do|shall)"
            r"|exclusions? from confidential",
        ),
        protects(
            r"liab\w*.{0,300}\b(?:unlimited|uncapped|not (?:be )?(?:limited|capped))\b.{0,120}" + CARVED,
        ),
        mentions(
            r"(?:\bnot|n't)\b.{0,20}\b(?:responsible|liable)\b.{0,40}\b(?:indirect|incidental|consequential"
            r"|lost[ -]profits?|special)",
            "Liability is limited, and nothing that hurts most is excepted.",
        ),
        mentions(
            r"(?:maximum|total|aggregate|overall) liability\b.{0,60}\b(?:fees|paid|amount|value|price|contract)"
            r"|\bcap\b.{0,12}limited to the (?:fees|amount)",
            "Liability is limited, and nothing that hurts most is excepted.",
        ),
        red(
            r"<P>.{0,12}\bliability\b.{0,20}\b(?:is|are|shall be)\b.{0,12}\bexcluded\b|<P>.{0,20}\b(?:is|shall"
            r"|will)\b.{0,12}\bnot\b.{0,12}\bliable\b.{0,20}\bfor (?:any )?damages? (?:of any|whatsoever)",
            "The partner answers for nothing.",
            unless_in=r"indirect|consequential|to the extent caused|except|unless|third[ -]party|slight",
        ),
        red(
            r"liab\w*.{0,80}\b(?:last|preceding|previous|prior) (?:one|two|three|four|five|six"
            r"|\d) ?(?:\(\d\) ?)?months",
            "The partner answers for no more than a few months' fees.",
            unless_in=r"twelve|12|notice",
        ),
        protects(
            r"liab\w*.{0,300}\b(?:save|except|apart|other than)\b.{0,20}\b(?:for|from|in)?\b.{0,60}\b(?:intent"
            r"|gross negligence|wil+ful|fraud|confiden|infring|data)",
            also=(r"limit|exceed|capped|exclud|not be liable|only",),
        ),
        mentions(
            r"liab\w*\b.{0,30}\b(?:capped|limited|restricted|only up to)\b.{0,60}\b(?:price|fees?|amount|value"
            r"|contract|paid|\$|sum)",
            "Liability is limited, and nothing that hurts most is excepted.",
        ),
        protects(
            r"\blimit\w*\b.{0,120}\b(?:shall|will|do(?:es)?) not apply to\b.{0,60}\bsections? \d",
            unless_in=r"apply to (?:any )?information|section \d+ shall survive",
        ),
        red(
            r"liab\w*.{0,200}\b(?:paid|fees)\b.{0,40}\b(?:last|previous|preceding|prior) (?:\w+ )?\(?(?:30|60|90"
            r"|thirty|sixty|ninety)\)? days",
            "The partner answers for no more than a few months' fees.",
        ),
        red(
            r"(?:<P>|\bwe\b|\bi\b)(?: is| are| am|'re| shall| will)?(?: be)? not (?:be )?liable for any "
            r"(?:damages?|loss(?:es)?|claims?)[^\w\n]*(?m:$)|<P> (?:has|have|bears?|assumes?"
            r"|accepts?) no liability\b",
            "The partner answers for nothing.",
            unless_in=r"degradation|unavailab|advice|provision of|resulting from|failure|force majeure"
            r"|beyond .{0,30}control|caused by|to the extent|third[ -]party|indirect|consequential|delay"
            r"|content|modif|exceed",
        ),
    ),
)
