"""Clause 15: whose name stands on domain, hosting and code."""

from makegood.rules.clauses.clause import Clause, mentions, protects, red

ACCOUNT = (
    r"(?:accounts?\b|repositor(?:y|ies)|domain|hosting|cloud|app store|\bdns\b|registrar|servers?|github|"
    r"gitlab|url\b|environment)"
)
NOT_IT = (
    r"users? have forgotten|log-?in will ask|security assessment|bank|payable|receivable|account (?:manager|"
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
            + r"|confidential|warrant|insurance|taxes|<O>'?s? (?:account|repositor|server)|personal data|"
            r"subcontract|personnel",
        ),
        red(
            r"<P>'?s? (?:own )?(?:servers?|infrastructure|hosting account|hosting environment|cloud account|"
            r"repositor(?:y|ies))",
            "It lies with the partner, in the partner's name.",
            also=(r"host|deploy|store|reside|maintain|kept|run",),
            unless_in=NOT_IT,
        ),
        protects(
            r"(?:<O>).{0,120}\b(?:own|owns|owned|provides?|control\w*|manag\w*|name of|title|hold|holds|"
            r"administrat\w*|creat\w*|maintain\w*)\b.{0,120}" + ACCOUNT,
            unless_in=NOT_IT + r"|<P>.{0,60}(?:shall|will) (?:host|maintain|provide)|access to|"
            r"responsible for (?:the )?(?:security|password|confidential)",
        ),
        protects(
            ACCOUNT + r".{0,160}(?:owned by|in the name of|belong\w* to|under the control of|registered (?:in|to)|"
            r"property of|controlled by|designated by|administered by).{0,40}<O>",
            unless_in=NOT_IT,
        ),
        protects(
            r"<O>'?s? (?:own )?(?:repositor(?:y|ies)|github|gitlab|hosting account|cloud account|aws account|azure)"
        ),
        mentions(
            r"(?:credentials|passwords?|log-?ins?|access (?:codes?|keys)|administrat\w+ access|"
            r"domain names?)\b.{0,160}(?:transfer|deliver|provid|turn over|hand|surrender|return)\w*|(?:transfer|"
            r"deliver|provid|turn over|hand|surrender|return)\w*.{0,160}\b(?:credentials|passwords?|log-?in|"
            r"access (?:codes?|keys)|administrat\w+ access|domain names?)",
            "Access is handed over, but the accounts are not said to be yours from the start.",
            unless_in=NOT_IT + r"|trademark|trade names|personnel|<O> (?:agrees?|must|shall|will|is responsible)(?: to|"
            r" for)?:? .{0,12}provid",
        ),
    ),
)
