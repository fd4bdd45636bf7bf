"""Clause 15: whose name stands on domain, hosting and code."""

from makegood.rules.clauses.ask import UNDER_WORK, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

ACCOUNT = (
    r"(?:accounts?\b|repositor(?:y|ies)|domain|hosting|cloud account|app store|\bdns\b|registrar|servers?|github|"
    r"gitlab|url\b|(?:hosting|production|cloud|staging) environment)"
)
NOT_IT = (
    r"wire transfer|users? have forgotten|log-?in will ask|security assessment|bank|payable|receivable"
    r"|account (?:manager|"
    r"executive|number)|escrow account|checking|accounting|accounts? for|user account|on account of|"
    r"expense account|take into account|environmental|domain name rights|public domain|routing"
)

CLAUSE = Clause(
    number=15,
    check="accounts_are_yours",
    title="The accounts are in your name",
    protects="Your control of code, domain, hosting, stores and mail.",
    why="Whoever is the owner of record of the domain or the cloud account can lock you out in a minute, and getting "
    "it "
    "back takes months.",
    rider="Code repository, cloud, domain, DNS, certificates, app stores, analytics, mail and all other accounts "
    "that the software needs shall be opened in the name of Customer and paid by Customer from the first day."
    " Customer is their administrator; Provider works in them by rights that Customer can take away.",
    ask=Ask(
        caption="Accounts",
        section=r"accounts|hosting|access|infrastructure|" + UNDER_WORK,
        weight=3,
        brief="in our name, with the rights that your work needs",
        why="It keeps the bills and the liability for these accounts with us, and you keep the access that the work "
        "needs.",
    ),
    stake="Who holds the accounts decides what happens to what {price} bought.",
    present="Code, hosting or domain lie in accounts that you own or control.",
    weak="Access or passwords are handed over, at the end or on request.",
    red_flag="It runs on, or is registered to, the partner's own accounts.",
    signs=(
        red(
            r"\b(?:host(?:ed)?|registered|deployed|operated|stored|run)\b.{0,80}\b(?:by|with) (?:the )?<P>|"
            r"(?:servers?|infrastructure|accounts?|hosting|platform|environment)s? (?:provided|owned|operated|"
            r"controlled|maintained) by (?:the )?<P>",
            "It lies with the partner, in the partner's name.",
            also=(r"\bsite\b|website|application|software|\bcode\b|repositor|domain|\burl\b|platform|system",),
            unless_in=NOT_IT
            + r"|<O> data|confidential|warrant|insurance|taxes|<O>'?s? (?:account|repositor|server)|personal data|"
            r"subcontract|personnel|if (?:the )?<P>|optional|may (?:be )?host",
        ),
        red(
            r"<P> (?:will|shall|agrees? to)\b.{0,30}(?:provide|offer|perform|furnish)\b.{0,40}hosting\b",
            "It lies with the partner, in the partner's name.",
            unless_in=NOT_IT + r"|on <O>'?s|<O>'?s (?:own )?(?:hosting|account|server)|recommend|assist|set ?up"
            r"|optional",
        ),
        red(
            r"<P>'?s? (?:own )?(?:servers?|infrastructure|hosting account|hosting environment|cloud account|"
            r"repositor(?:y|ies))|<P>-(?:managed|hosted|owned|operated|controlled) (?:hosting|servers?|infrastructure|"
            r"accounts?|environment)",
            "It lies with the partner, in the partner's name.",
            also=(r"host|deploy|store|reside|maintain|kept|run",),
            unless_in=NOT_IT,
        ),
        protects(
            r"<O>.{0,80}\b(?:own|owns|owned|controls?|holds?|retains?|registers?|purchases?|procures?|name of"
            r"|title|administers?)\b"
            r".{0,100}(?:repositor(?:y|ies)|domain\b|hosting|app store|cloud account|aws|azure|(?:developer"
            r"|hosting|github|gitlab|"
            r"cloud) accounts?|servers?\b|accounts\b)",
            unless_in=NOT_IT
            + r"|<P>.{0,60}(?:shall|will) (?:host|maintain|provide)|access to|transfer|third[ -]party systems"
            r"|payment|credential|"
            r"log-?in|merchant|content|indemnif|harmless|liab|responsible for (?:the )?(?:security|password"
            r"|confidential)",
        ),
        protects(
            r"<O>.{0,80}\b(?:provides?|maintains?|creates?|manages?)\b.{0,60}(?:repositor(?:y|ies)|domain name"
            r"|hosting|app store|cloud "
            r"account|aws|azure|(?:developer|hosting|github|gitlab|cloud) accounts?|servers?\b)",
            unless_in=NOT_IT
            + r"|<P>.{0,60}(?:shall|will) (?:host|maintain|provide)|access to|transfer|third[ -]part|payment"
            r"|credential|service "
            r"bureau|log-?in|merchant|content|indemnif|harmless|liab|responsible for (?:the )?(?:security|password"
            r"|confidential)",
        ),
        protects(
            r"<O>.{0,60}provides? access to\b.{0,60}(?:accounts?|hosting|\bdns\b|repositor|servers?)",
            unless_in=NOT_IT + r"|social media|analytics only",
            doubt=True,
        ),
        protects(
            r"(?:set up|open|create|register)\w* (?:an? |the )?(?:\w+ )?accounts? (?:for|in the name of) (?:you\b|<O>)",
        ),
        protects(
            r"access to\b.{0,60}(?:accounts?|hosting|\bdns\b|repositor|servers?)",
            under=r"(?:your|client|customer|owner)'?s? (?:responsib|obligat)",
            unless_in=NOT_IT + r"|social media",
            doubt=True,
        ),
        protects(
            ACCOUNT + r".{0,120}(?:owned by|in the name of|belong\w* to|under the control of|registered (?:in|to)|"
            r"property of|controlled by|designated by|administered by).{0,16}<O>",
            unless_in=NOT_IT + r"|wire|payment|\bcheck\b|licen[cs]ed to",
        ),
        protects(
            r"<O>'?s? (?:own |existing |designated )?(?:domain\b|hosting|repositor(?:y|ies)|github|gitlab|bitbucket|"
            r"(?:hosting|cloud|aws|azure|app store|google) account|azure|infrastructure|(?:cloud"
            r"|production) environment|"
            r"servers?)",
            unless_in=NOT_IT + r"|transfer|access|migrat|domain names? (?:rights|registration)|connect|confidential",
        ),
        protects(
            r"(?:deploy|host|publish|operat|deliver|run|install|reside|launch)\w*.{0,80}\b(?:to|in|on|within|into"
            r"|from) (?:the )?<O>"
            r"'?s? (?:own |existing |designated )?(?:\w+ )?(?:domain|hosting|account|environment|server|infrastructure|"
            r"repositor|cloud|premises)",
            unless_in=NOT_IT + r"|\bpaid\b|payment",
        ),
        mentions(
            r"(?:credentials|passwords?|log-?ins?|access (?:codes?|keys)|admin\w* access|repository access|"
            r"domain names?)\b.{0,160}(?:transfer|deliver|provid|turn over|hand|surrender|return|included)\w*"
            r"|(?:transfer|"
            r"deliver|provid|turn over|hand|surrender|return|grant|give|full)\w*.{0,160}\b(?:credentials"
            r"|passwords?|log-?in|"
            r"access (?:codes?|keys)|admin\w* access|domain names?|repository access|access to the (?:\w+ )?repositor)",
            "Access is handed over, but the accounts are not said to be yours from the start.",
            unless_in=NOT_IT + r"|trademark|trade names|personnel|confidential information|<O> (?:agrees?|must"
            r"|shall|will|is "
            r"responsible)(?: to| for)?:? .{0,12}provid|hosting (?:support|services|fees?|costs?|plan)|set-?up"
            r"|certificate|(?:to|by) any (?:third party|other (?:person|party))|not (?:share|disclose|give)",
        ),
        mentions(
            r"(?:git|code|source) repository access|access to (?:the )?(?:git |code |source )?repositor"
            r"|transfer\w*.{0,80}(?:hosting|accounts?|those assets|hosted|domain)\b.{0,60}(?:<O>|own|you)"
            r"|hosting any (?:code|"
            r"assets)",
            "Accounts can be transferred, but are not said to be yours from the start.",
            unless_in=NOT_IT,
        ),
        red(
            r"<P>\b.{0,40}\b(?:hosts?|will host|shall host)\b.{0,60}\b(?:website|application|software|site"
            r"|platform|system|app)\b|"
            r"\bon (?:its|our|their|my) own (?:servers?|infrastructure|hosting|cloud)|through (?:its|our|their"
            r"|my) own (?:\w+ )?accounts?",
            "It lies with the partner, in the partner's name.",
            unless_in=NOT_IT + r"|<O>'?s? (?:own |existing )?(?:account|repositor|server|hosting|environment)"
            r"|optional|upon request|may host|if\b",
        ),
        red(
            r"(?:domains?|domain names?|accounts?|hosting|repositor\w+)\b.{0,60}\b(?:registered|held|kept|opened"
            r"|set up)\b.{0,20}\bin (?:the )?(?:name of (?:the )?<P>|<P> (?:\w+ )?name)",
            "It lies with the partner, in the partner's name.",
        ),
        red(
            r"\bhosting(?: services?)?\b.{0,12}\b(?:is|are|will be|shall be)\b.{0,12}\b(?:provided|supplied"
            r"|managed|handled|included) by (?:the )?<P>",
            "It lies with the partner, in the partner's name.",
            unless_in=NOT_IT + r"|<O>'?s? (?:own |account)|optional",
        ),
        protects(
            r"<O>\b.{0,40}\b(?:is|are|be|remains?) (?:solely )?responsible for\b.{0,80}\b(?:domain|hosting"
            r"|cloud account|app store account|accounts? creation|\bdns\b)",
            unless=r"fees?\b|costs?\b|charges?\b|content|security|renewal",
            unless_in=NOT_IT + r"|<P>.{0,40}(?:hosts?|provides? hosting)",
        ),
        protects(
            r"\b(?:commit|push|check|stor|host|kept|keep|deploy|upload)\w*\b.{0,60}<O> (?:own |\w+ )?(?:repositor"
            r"|git|account|server|cloud|environment|hosting)",
            unless_in=NOT_IT + r"|access to",
        ),
        mentions(
            r"(?:domains?|hosting|accounts?|systems)\b.{0,80}\btransferred\b.{0,40}(?:<O>|you\b)",
            "Accounts can be transferred, but are not said to be yours from the start.",
            unless_in=NOT_IT + r"|own(?:s|ed|ership)",
        ),
        red(
            r"\b(?:infrastructure|servers?|accounts?|hosting)\b.{0,20}\b(?:owned|operated|held"
            r"|controlled) by (?:the )?<P>|\bdomain\b.{0,40}\bregistered by (?:the )?<P>",
            "It lies with the partner, in the partner's name.",
            unless_in=NOT_IT + r"|in <O>'?s? name|name of (?:the )?<O>|client.s name|confidential|transfer",
        ),
        protects(
            r"\b(?:installed|hosted|deployed|run|stored|kept)\b.{0,30}\b(?:on|in|at)\b.{0,20}\b(?:servers?"
            r"|systems?|infrastructure|accounts?|environment|premises) of (?:the )?<O>",
        ),
        red(
            r"<P>.{0,20}\b(?:retains?|keeps?|holds?|has|reserves?)\b.{0,20}\bownership of\b.{0,40}\b(?:domains?"
            r"|hosting|accounts?)\b|"
            r"\b(?:domains?|hosting|accounts?)\b.{0,100}\bremain\w*\b.{0,20}\b(?:under|with|(?:the )?property of"
            r"|owned by)\b.{0,12}<P>",
            "It lies with the partner, in the partner's name.",
            unless_in=NOT_IT,
        ),
        red(
            r"\bhosting (?:is |will be )?provided\b.{0,20}\b(?:on|through|via|using) (?:our|my|<P>)\b"
            r"|\bdomain\b.{0,20}\bregistered\b.{0,30}\b(?:by|with|through)\b.{0,12}(?:<P>|\bus\b)"
            r"|<P> hosting account\b",
            "It lies with the partner, in the partner's name.",
            unless_in=NOT_IT + r"|name of (?:the )?<O>|<O> name|client.s name",
        ),
        protects(
            r"\b(?:repositor(?:y|ies)|code|account)\b.{0,20}\bin (?:the )?<O> (?:github |gitlab "
            r"|own )?(?:organi[sz]ation|account|name)|(?:<O>|\byou)\b.{0,12}\b(?:keeps?|retains?|has|have"
            r"|maintains?)\b.{0,20}\bownership of\b.{0,40}\b(?:domain|hosting|accounts?|repositor)",
            unless_in=NOT_IT,
        ),
    ),
)
