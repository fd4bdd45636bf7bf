"""Clause 16: who else works on it, and where."""

from makegood.rules.clauses.ask import UNDER_PEOPLE, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

CONSENT = r"(?:consent|approv|permission|authori[sz])\w*"

CLAUSE = Clause(
    number=16,
    check="subcontractors_need_consent",
    title="Others work on it only with your consent",
    protects="The quality you chose, your data, and your taxes.",
    why="You chose these people. Subcontractors you never met may be cheaper, less able, or in a country where your "
    "data "
    "may not go.",
    rider="Provider shall use no subcontractor, affiliate or freelancer, and no place of work outside those named "
    "in this agreement, without Customer's prior written consent, which is not to be withheld without a "
    "reason, and answers for them as for itself. The same terms on ownership, secrecy and security bind them.",
    ask=Ask(
        caption="Subcontractors",
        section=r"subcontract|assignment|" + UNDER_PEOPLE,
        weight=2,
        brief="with our consent, not withheld without a reason",
        why="We chose you; consent is not withheld without a reason.",
    ),
    present="Subcontracting or passing on duties needs your consent.",
    weak="The partner may subcontract and answers for it.",
    red_flag="The partner may use affiliates or subcontractors without asking.",
    signs=(
        red(
            r"\bmay\b.{0,120}(?:use|engage|employ|sub[- ]?contract|delegat|utili[sz]e|retain).{0,160}without.{0,80}"
            + CONSENT,
            "The partner may pass the work on without asking you.",
            also=(r"sub[- ]?contract|affiliate|delegat|third part",),
            unless_in=r"(?:shall|may|will) not (?:\w+ ){0,3}(?:sub[- ]?contract|delegat|assign)|neither|no party|"
            r"successor|nor ",
        ),
        red(
            r"\b(?:may|right to|free to|entitled to)\b.{0,100}(?:sub[- ]?contract|"
            r"delegat)\w*.{0,120}(?:discretion|at any time|any or all|any portion|as it (?:sees|deems))|"
            r"discretion.{0,160}(?:engage|use|employ).{0,60}(?:sub[- ]?contract|third part)",
            "The partner may pass the work on as it likes.",
            unless_in=r"not |prior (?:written )?(?:consent|approval)|<O> (?:may|is entitled)\b",
        ),
        red(
            r"(?:<P>|\bi|\bwe)\b (?:may|might|can)\b.{0,40}(?:assign|use|bring in|hire|engage) (?:[\w-]+ ){0,4}?"
            r"(?:sub[- ]?contractors|freelancers|contractor personnel|employee and contractor)",
            "The partner may pass the work on without asking you.",
            unless_in=r"consent|approv|permission|responsib|liable|agreed|unless",
        ),
        protects(
            r"\b(?:not|neither|nor|no|never)\b.{0,160}sub[- ]?contract\w*.{0,220}"
            + CONSENT
            + r"|\b(?:not|neither|nor|no)\b.{0,160}"
            + CONSENT
            + r".{0,160}sub[- ]?contract",
            unless_in=r"sub-?process|authority to|not authori[sz]ed to perform|COR\b",
        ),
        protects(
            r"sub[- ]?contract\w*.{0,140}(?:only with|subject to|requires?|upon|with(?: the)? prior|prior|"
            r"must be)\b.{0,100}" + CONSENT + r"|prior.{0,40}" + CONSENT + r".{0,100}sub[- ]?contract",
            unless_in=r"without",
        ),
        mentions(
            r"sub[- ]?contract\w*.{0,200}(?:responsib|liable|remain|not relieve|answer|bound by)|"
            r"may.{0,80}(?:sub[- ]?contract|engage (?:sub[- ]?contractors|third parties))|(?:responsib|"
            r"liable)\w*.{0,120}sub[- ]?contract",
            "Others may work on it, and the partner answers for them, but you are not asked.",
            unless_in=r"indemnif|insurance|workers|independent contractor and not",
        ),
        mentions(
            r"\b(?:not|neither|nor)\b.{0,100}\bdelegat\w*.{0,200}" + CONSENT,
            "Duties may not be passed on without you, but subcontractors are not named.",
        ),
        mentions(
            r"sub-?processors?.{0,200}" + CONSENT + r"|" + CONSENT + r".{0,120}sub-?processors?",
            "You are asked only about those who handle personal data.",
        ),
        mentions(
            r"may engage.{0,40}sub-?process\w*.{0,300}(?:responsib|liable)",
            "Others may handle your data, and the partner answers for them, but you are not asked.",
        ),
        red(
            r"<P>.{0,20}\bmay freely (?:delegate|sub-?contract|assign (?:its )?(?:duties|obligations))",
            "The partner may pass the work on without asking you.",
        ),
        mentions(
            r"sub-?(?:processors?|contractors?)\b.{0,160}\b(?:object|advance notice|prior notice)\b"
            r"|\bnotice\b.{0,60}\b(?:new|additional|changes? (?:to|of)) sub-?(?:processors?|contractors?)",
            "You are told of others who work on it and may object, but are not asked.",
        ),
        mentions(
            r"\b(?:use|engage|elect to use|hire)\b.{0,20}\b(?:sub-?)?contractors?\b.{0,160}(?:guarantee|responsib"
            r"|liable|as if (?:we|it|<P>))",
            "Others may work on it, and the partner answers for them, but you are not asked.",
            unless_in=r"indemnif|insurance|independent contractor|<O> (?:may|shall|will)",
        ),
        red(
            r"<P>.{0,30}\b(?:free|right|entitled|reserves)\b.{0,20}\bto\b.{0,20}(?:\b(?:use|engage|employ"
            r"|hire)\b.{0,40}\b(?:sub-?contractors?|third parties|freelancers|assistants)|"
            r"\b(?:outsource|sub-?contract)\b)",
            "The partner may pass the work on without asking you.",
            unless_in=r"consent|approv|permission|responsib|liable|remain|agree",
        ),
        protects(
            r"\b(?:no|not|never|none)\b.{0,60}\b(?:passed|given|delegated|transferred|outsourced"
            r"|handed) (?:on )?to (?:any )?(?:third part|others|other)\w*\b.{0,60}\b(?:unless|without"
            r"|except)\b.{0,40}(?:agree|consent|approv|permission)",
            unless_in=r"information|data|confidential|this agreement",
        ),
        mentions(
            r"<P>.{0,20}\b(?:may|can)\b.{0,20}\b(?:hire|use|engage|employ)\b.{0,20}\b(?:others|third parties"
            r"|assistants|helpers|freelancers)\b.{0,80}\b(?:responsib|liable|answer)",
            "Others may work on it, and the partner answers for them, but you are not asked.",
        ),
        mentions(
            r"\bmay use\b.{0,40}\bindependent contractors?\b",
            "Others may work on it, but you are not asked.",
        ),
        red(
            r"<P> may sub-?contract\b.{0,120}\bselected by (?:the )?<P>|<P> may sub-?contract (?:any |all "
            r"|some )?(?:portions?|parts?|or all|any)? ?(?:of )?(?:the |its )?(?:services|work|obligations"
            r"|project)",
            "The partner may pass the work on without asking you.",
            unless_in=r"consent|approv|permission|responsib|liable|remain|answer",
        ),
    ),
)
