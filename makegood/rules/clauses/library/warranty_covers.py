"""Clause 12: defects are mended for free, for a time."""

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
    present="For a stated time the work does what was specified, or defects are mended for free.",
    weak="Good workmanship or conformity is promised, without a time in which defects are mended.",
    red_flag="The work comes as it is, the warranty ends when others touch it, or doing it again is all you get.",
    signs=(
        red(
            r"\"as[ -]is\b|\bas-is\b|\bas is\b.{0,25}(?:basis|where|condition|without)|(?:provided|delivered|"
            r"furnished|accepted) as is\b|\bas is\b[,.;]",
            "The work comes as it is, without a warranty.",
            also=(r"service|software|deliverable|work|provided|product|site|program",),
            unless_in=r"except (?:as|for)|feedback|<O> (?:materials|data|content)|furnished|confidential information",
        ),
        red(
            r"warrant\w*.{0,120}(?:void|not apply|invalid|no longer|terminate)\w*.{0,160}(?:modif|alter|chang|"
            r"edit|other than|third part|anyone)",
            "The warranty ends when anybody else touches the code.",
            unless_in=r"to the extent|only for|caused by",
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
            unless_in=r"revenue|except as (?:expressly )?(?:provided|set forth|stated)",
        ),
        protects(
            r"warrant\w*.{0,500}" + TIME + r"|(?:for|period of|during)\b.{0,60}" + TIME + r".{0,300}warrant\w*",
            also=(WORKS, r"\b(?:\d+|[a-z]+ ?\(\d+\)|thirty|sixty|ninety|one|two|three|six|twelve|period)\b"),
            unless_in=r"organi[sz]ed|existing|authority to|notice of.{0,40}claim|infring\w+ .{0,40}(?:any|third)|"
            r"insolven|bankrupt|not cured|conduct its business|supersede|\bas[ -]is\b",
        ),
        protects(
            r"(?:fix|correct|repair|remedy|mend|support)\w*.{0,160}(?:no (?:additional |extra )?(?:cost|charge)|"
            r"free of charge|without (?:additional )?(?:charge|cost)|free\b|own (?:cost|expense)).{0,200}" + TIME,
            unless_in=r"acceptance period|reject|infring|re-?test",
        ),
        protects(
            TIME + r".{0,200}(?:fix|correct|repair|mend|resolve|bug)\w*.{0,120}(?:no (?:additional |extra )?(?:cost|"
            r"charge)|free of charge|without (?:additional )?(?:charge|cost)|for free|\bfree\b)",
            unless_in=r"reject|notice of deficienc|notice of defic|re-?test|infring",
        ),
        protects(
            r"(?:days|weeks|months) of (?:free )?(?:bug[ -]?fix\w*|post-launch|warranty)",
        ),
        protects(
            r"\b\d+ ?-?(?:days?|months?|years?)'? (?:\w+ )?warranty|\bwarranty (?:period )?(?:of|for) \d+",
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
            r"(?:professional|workmanlike|good|skill|competent|diligent|industry)\b.{0,60}(?:manner|standards?|"
            r"skill|care|practices?)|perform\w*.{0,40}professionally",
            "Good workmanship is promised, but not that defects are mended for free for a time.",
            also=(r"perform|services|work|provide|do it",),
            unless_in=r"security|confidential|insurance|rated",
        ),
    ),
)
