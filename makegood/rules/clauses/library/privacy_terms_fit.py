"""Clause 29: the laws on privacy that bind you bind them."""

from makegood.rules.clauses.ask import UNDER_DATA, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

LAW = (
    r"(?:\bccpa\b|\bcpra\b|california consumer privacy|gramm-?leach|\bglba\b|safeguards rule|\bgdpr\b|"
    r"general data protection|\bferpa\b|\bcoppa\b|privacy act|data protection act|\bndpr\b|\bndpa\b|\bpipeda\b"
    r"|\blgpd\b|\bpopia\b|"
    r"\bdpdp\b|personal data protection)"
)

CLAUSE = Clause(
    number=29,
    check="privacy_terms_fit",
    title="The privacy laws that bind you bind them",
    protects="You from fines for what the partner does with data.",
    why="California's law and others want certain sentences in the contract with everybody who handles data for you; "
    "without these you are treated as if you had sold the data.",
    rider="Where Provider handles personal information for Customer it is a service provider under the California "
    "Consumer Privacy Act and similar laws: it does not sell or share it, uses, keeps and discloses it only "
    "for the purposes of this agreement and within this relationship, does not combine it with other data, "
    "gives it the protection that these laws require, lets Customer take reasonable steps to verify and to "
    "stop misuse, tells Customer within 5 business days if it can no longer comply, binds its subcontractors "
    "to the same, and helps with requests of consumers. Where Customer is bound by the FTC Safeguards Rule, "
    "Provider keeps the safeguards that it requires.",
    ask=Ask(
        caption="Service provider terms",
        section=r"privacy|" + UNDER_DATA,
        weight=2,
        brief="the sentences that state privacy laws ask for",
        why="State privacy laws ask for these sentences in a contract with everybody who handles such data.",
        only_if="personal data of consumers is handled and such a law binds you",
    ),
    present="A named privacy law binds the partner.",
    weak="Only privacy laws in general are named.",
    red_flag="The partner may sell or share the data.",
    owed=True,
    signs=(
        protects(
            LAW,
            unless_in=r"^.{0,120}<O> (?:(?:agrees?|shall|will|must) (?:to )?comply|ensures?"
            r"|is (?:solely )?responsible|shall be (?:solely )?responsible|represents?|warrants?|"
            r"confirms?|acknowledges?)|(?:if|where|when|to the extent)\b.{0,30}(?:required|necessary)"
            r"|if applicable|background|"
            r"legal advice",
        ),
        mentions(
            LAW,
            "A privacy law is named, but it does not bind the partner in every case.",
            unless_in=r"^.{0,120}<O> (?:(?:agrees?|shall|will|must) (?:to )?comply|ensures?"
            r"|is (?:solely )?responsible)",
        ),
        protects(
            r"service provider.{0,120}\bnot\b.{0,20}(?:sell|share)|not (?:sell|rent).{0,80}personal (?:data"
            r"|information)"
        ),
        mentions(
            r"(?:compl(?:y|ies|iance)|accordance|pursuant).{0,160}(?:privacy|data protection).{0,20}(?:laws?|"
            r"regulations?|legislation|acts?|polic)|(?:privacy|data protection) (?:laws?|regulations?|"
            r"legislation)|(?:compl(?:y|ies)|accordance|subject to|governed by)\b.{0,60}privacy policy",
            "Privacy laws are named only in general.",
            also=(r"compl|accordance|shall|must|will|pursuant",),
            unless_in=r"^.{0,120}<O> (?:(?:agrees?|shall|will|must) (?:to )?comply|ensures?"
            r"|is (?:solely )?responsible|shall (?:be (?:solely )?responsible|comply)|represents?|"
            r"warrants?|will comply|must comply)",
        ),
        red(
            r"<P>.{0,40}\b(?:may|right to|reserves?|entitled to|can)\b.{0,60}\b(?:sell|share|rent|disclose"
            r"|transfer)\b.{0,60}\b(?:customer|client|user|personal|<O>'?s?|your) (?:data|information)\b"
            r".{0,80}(?:third part|advertis|partners|affiliat|marketing)|"
            r"<P>.{0,40}\b(?:may|right to|reserves?|entitled to|can)\b.{0,20}\bsell\b.{0,60}\b(?:data|information)",
            "The partner may sell or share the data.",
            unless_in=r"(?:shall|may|will) not|never|sub-?process|as (?:necessary|required)|consent"
            r"|service providers who|required by law|confidential information",
        ),
        protects(
            r"hipaa[ -]?(?:complian\w*|requirements)|(?:complian\w*|comply|accordance) with (?:the )?hipaa",
            unless_in=r"^.{0,120}<O> (?:(?:agrees?|shall|will|must) (?:to )?comply|ensures?"
            r"|is (?:solely )?responsible)|not hipaa|such as hipaa|if applicable",
        ),
    ),
)
