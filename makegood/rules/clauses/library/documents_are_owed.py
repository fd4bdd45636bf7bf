"""Clause 22: it is written down how it works."""

from makegood.rules.clauses.ask import UNDER_WORK, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

PAPER = (
    r"(?:documentation|user (?:manual|guide)s?|manuals?\b|technical documents?|system diagram|run-?books?|"
    r"training materials|(?:operating|installation|setup|deployment|user|maintenance|training"
    r"|style) (?:instructions|guides?)|admin(?:istrator)? guides?|help files)"
)
NOT_IT = (
    r"supersede|consequential|damages|^\W*<O> provides?|<O> (?:shall|will|must|agrees to) (?:promptly )?(?:provide"
    r"|reimburse|furnish|supply|deliver|"
    r"make)|reimburs|(?:supporting|reasonable|appropriate|sufficient) documentation|evidenc|"
    r"documentation (?:explaining|reasonably detailing|of (?:the|such)|as (?:the )?<O>)|required by (?:law|"
    r"regulat)|identification documentation|in accordance with (?:the )?<P>'?s documentation|policy manual|"
    r"documentation purposes|not receive|receive the required|evaluat|sample|know-how|trade secrets"
    r"|object or source|confidential information"
)
NOT_NEAR = r"receipt|invoice|expense|tax|insurance"


CLAUSE = Clause(
    number=22,
    check="documents_are_owed",
    title="It is written down how it works",
    protects="That somebody else can run and change it.",
    why="What only the builders know leaves with them. Instructions to build, run and restore are worth weeks of work.",
    rider="With each milestone Provider shall deliver documentation: how to build and run the software from "
    "nothing, a diagram of its parts, the data model, the interfaces, the list of accounts and of where "
    "secrets are kept, how to back up and restore, and a guide for users. They are deliverables with "
    "acceptance criteria: a skilled person who is new to the software can start it from them alone.",
    ask=Ask(
        caption="Documentation",
        section=r"documentation|deliver|" + UNDER_WORK,
        weight=2,
        brief="it comes with each milestone",
        why="Written with each milestone it costs little; written at the end it is rarely finished.",
    ),
    present="Documents are to be delivered.",
    weak="Documents are named, but not that they are owed.",
    red_flag="Documents are excluded.",
    owed=True,
    signs=(
        red(
            PAPER
            + r".{0,80}(?:not included|excluded|not (?:be )?provided)|(?:no|without)\b.{0,20}"
            + PAPER
            + r".{0,40}(?:included|provided)",
            "Documents are excluded.",
            unless=NOT_NEAR,
            unless_in=NOT_IT,
        ),
        protects(
            r"(?:shall|will|must|agrees? to|responsible for|is to|are to)\b.{0,200}(?:deliver|provid|furnish|"
            r"prepar|produc|includ|creat|suppl|submit|maintain|develop|writ|expected to document|"
            r"accompan)\w*.{0,360}" + PAPER,
            unless=NOT_NEAR,
            unless_in=NOT_IT,
        ),
        protects(
            PAPER
            + r".{0,160}(?:shall|will|must)\b.{0,60}(?:deliver|provid|furnish|includ|suppl|prepar|submitt|accompan)\w*",
            unless=NOT_NEAR,
            unless_in=NOT_IT,
        ),
        protects(
            PAPER,
            under=r"terminat|deliver|what you (?:get|receive)|hand-?over|documentation",
            unless=NOT_NEAR,
            unless_in=NOT_IT + r"|not included|exclud|update|retains?",
        ),
        protects(r"(?:functionality|source code|system|methods|code|controls)\b.{0,60}\b(?:is|are) documented"),
        protects(
            r"deliverables?\b.{0,120}(?:include|consist|:).{0,200}" + PAPER,
            unless=NOT_NEAR,
            unless_in=NOT_IT,
        ),
        mentions(
            PAPER,
            "Documents are named, but not that they are owed.",
            unless=NOT_NEAR,
            unless_in=NOT_IT,
            in_definitions=True,
        ),
        protects(
            r"(?:complete|full|project|system|technical|user|api|code|comprehensive|end[ -]user|final"
            r"|all)\b (?:\w+ ){0,2}documentation\b|documentation (?:completion|delivery|package|and handover)",
            under=r"includ|deliver|scope|phase|services|milestone|what|package|timeline|training",
            unless=NOT_NEAR,
            unless_in=NOT_IT + r"|not included|exclud|optional|<O>|related documentation|any documentation|confiden",
        ),
        protects(
            PAPER
            + r".{0,30}\b(?:is|are) included|\b(?:delivery|handover|package|price|fee) includes?\b.{0,80}"
            + PAPER,
            unless=NOT_NEAR,
            unless_in=NOT_IT + r"|not included|confiden|definition",
        ),
        protects(
            r"<P>.{0,20}\b(?:writes?|prepares?|delivers?|provides?|suppl(?:y|ies)|documents?)\b.{0,60}"
            + PAPER
            + r"|"
            + PAPER
            + r".{0,60}\b(?:is|are) (?:part of"
            r"|included in|delivered|provided|supplied)",
            unless=NOT_NEAR,
            unless_in=NOT_IT + r"|not |confiden|\bif any",
        ),
        protects(
            r"(?m:^)[^\w\n]{0,6}(?:\w+ (?:and|&) )?(?:(?:full|complete|technical|user|project|system|api|code"
            r"|admin|basic|comprehensive) )*(?:documentation|user guides?|manuals?|maintenance guides?"
            r"|training)(?: (?:and|&) (?:[\w-]+ )?(?:documentation|training|manuals?|guides?))?(?: included"
            r"| provided)?[^\w\n]*(?m:$)",
            also=(PAPER,),
            unless=NOT_NEAR,
            unless_in=r"not included|exclud|confiden",
        ),
        protects(
            r"\bdeliverables?\b.{0,40}\b(?:include|:).{0,60}\b(?:docs|readme|runbook)",
        ),
    ),
)
