"""Clause 12: defects are mended for free, for a time."""

from makegood.rules.clauses.ask import Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

TIME = r"(?:days|months?|years?|(?:warranty|support|maintenance)[_ ]period|period of)"
WORKS = (
    r"(?:conform|defect|error|bug|accordance|operate|function|free (?:of|from)|specification|correct|fix|"
    r"repair|perform|malfunction|meet)"
)

CLAUSE = Clause(
    number=12,
    check="warranty_covers",
    title="Defects are mended for free",
    protects="You from paying twice for what should have worked.",
    why="Defects show in use, often weeks after launch. Without a warranty of some months every one is a new bill.",
    rider="For 12 months from final acceptance Provider warrants that the software works as specified and is free "
    "of security defects that were known when it was delivered, and mends every defect free of charge, "
    "beginning within two business days for those that stop work. Changes by others end the warranty only for"
    " what they caused. If a defect is not mended in 30 days, Customer may have it mended at Provider's "
    "reasonable expense or be refunded the price of the part concerned.",
    ask=Ask(
        caption="Warranty",
        section=r"warrant|defect",
        weight=3,
        brief="defects are mended free for a limited time",
        why="Defects show in use; the time is limited, and what others changed is not yours to answer for.",
    ),
    stake="Defects that show after the last payment are mended at your cost, on top of {price}.",
    figures={"warranty_months": "12 months from"},
    present="For a stated time the work does what was specified, or defects are mended for free.",
    weak="Good workmanship or conformity is promised, without a time in which defects are mended.",
    red_flag="The work comes as it is, the warranty ends when others touch it, or doing it again is all you get.",
    owed=True,
    signs=(
        red(
            r"\"as[ -]is\b|\bas-is\b|\bas is\b.{0,25}(?:basis|where|condition|without)|(?:provided|delivered|"
            r"furnished|accepted) as is\b|\bas is\b[,.;]",
            "The work comes as it is, without a warranty.",
            also=(r"service|software|deliverable|work|provided|product|site|program",),
            unless_in=r"after (?:the|such|this|expir\w+|\d).{0,40}(?:warranty|guarantee|period|days)|except\b"
            r"|subject (?:always )?to|beyond the|other than|unless otherwise|feedback"
            r"|open source|third[ -]party|<O> (?:materials|data|content)|furnished|confidential information",
        ),
        red(
            r"(?:warrant\w*|guarantee)\b.{0,80}(?:void\w*|not apply|invalid\w*|no longer|terminat\w*|ceas\w*|laps\w*)\b"
            r".{0,40}\b(?:if|when|once|where|in the event|should|upon)\b.{0,120}(?:modif|alter|chang|edit|touch)",
            "The warranty ends when anybody else touches the code.",
            unless_in=r"to the extent|only for",
        ),
        red(
            r"(?:modif\w*|alter\w*|chang\w*|edit\w*)\b.{0,100}(?:may|will|shall|would"
            r"|automatically)? ?\bvoids?\b.{0,30}"
            r"(?:warrant|guarantee)|(?:may|will|shall) void (?:the |this |any |all )?(?:warrant|guarantee)",
            "The warranty ends when anybody else touches the code.",
        ),
        red(
            r"(?:modif|alter|chang|edit)\w*.{0,160}\bvoids?\b.{0,80}warrant",
            "The warranty ends when anybody else touches the code.",
            unless_in=r"to the extent|only for|not void",
        ),
        red(
            r"(?:sole|exclusive|only) (?:and exclusive )?remed\w+.{0,160}re-?perform|"
            r"re-?perform\w*.{0,200}(?:sole|exclusive|only) (?:and exclusive )?remed",
            "All you get is that they do it again.",
            unless_in=r"refund|terminat|correct|repair|replace|reimburse",
        ),
        red(
            r"(?:cannot|can't|can not|do(?:es)? not|makes? no)\b.{0,40}(?:guarantee|warrant|"
            r"represent)\w*.{0,120}(?:error|uninterrupted|defect|bug|free)|"
            r"makes no (?:representations? or )?warrant\w*.{0,80}(?:software|service|deliverable|work|express)",
            "The partner does not promise that it works.",
            alone=True,
            unless_in=r"third[ -]party|revenue|except as (?:expressly )?(?:provided|set forth|stated)",
        ),
        red(
            r"(?:can't|cannot|can not) guarantee.{0,120}(?:error|defect|bug)[ -]?free.{0,60}(?:\bso\b"
            r"|\band\b).{0,40}(?:can't|cannot|not)"
            r" be liable",
            "The partner does not promise that it works.",
        ),
        protects(
            r"(?:warrant|guarantee)\w*.{0,500}"
            + TIME
            + r"|(?:for|period of|during)\b.{0,60}"
            + TIME
            + r".{0,300}(?:warrant"
            r"|guarantee)\w*",
            also=(WORKS, r"\b(?:\d+|[a-z]+ ?\(\d+\)|thirty|sixty|ninety|one|two|three|six|twelve|period)\b"),
            unless_in=r"organi[sz]ed|existing|authority to|notice of.{0,40}claim|infring\w+ .{0,40}(?:any|third)|"
            r"insolven|bankrupt|not cured|conduct its business|supersede|\bas[ -]is\b|initial response|response time",
        ),
        protects(
            r"(?:fix|correct|repair|remedy|mend)\w*.{0,160}(?:no (?:additional |extra )?(?:cost|charge)|"
            r"free of charge|without (?:additional )?(?:charge|cost)|free\b|own (?:cost|expense)).{0,200}" + TIME,
            unless_in=r"acceptance period|reject|infring|re-?test",
        ),
        protects(
            TIME + r".{0,200}(?:fix|correct|repair|mend|resolve|bug)\w*.{0,120}(?:no (?:additional |extra )?(?:cost|"
            r"charge)|free of charge|without (?:additional )?(?:charge|cost)|for free|\bfree\b)",
            unless_in=r"reject|notice of deficienc|notice of defic|re-?test|infring",
        ),
        protects(
            r"warrant\w*.{0,240}(?:conform|function|operate|free (?:of|from))\w*.{0,200}(?:during|throughout"
            r"|for the duration of) "
            r"the (?:(?:subscription |initial )?term|warranty)",
            unless_in=r"no (?:other )?warrant|disclaim|polic|violate|employees",
        ),
        protects(
            r"\[?\d+\]?[ -](?:calendar |business )?(?:days?|weeks?|months?)\b.{0,12}(?:bug[ -]?fix|warrant|defect"
            r"|post-launch)|"
            r"(?:bugs?|defects?|errors?|issues?)\b.{0,120}\b(?:within|for|during)\b.{0,30}(?:\d+\]?"
            r"|\)) (?:calendar |business )?"
            r"(?:days?|weeks?|months?)\b.{0,120}(?:no (?:additional |extra )?c(?:ost|harge)|free)",
            unless_in=r"reject|acceptance period|re-?test|respon(?:se|d)|\bas[ -]is\b|notice of",
        ),
        protects(
            r"(?:days|weeks|months) of (?:free )?(?:bug[ -]?fix\w*|post-launch|warranty)",
        ),
        protects(
            r"(?:\d|\]|\}|\))\*{0,2} ?-?(?:days?|months?|years?)'? (?:\w+ )?warranty|\bwarranty (?:period )?(?:of"
            r"|for) \d+",
            unless_in=r"\bas[ -]is\b",
        ),
        mentions(
            r"re-?perform",
            "Doing it again is promised, but not for how long defects are mended for free.",
            unless_in=r"sole|exclusive",
        ),
        mentions(
            r"warrant\w*.{0,300}(?:conform|perform|defect|error|specification|merchantab|function)|merchantable",
            "The work is promised to be right, but not for how long defects are mended for free.",
            unless_in=r"no (?:other )?warrant|disclaim|authority to enter|organi[sz]ed|duly authorized|conflict with",
        ),
        mentions(
            r"(?:perform|provid|render|deliver|carr(?:y|ied)|execut|complet|do)\w*\b.{0,200}(?:professional"
            r"|workmanlike|good|"
            r"skill|competent|diligent|industry|reasonable)\b.{0,60}(?:manner|standards?|skill|care|practices?)"
            r"|(?:professional|"
            r"workmanlike|good|skill|competent|diligent|industry)\b.{0,60}(?:manner|standards?|skill|care"
            r"|practices?)\b.{0,120}"
            r"perform|perform\w*.{0,40}professionally",
            "Good workmanship is promised, but not that defects are mended for free for a time.",
            also=(r"perform|services|work|provide|do it",),
            unless_in=r"security|safeguard|password|confidential|insurance|rated|backup|defense of",
        ),
        red(
            r"(?:without|no) (?:any )?warrant(?:y|ies)\b(?: of any kind| whatsoever|[.;,]|$)",
            "The work comes as it is, without a warranty.",
            also=(
                r"\b(?:work|software|services?|deliverables?|product|site|website|code)\b",
                r"deliver|provid|accept|furnish"
                r"|licens|suppl|come",
            ),
            unless_in=r"third[ -]party|open[ -]source|<O>'?s? (?:materials|data|content)|confidential|other than"
            r"|\bexcept\b|feedback",
        ),
        mentions(
            r"(?:use|exercis|apply|utili[sz]|devot)\w*\b.{0,80}\b(?:reasonable|due|professional|proper|maximum"
            r"|utmost|best)\b.{0,30}\b(?:skills?|care|diligence|judgment)\b",
            "Good workmanship is promised, but not that defects are mended for free for a time.",
            unless_in=r"security|safeguard|password|confidential|protect|<O> (?:shall|will|must)",
        ),
        protects(
            r"\d+\W{0,3}(?:calendar |business )?(?:days?|weeks?|months?)\b (?:of |for )?(?:[\w-]+ ){0,4}(?:bugs?"
            r"|defects?|errors?)[ -]?fix",
            unless_in=r"respon|within|receiv|reject",
        ),
        red(
            r"\bwithout\b.{0,12}\b(?:guarantees?|warrant\w+)\b|\b(?:gives?|makes?|provides?"
            r"|offers?) no (?:guarantee|warranty|warranties)\b",
            "The partner does not promise that it works.",
            alone=True,
            also=(r"<P>|work|software|service|deliverable|website|product",),
            unless_in=r"third[ -]party|open[ -]source|confidential|\bexcept\b|other than|<O> (?:makes|gives)"
            r"|result|ranking|revenue",
        ),
        red(
            r"\b(?:guarantee|warranty)\b.{0,20}\b(?:ends?|expires?|lapses?|ceases?|is void"
            r"|is lost)\b.{0,20}\b(?:if|when|once|where)\b.{0,60}\b(?:chang|modif|alter|edit|touch)",
            "The warranty ends when anybody else touches the code.",
            unless_in=r"to the extent|only for",
        ),
        protects(
            r"\b(?:warranty|guarantee)(?: period)?\W{1,4}\d+ ?\W{0,3}(?:days|months|years|weeks)",
            unless_in=r"\bas[ -]is\b",
        ),
        protects(
            r"\b(?:repairs?|fix(?:es)?|corrects?|mends?|resolves?)\b.{0,80}\b(?:within|in|during"
            r"|for)\b.{0,20}\b(?:first )?(?:\w+ ){0,2}(?:days|months?|years?"
            r"|weeks)\b.{0,60}\b(?:no (?:additional |extra )?(?:cost|charge)|free|without charge)",
            unless_in=r"reject|accept|infring|deficienc|notice of",
        ),
        mentions(
            r"\b(?:care|skill|diligence)\b.{0,20}\b(?:of a|expected of)\b.{0,30}\b(?:prudent|competent"
            r"|professional|careful|reasonable|experienced)",
            "Good workmanship is promised, but not that defects are mended for free for a time.",
            unless_in=r"confidential|own confidential|information",
        ),
        red(
            r"\bno warrant(?:y|ies) (?:is|are) (?:given|provided|made|offered)\b",
            "The partner does not promise that it works.",
            alone=True,
            unless_in=r"third[ -]party|open[ -]source",
        ),
        protects(
            r"\d+\W{0,3}(?:days?|weeks?|months?)\b.{0,12}\bfree\b.{0,30}\b(?:bugs?|defects?|errors?|fix)"
            r"|\bfree\b.{0,20}\b(?:bug[ -]?fix\w*|fix\w*|correct\w*|repair\w*)\b.{0,40}\b(?:for|within"
            r"|during)\b.{0,12}\d+\W{0,3}(?:days?|weeks?|months?)",
            unless_in=r"respon|accept",
        ),
        mentions(
            r"\b(?:according to|in line with|consistent with|to)\b.{0,12}\b(?:industry|professional) (?:standards?"
            r"|best practices?)",
            "Good workmanship is promised, but not that defects are mended for free for a time.",
            also=(r"work|services?|deliver|develop|quality",),
            unless_in=r"security|encrypt|backup|data|confidential",
        ),
    ),
)
