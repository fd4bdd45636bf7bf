"""Clause 4: which open source may be built in."""

from makegood.rules.clauses.ask import UNDER_OWNERSHIP, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

OPEN = r"(?:open[ -]source|copyleft|\bgpl\b|\boss\b|free software|creative commons)"

CLAUSE = Clause(
    number=4,
    check="open_source_agreed",
    title="Open source is agreed",
    protects="You from licences that oblige you to publish your own code.",
    why="Nearly all software holds open source, and most of it is harmless. A few licences oblige you to give your own "
    "code away; you want to know before it is built in.",
    rider="Provider may use open source under the MIT, BSD, Apache-2.0 and similar permissive licenses and keeps a "
    "list of every component with version and license, delivered with each milestone. Components under a "
    "license that would oblige Customer to disclose or license its own code need Customer's prior written "
    "consent.",
    ask=Ask(
        caption="Open source",
        section=r"open source|third[- ]party|" + UNDER_OWNERSHIP,
        weight=2,
        brief="permissive licenses are free; only others need a word first",
        why="Permissive components stay free to use; only licenses that would oblige us to publish our own code "
        "need a word first.",
    ),
    present="Open source needs your consent, is listed with its licences, or may not oblige you to publish your code.",
    weak="Open source is named without a rule, or only parts of others in general need your consent.",
    red_flag="The partner may use any open source.",
    signs=(
        red(
            r"(?:subject to release|released|licen[cs]ed|published|made available).{0,40}\b(?:under|"
            r"by)\b.{0,60}\b(?:gpl|agpl|gnu|copyleft)",
            "What is built for you is published under a licence that obliges you to publish as well.",
            also=(r"developments?|deliverables?|work|produced|project",),
            unless_in=r"not|no |without",
        ),
        protects(
            OPEN + r".{0,250}(?:consent|approv|list|detailed in|identif|disclos|inventor|bill of materials|sbom"
            r"|permissive|"
            r"licen[cs]es? that|in a manner that|compl(?:y|ies|iance) with|policy|publish|licen[cs]ed under)",
            unless_in=r"evaluat|submission|explain|experience|without (?:any |prior )*(?:approval|consent)"
            r"|discretion|sees? fit",
        ),
        protects(
            r"(?:not|no|without|list\w*|identif\w*|disclos\w*|consent\w*|approv\w*)\b.{0,160}" + OPEN,
            unless_in=r"evaluat|submission|explain|experience|without (?:any |prior )*(?:approval|consent)|discretion|"
            r"sees? fit|not open source",
        ),
        protects(r"dependenc\w+.{0,80}licen[cs]es"),
        mentions(
            OPEN,
            "Open source is named, but not which licences are allowed.",
            unless_in=r"evaluat|submission|experience|not (?:an? )?open source",
        ),
        mentions(
            r"third[ -]party\b.{0,80}(?:(?:their|its) (?:own|respective) licen[cs]es?|subject to .{0,30}licen[cs])",
            "Parts of others keep their licences, but open source is not named.",
            unless_in=r"claim|beneficiar",
        ),
        mentions(
            r"third[ -]party (?:materials|software|components|code|libraries|products).{0,160}(?:only if|"
            r"authori[sz]|approv|consent|permission)",
            "Parts of others need your consent, but open source and its licences are not named.",
        ),
        red(
            r"\b(?:may|free to|right to|entitled to|can)\b.{0,80}\b(?:use|incorporate|include|utili[sz]e"
            r"|contribute)\w*\b.{0,100}" + OPEN,
            "The partner may use any open source.",
            also=(
                r"discretion|sees? fit|deems?|without (?:any |prior |further )*(?:approval|consent|notice"
                r"|permission)|freely|\bany open",
            ),
            unless_in=r"(?:may|shall|will) not|compatible|permissive|\bonly\b|<O> may",
        ),
        protects(
            r"(?:\bonly\b|permissive|compatible|approved|allowed|permitted|preferred)\b.{0,80}\b(?:mit|bsd|apache)\b|"
            r"\b(?:mit|bsd|apache)\b.{0,60}licen[cs]es?.{0,60}\b(?:may|only|preferred|allowed|permitted|acceptable)",
        ),
    ),
)
