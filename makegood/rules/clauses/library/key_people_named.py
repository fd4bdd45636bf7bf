"""Clause 17: the people you were shown do the work."""

from makegood.rules.clauses.ask import UNDER_PEOPLE, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

KEY = r"key (?:personnel|persons?|employees?|staff|individuals?|people|team members?|resources)"

CLAUSE = Clause(
    number=17,
    check="key_people_named",
    title="The people you were shown do the work",
    protects="You from the senior who sells and the junior who works.",
    why="Software is as good as the two or three people who write it. If they can be changed without you, you bought a "
    "name.",
    rider="The key personnel are [names and share of time]. Key personnel shall be replaced only for illness, leave"
    " or departure, or with Customer's consent, by somebody of at least the same skill whom Customer has "
    "approved, with two weeks of overlap free of charge. Customer may ask for anyone to be replaced for a "
    "lawful reason.",
    ask=Ask(
        caption="Key personnel",
        section=r"key person|" + UNDER_PEOPLE,
        weight=2,
        brief="named; illness, leave and departure are accepted",
        why="We chose these people; illness, leave and departure are accepted as they come.",
    ),
    present="Key people are named, and replacing them needs your consent.",
    weak="You may ask for somebody to be replaced, or key people are named without a say for you.",
    red_flag="The partner may put others of similar skill on it.",
    signs=(
        red(
            r"(?:resources?|personnel|staff|individuals?|employees?|persons?) (?:of|with) (?:similar|comparable|"
            r"equivalent|equal|substantially similar) (?:skill|qualification|experience|expertise|abilit)",
            "The partner may put others on it; you have no say.",
            unless_in=r"approv|consent|acceptable to|request",
        ),
        red(
            r"<P>.{0,120}(?:sole discretion|right|may)\b.{0,60}(?:re-?assign|replac|substitut|"
            r"chang)\w*.{0,60}(?:personnel|staff|resources|employees|team).{0,80}(?:at any time|discretion|"
            r"without)",
            "The partner may change the people as it likes.",
            unless_in=r"not |approv|consent",
        ),
        red(
            r"<P>.{0,80}\bmay\b.{0,40}re-?assign (?:its )?(?:personnel|staff|resources|team)|team may or may not",
            "The partner may change the people as it likes.",
            unless_in=r"approv|consent of <O>",
            doubt=True,
        ),
        protects(
            KEY + r".{0,250}(?:replac|substitut|remov|re-?assign|approv|consent|designat|named|identif|listed|will be|"
            r"shall be|must)|(?:replac|substitut|remov|re-?assign|approv|consent|designat|identif)\w*.{0,160}" + KEY,
            unless_in=r"evaluat|non-?solicit|solicit|hire",
        ),
        protects(
            r"(?:replacement|substitut\w+|new or replacement|change (?:of|in)).{0,60}(?:personnel|staff|employee|"
            r"individual|consultant|resource)s?.{0,160}(?:approv|consent|accept)",
        ),
        protects(
            r"\bnot\b.{0,50}(?:chang|replac|remov|substitut|re-?assign)\w*.{0,80}(?:personnel|staff|"
            r"representatives|employees|individuals|team|consultants?).{0,120}(?:consent|approv)",
        ),
        protects(
            r"(?:following|named|specific) (?:individuals|persons|personnel|people|employees).{0,120}(?:perform|"
            r"assign|provide|work)",
            unless_in=r"administer|contracting officer|notice",
        ),
        mentions(
            r"<O>.{0,120}(?:request|require|ask)\w*.{0,100}(?:replac|remov|re-?assign)\w*.{0,100}(?:personnel|"
            r"employee|individual|staff|resource|person|consultant|member)|(?:replac|remov)\w*.{0,80}(?:personnel|"
            r"employee|individual|person).{0,80}(?:request of|requested by) (?:the )?<O>",
            "You may ask for somebody to be replaced, but the people are not named.",
        ),
        mentions(
            KEY, "Key people are mentioned, but you have no say in who they are.", unless_in=r"evaluat|solicit|insur"
        ),
        red(
            r"(?:sole |full )?discretion\b.{0,60}\b(?:staffing|who (?:performs|works)|its (?:personnel|staff"
            r"|team))|\bstaffing\b.{0,60}\bdiscretion",
            "The partner may change the people as it likes.",
            unless_in=r"<O>'?s? (?:sole )?discretion|manner and means",
        ),
        protects(
            r"(?:replac|substitut|re-?assign|remov|chang)\w*\b.{0,80}\b(?:only|with|upon|subject to|after"
            r"|requires?|without)\b.{0,40}<O>.{0,30}(?:consent|approv)",
            also=(
                r"person|member|team|personnel|\blead\b|staff|people|individual|consultant|engineer|manager"
                r"|developers",
            ),
            unless_in=r"materials|parts|components|schedule|scope|change order",
        ),
        mentions(
            r"<P>.{0,40}\b(?:replace|remove)\b.{0,60}\b(?:personnel|person|staff|member|employee"
            r"|individual)s?\b.{0,120}"
            r"(?:<O>.{0,60}(?:unsuitable|unsatisfactory|object|request|unacceptable|finds)|request(?:ed)? (?:of|by))",
            "You may ask for somebody to be replaced, but the people are not named.",
        ),
        red(
            r"<P>.{0,30}\bmay\b.{0,40}\b(?:engage|use|appoint|send|provide)\b.{0,20}\bsubstitut\w*",
            "The partner may put others on it; you have no say.",
            unless_in=r"approv|consent|acceptable to",
        ),
        red(
            r"<P>.{0,20}\b(?:reserves? the right|has the right|may)\b.{0,12}\b(?:to "
            r")?determine\b.{0,30}\bassignment of\b.{0,20}\b(?:personnel|staff|team|people)",
            "The partner may change the people as it likes.",
            unless_in=r"manner and means",
        ),
    ),
)
