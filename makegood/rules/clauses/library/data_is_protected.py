"""Clause 26: your customers' data."""

from makegood.rules.clauses.ask import UNDER_DATA, UNDER_SECRET, Ask
from makegood.rules.clauses.clause import Clause, limits, mentions, protects, red

DATA = (
    r"(?:personal(?:ly)?(?: identifiable)? (?:data|information)|<O>'?s? data|customer data|client data|\bpii\b|"
    r"data breach|security (?:incident|breach)|sensitive (?:data|information)|user data|government data|"
    r"visitor information)"
)

CLAUSE = Clause(
    number=26,
    check="data_is_protected",
    title="Your data is protected",
    protects="Your customers' data, and you from notices, fines and lost trust.",
    why="You answer to your customers and the law for a leak at the partner's. You must hear of it within days, and "
    "the "
    "data must be gone when the work is over.",
    rider="Provider shall handle personal data and customer data only on Customer's written instructions, shall "
    "notify Customer of any unauthorized access to them within 48 hours of learning of it, with what it "
    "knows, bears the cost of notices it caused, shall use no real data in development unless masked, and "
    "shall delete all such data at the end and certify it.",
    ask=Ask(
        caption="Data protection",
        section=UNDER_DATA + r"|" + UNDER_SECRET,
        weight=3,
        brief="on our instructions only, and word at once if data get out",
        why="The law gives us days, not weeks, to tell the people concerned.",
    ),
    figures={"breach_hours": "48 hours"},
    present="A leak is told within a stated time, data is handled on your instructions, or it is deleted at the end.",
    weak="Only laws on privacy or care in general are named.",
    red_flag="The partner answers for no leak.",
    owed=True,
    signs=(
        protects(
            r"(?:breach|incident|unauthori[sz]ed (?:access|disclosure|use|acquisition)|compromise|"
            r"loss)\w*.{0,300}(?:notif\w*|report\w*|inform(?:s|ed)?\b).{0,250}(?:hours|days|immediately"
            r"|without undue delay|"
            r"promptly)|(?:notif\w*|report\w*|inform(?:s|ed)?\b).{0,250}(?:hours|days|immediately|without undue delay|"
            r"promptly).{0,250}(?:breach|incident|unauthori[sz]ed)",
            also=(DATA,),
            unless_in=r"^.{0,100}<O> (?:shall|will|agrees?)(?: to)? (?:promptly |immediately )?(?:notif|inform|report)",
        ),
        protects(
            r"(?:immediate|prompt|timely) (?:notification|notice|report)\w*.{0,60}(?:breach|incident)",
        ),
        protects(
            r"data (?:processing|protection) (?:agreement|addendum)|\bdpa\b",
            unless_in=r"if the parties have|if any|\bpolicy\b|(?:if|where|when|as"
            r"|to the extent)\b.{0,60}(?:required|applicable|"
            r"necessary|requested|process\w*)",
        ),
        protects(
            r"(?:delet|destroy|eras|purg)\w*.{0,120}" + DATA + r"|" + DATA + r".{0,160}(?:delet|destroy|eras|purg)\w*",
            unless_in=r"accidental or unlawful destruction",
        ),
        protects(
            DATA + r".{0,200}(?:documented|written) instructions|" + DATA + r".{0,120}(?:only|solely) (?:for|to|as)"
        ),
        mentions(
            r"data (?:processing|protection) (?:agreement|addendum)|\bdpa\b",
            "A paper on data is named, but only if the law asks for it.",
        ),
        mentions(
            r"(?:confidential|keep|protect)\w*.{0,200}(?:customer|client|user) (?:data|information)",
            "Care is promised, but not that you are told of a leak or that data is deleted.",
            doubt=True,
        ),
        protects(
            r"(?:notif\w*|report\w*) (?:the )?<O>\b.{0,60}\d+ (?:business )?(?:hours|days)",
            also=(r"security incident|breach of security|data breach|unauthori[sz]ed",),
        ),
        mentions(
            r"data (?:controller|processor)\b|not\b.{0,40}(?:disclos|shar)\w*.{0,60}(?:customer|user"
            r"|client)\b.{0,12}data",
            "Care is promised, but not that you are told of a leak or that data is deleted.",
            unless_in=r"means",
        ),
        mentions(
            r"(?:daily|regular|automat\w*|automated)\b.{0,20}back-?ups?|technical and organi[sz]ational",
            "Care is promised, but not that you are told of a leak or that data is deleted.",
        ),
        limits(
            r"if (?:the parties have|applicable|there is) (?:a |any )?(?:dpa|data)", "Only if there is a paper on data."
        ),
        mentions(
            DATA + r".{0,200}(?:protect|comply|handl|secur|safeguard|access|confiden|privacy)|(?:protect|comply|handl|"
            r"secur|safeguard|privacy)\w*.{0,200}" + DATA,
            "Care is promised, but not that you are told of a leak or that data is deleted.",
            unless_in=r"(?:resulting|arising) from <O>|not (?:be )?(?:liable|responsible)",
        ),
        mentions(
            r"(?:unauthori[sz]ed (?:use|disclosure|access)|misuse).{0,160}(?:notif\w*|inform(?:s|ed)?\b)"
            r"|(?:notif\w*|inform(?:s|ed)?\b)"
            r".{0,200}(?:unauthori[sz]ed (?:use|disclosure|access)|misuse|loss of)|"
            r"certificate of destruction|(?:data (?:protection|privacy|security)|privacy) (?:laws?|regulation|"
            r"polic)\w*",
            "Care is promised, but not for your customers' data.",
            also=(r"compl|accordance|shall|must|will|notif|inform|certif",),
            unless_in=r"^.{0,100}<O> (?:shall|will|agrees?)(?: to)? (?:promptly |immediately )?(?:notif|inform|"
            r"report)|<O>'s unauthori[sz]ed",
        ),
        red(
            r"<P>.{0,60}\b(?:not|no)\b.{0,40}\b(?:responsib|liab)\w*\b.{0,60}\b(?:data breach\w*|breach of (?:data"
            r"|security)|(?:loss|disclosure|theft|leak\w*)\b.{0,20}\bdata|"
            r"unauthori[sz]ed (?:access|disclosure))",
            "The partner answers for no leak.",
            unless_in=r"caused by <O>|<O>'?s? (?:own|system|network|password|failure|security|negligence"
            r"|back-?ups?)|to the extent|third[ -]party|\bunless\b|except|"
            r"responsible for (?:its )?back|due to|<O> error|hosting",
        ),
        protects(
            r"\b(?:process|handl|us)(?:e|es|ed|ing)?\b.{0,60}" + DATA + r".{0,60}\b(?:only|solely)\b.{0,40}\binstr"
            r"uct|" + r"\b(?:process|handl|us)(?:e|es"
            r"|ed|ing)? data only as instructed",
            unless_in=r"^.{0,40}<O> (?:shall|will|agrees)",
        ),
        mentions(
            r"(?:hipaa|\bphi\b|de-?identif\w*|patient)\b.{0,160}\b(?:protect|complian|secur|safeguard|de-?identif"
            r"|separation)",
            "Care is promised, but not that you are told of a leak or that data is deleted.",
            doubt=True,
        ),
        protects(
            r"<P>.{0,20}\b(?:informs?|notif\w+|tells?|reports?|alerts?)\b.{0,60}\b(?:leaks?|breach\w*|incidents?"
            r"|unauthori[sz]ed)\b.{0,60}\b(?:hours|days|immediately|without delay|promptly)",
        ),
        mentions(
            r"(?:personal|customer|client|user) data\b.{0,60}\b(?:law|carefully|care|responsibly|secure)",
            "Care is promised, but not that you are told of a leak or that data is deleted.",
            unless_in=r"^.{0,60}<O> (?:shall|will|must|is)|not (?:be )?(?:liable|responsible)",
        ),
        red(
            r"\bnot (?:be )?(?:responsible|liable) for\b.{0,40}\b(?:data (?:loss|breach)\w*\b.{0,12}\b(?:or"
            r"|and)\b.{0,12}breach\w*|(?:data|security) breach\w*|hacks?\b.{0,12}\bdata)",
            "The partner answers for no leak.",
            unless_in=r"<O> (?:shall|is|will|are)|resulting from|caused by|to the extent|third[ -]party|\bunless\b"
            r"|except|due to",
        ),
        protects(
            r"\b(?:breach|incident) notification\b.{0,30}\b(?:hours|days)|\bdata (?:is "
            r"|will be )?deleted\b.{0,40}\b(?:days|after|upon|end)",
        ),
        mentions(
            r"(?:<P>|\bwe\b) (?:will |shall )?(?:protect|safeguard|secure)s?\b.{0,12}(?:<O>|\byour\b) data",
            "Care is promised, but not that you are told of a leak or that data is deleted.",
        ),
        protects(
            r"\b(?:delete|erase|destroy)\b.{0,12}\b(?:all |your |the )?data\b.{0,20}\b(?:upon|on|after"
            r"|at) (?:terminat|cancel|the end|expir)|"
            r"\bpersonal (?:data|information)\b.{0,160}\b(?:in accordance with|on|per"
            r"|according to)\b.{0,12}\b(?:your|<O>) instructions",
        ),
    ),
)
