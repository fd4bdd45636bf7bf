"""Clause 23: who pays when somebody sues you over the software."""

from makegood.rules.clauses.ask import Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

COVER = r"(?:indemnif|defend|hold\w*.{0,40}harmless|save.{0,20}harmless|protect (?:you|<O>) from any claim)\w*"
ABOUT = (
    r"(?:infring|misappropriat|intellectual property|third[ -]party(?:'s)? (?:intellectual|right|patent)|"
    r"patent|using their intellectual|copyright|proprietary right|arising out of.{0,100}(?:\(i\) )?the services)"
)

CLAUSE = Clause(
    number=23,
    check="indemnity_covers",
    title="They answer for copied code",
    protects="You when a third person sues over the software, a break-in or the partner's people.",
    why="If the partner copied code, the owner of it sues you, who uses it. The partner should pay for that.",
    rider="Provider shall defend and indemnify Customer against all third-party claims that the deliverables "
    "infringe or misappropriate rights, that data was lost or disclosed by Provider, or that concern "
    "Provider's people; if use of a deliverable is barred, Provider shall obtain the right to use it, replace"
    " it, or refund its price. This does not cover what Customer's own materials or changes caused. Customer "
    "shall tell Provider of a claim promptly and has a say in the defense; no settlement binds it without its"
    " consent.",
    ask=Ask(
        caption="Indemnity",
        section=r"indemn",
        weight=3,
        brief="you answer for code that belongs to others",
        why="Only you can know where the code came from; what our own materials or changes caused is not yours.",
    ),
    present="The partner pays when somebody claims that the work infringes their rights.",
    weak="The partner answers for something, but not clearly for infringement.",
    red_flag="Only you answer for claims, not the partner.",
    elements=2,
    signs=(
        red(
            r"<O>.{0,100}(?:shall|will|agrees?|hereby|must|do(?:es)?)\b.{0,80}\b(?:indemnify"
            r"|hold\b.{0,60}harmless)|<O>.{0,120}"
            r"\bindemnifies\b",
            "Only you answer for claims, not the partner.",
            alone=True,
        ),
        protects(
            r"<P>.{0,200}(?:shall|will|agrees?|hereby|must|do(?:es)?)\b.{0,120}" + COVER + r".{0,1000}",
            also=(ABOUT,),
            unless_in=r"<O> (?:\w+ )?(?:shall|will|agrees?|hereby|must)(?: to)? (?:defend|indemnif|hold)|"
            r"each party|^.{0,90}<O> (?:hereby )?(?:represents|warrants|agrees|shall|will)",
            element="infringement!",
        ),
        protects(
            r"(?:each|either|both) part(?:y|ies)\b.{0,200}" + COVER + r".{0,600}infring",
            unless_in=r"indemnif(?:ied|ying) part(?:y|ies).{0,120}(?:notice|control)",
            element="infringement!",
        ),
        protects(
            r"<P>'?s? indemnit(?:y|ies)\b.{0,240}infring",
            element="infringement!",
        ),
        protects(
            r"<P>:?.{0,60}\bindemnif(?:y|ies)\b.{0,300}infring",
            unless_in=r"<O> (?:shall|will|agrees?|hereby|must)(?: to)? (?:defend|indemnif|hold)",
            element="infringement!",
        ),
        protects(
            r"<P>.{0,400}(?:infring|intellectual property).{0,200}"
            + COVER
            + r"|<P> (?:hereby )?indemnif(?:y|ies) <O>.{0,200}infring",
            unless_in=r"<O> (?:shall|will|agrees?|hereby|must)(?: to)? (?:defend|indemnif|hold)|each party",
            element="infringement!",
        ),
        protects(
            r"<P>.{0,200}(?:shall|will|agrees?|hereby|must)\b.{0,120}\b(?:indemnify|hold\b.{0,60}harmless)",
            unless_in=r"<O> (?:shall|will|agrees?|hereby|must)(?: to)? (?:defend|indemnif|hold)",
            element="something",
        ),
        mentions(
            r"(?:each|either|both|the) part(?:y|ies).{0,80}"
            + COVER
            + r"|indemnif\w*.{0,60}(?:each other|the other|one another)",
            "Both sides answer for the same things, but not clearly for infringement.",
            unless_in=r"indemnif(?:ied|ying) part(?:y|ies).{0,120}(?:notice|control)",
        ),
        red(
            r"<O>.{0,40}\b(?:shall|will|agrees? to|must|hereby)\b.{0,40}\b(?:defend|protect|compensate"
            r"|reimburse)\b.{0,20}<P>.{0,80}\b(?:claims?|liabilit\w+|losses|damages)",
            "Only you answer for claims, not the partner.",
            alone=True,
            unless_in=r"expenses incurred|each party",
        ),
        protects(
            r"<P>.{0,60}\b(?:shall|will|agrees? to|must)\b.{0,60}\b(?:compensate|settle|defend|reimburse"
            r"|answer for|pay)\b.{0,200}(?:infring|violat\w+ .{0,30}(?:intellectual|third|rights))",
            unless_in=r"^.{0,90}<O> (?:hereby )?(?:represents|warrants|agrees|shall|will)|each party",
            element="infringement!",
        ),
        protects(
            r"(?:infring|violates? (?:its|their|his|third[ -]party|any) .{0,20}rights).{0,160}<P>.{0,30}\b(?:shall"
            r"|will|agrees? to|must)\b.{0,40}\b(?:settle|defend|compensate|indemnif|pay)",
            unless_in=r"<O> (?:content|materials|data)",
            element="infringement!",
        ),
        protects(
            r"<P>.{0,40}\b(?:holds?|keeps?|saves?|indemnif\w+|protects?|defends?)\b.{0,60}<O>.{0,120}(?:infring"
            r"|intellectual property|copyright|patent|third[ -]party rights)",
            unless_in=r"<O> (?:shall|will|agrees?|hereby|must)(?: to)? (?:defend|indemnif|hold)|each party",
            element="infringement!",
        ),
        protects(
            r"(?:copyrights?|patents?|intellectual property|rights)\b.{0,80}<P>.{0,20}\b(?:will|shall"
            r"|must)\b.{0,20}\b(?:defend|indemnif|compensate|pay)",
            also=(r"claim|alleg|sue|violat|infring",),
            unless_in=r"<O> (?:content|materials|data)|<O> (?:shall|will) (?:defend|indemnif)",
            element="infringement!",
        ),
        red(
            r"<O> (?:shall|will|must|agrees? to)\b.{0,20}\b(?:hold|keep|save)\b.{0,20}<P>.{0,20}\b(?:free|harmless"
            r"|clear)",
            "Only you answer for claims, not the partner.",
            alone=True,
        ),
        protects(
            r"infring\w*.{0,240}<P>.{0,80}\b(?:shall|will|may)\b.{0,200}\b(?:procure|obtain"
            r"|secure)\b.{0,40}\b(?:right|licen[cs]e)",
            element="infringement!",
        ),
        protects(
            r"(?:<P>|\bwe\b) (?:will |shall )?(?:cover|protect|defend|indemnify)s?\b.{0,20}(?:<O>"
            r"|\byou\b).{0,60}\b(?:claims?)\b.{0,80}\b(?:infring|violat|rights)",
            element="infringement!",
        ),
        red(
            r"\byou (?:agree to |will |shall |must )?indemnify (?:us|me|<P>)\b",
            "Only you answer for claims, not the partner.",
            alone=True,
        ),
    ),
)
