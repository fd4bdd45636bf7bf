"""Clause 25: there is money behind the promise."""

from makegood.rules.clauses.ask import Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

CLAUSE = Clause(
    number=25,
    check="insurance_is_held",
    title="They are insured for this",
    protects="That a claim against a small firm is worth anything.",
    why="General liability insurance pays for broken windows, not for lost data or software that fails. Professional "
    "(E&O) and cyber insurance do.",
    rider="During the term and for two years after, Provider shall hold technology errors and omissions insurance "
    "of at least $1,000,000 a claim and cyber insurance of at least $1,000,000, beside general liability and "
    "workers' compensation as the law requires. It shall show certificates before work starts and tell "
    "Customer 30 days before a change.",
    ask=Ask(
        caption="Insurance",
        section=r"insur",
        weight=1,
        brief="for work of this kind, with certificates",
        why="Insurance makes a promise to pay worth something, for you as well.",
    ),
    present="Professional (errors and omissions) or cyber insurance is required.",
    weak="Insurance is named without the kind that pays for software.",
    red_flag="Only general liability or workers' insurance is required, which does not pay for software or data.",
    owed=True,
    signs=(
        red(
            r"(?:commercial|comprehensive|general|public) (?:general )?liability.{0,160}(?:insurance|coverage|"
            r"policy|\$)|insurance.{0,200}(?:general|public) liability|workers'? compensation insurance",
            "Only insurance is required that does not pay for software or data.",
            alone=True,
            unless_in=r"not (?:be )?(?:entitled|eligible|provide|responsible|obligated)|employee benefits|"
            r"taxes|withholding|statutory|no workers|unemployment|social security",
        ),
        protects(
            r"professional (?:liability|indemnity)|errors (?:and|&|or) omissions|\be ?& ?o\b|cyber|"
            r"technology errors|network security (?:and|&|/)",
            also=(r"insurance|coverage|liability|policy|\$",),
            unless_in=r"cyber ?security (?:requirements|framework|standards)|advised to|recommend|<O> (?:shall"
            r"|will|must|should|is|agrees)|"
            r"cyberattack|cyber ?attack",
        ),
        mentions(
            r"(?:maintain|carr|obtain|procure|provide|keep|own|hold|responsible for)\w*.{0,120}insurance|"
            r"insurance.{0,120}(?:maintain|carried|required|certificate|minimum)",
            "Insurance is named, but not the kind that pays for software.",
            unless_in=r"liability insurance|workers'? comp|advised to|recommend|<O> (?:shall|will|must|should"
            r"|agrees)|health insurance|unemployment|not (?:be )?(?:entitled|eligible|provide)"
            r"|insurance benefits"
            r"|employment insurance|insurance (?:products|fund|compan)|pension|"
            r"social security|in lieu of insurance|taxes,? (?:and )?insurance|own taxes|business insurance",
        ),
    ),
)
