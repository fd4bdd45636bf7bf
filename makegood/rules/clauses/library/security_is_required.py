"""Clause 13: how safe it must be."""

from makegood.rules.clauses.ask import Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

NOT_IT = (
    r"social security|security (?:interest|deposit|clearance)|securities|homeland|of the securities"
    r"|<O>(?: \w+)? security"
)

CLAUSE = Clause(
    number=13,
    check="security_is_required",
    title="Security is measured",
    protects="Your customers' data and your business from a break-in.",
    why='"Reasonable security" cannot be checked on delivery day. A named standard and "no known serious holes" can.',
    rider="The software meets OWASP ASVS level 2, in the version current on the date of this agreement, and is "
    "delivered without known critical or high vulnerabilities in its own code or its components, shown by "
    "scans that Customer may repeat. After delivery Provider mends critical ones in 3 days and high ones in "
    "14 during the warranty, delivers a list of components, and helps with a penetration test.",
    ask=Ask(
        caption="Security",
        section=r"security|warrant",
        weight=2,
        brief="a named standard that both can test",
        why="A named standard can be tested on the day of delivery; 'reasonable' can only be argued about.",
    ),
    present="A named standard, test or measure of security is required.",
    weak="Only reasonable or usual security is promised.",
    red_flag="Security is excluded.",
    owed=True,
    signs=(
        protects(
            r"owasp|\basvs\b|iso[/ ]?(?:iec )?27001|\bnist\b|fedramp[ -](?:authori[sz]\w+|complian\w+|certifi\w+|"
            r"moderate|high|low|baseline|controls?|ready)|penetration test|pen[ -]?test|"
            r"(?:known|critical|high|scan\w*|patch\w*|free of)\b.{0,40}vulnerabilit\w+"
            r"|vulnerabilit\w+.{0,40}(?:scan|test|assess|"
            r"fix|patch|remed|report|manag)\w*|"
            r"static (?:code )?analysis|multi-?factor|security (?:test|audit|assessment|review|scan)\w*|"
            r"secure (?:coding|development|software)|\bpci(?:[ -]dss)?\b",
            unless_in=NOT_IT + r"|urgent changes|evaluat|experience|including but not limited|may (?:deliver"
            r"|provide|offer)|assistance|not (?:responsible|include)|"
            r"optional|excluded",
        ),
        mentions(
            r"security (?:updates|patches)\b",
            "Only usual security is promised, which nobody can check.",
            unless_in=NOT_IT + r"|not (?:include|responsible)|we offer|packages|starting at",
        ),
        mentions(
            r"\bhttps\b[^:]|\bssl\b|\btls\b",
            "Only an encrypted line is named.",
            doubt=True,
        ),
        protects(
            r"encrypt\w*",
            also=(r"shall|will|must|require|use|using|maintain|encryption for|(?:is|are) encrypted",),
            unless_in=NOT_IT + r"|decrypt|evaluat",
        ),
        mentions(
            r"(?:reasonable|appropriate|industry[ -]standard|adequate|best practices?|"
            r"suitable).{0,100}(?:security|safeguards)|security (?:policy|policies|measures|safeguards|practices|"
            r"requirements|procedures|controls|standards|technology|program)|(?:technical|administrative|"
            r"physical).{0,80}(?:organi[sz]ational|safeguards|measures)|secure manner|polic(?:y|"
            r"ies)\b.{0,60}security|(?:safety and security|security and (?:access|safety)) rules",
            "Only reasonable or usual security is promised, which nobody can check.",
            unless_in=NOT_IT,
        ),
        red(
            r"<P>.{0,60}\b(?:not|no)\b.{0,40}\b(?:responsib|liab)\w*\b.{0,60}\b(?:security|hack\w*|malware"
            r"|intrusion\w*|cyber\w*|vulnerabilit\w+)",
            "Security is excluded.",
            unless_in=r"caused by <O>|<O>'?s? (?:own|system|network|password|failure|security)|to the extent"
            r"|third[ -]party|\bunless\b|except",
        ),
        red(
            r"security (?:test|audit|patch|update|review|monitor|harden)\w*\b.{0,40}(?:not included|excluded"
            r"|out of scope)|"
            r"(?:not include|exclud)\w*\b.{0,60}security (?:test|audit|patch|update|review|monitor|harden)",
            "Security is excluded.",
            unless_in=r"optional",
        ),
        protects(
            r"\b(?:encrypt\w* (?:at rest|in transit)|at rest and in transit)\b",
            also=(r"shall|will|must|require|maintain|implement|use|provid|compl|encrypt\w* (?:at|in)|separation",),
            unless_in=NOT_IT + r"|evaluat|experience|<O> (?:shall|will|must)",
            doubt=True,
        ),
        protects(
            r"(?:real-?time )?data encryption|encrypt\w* (?:of )?(?:all )?(?:data|at rest|in transit)",
            unless_in=NOT_IT + r"|evaluat|experience|optional|not included",
        ),
        mentions(
            r"\bkeeps?\b.{0,20}\bdata\b.{0,12}\b(?:secure|safe)\b",
            "Only usual security is promised, which nobody can check.",
        ),
    ),
)
