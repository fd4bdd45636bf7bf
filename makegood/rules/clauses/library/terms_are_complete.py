"""Clause 32: what counts, and what else they may do."""

from makegood.rules.clauses.ask import Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

CLAUSE = Clause(
    number=32,
    check="terms_are_complete",
    title="What was promised counts, and nothing else is slipped in",
    protects="The promises made while selling, your name, and your freedom to hire.",
    why="Contracts say that nothing else counts: no e-mail, no proposal, no promise in a meeting. What you rely on "
    "must "
    "be named in it, and it must say which paper wins.",
    rider="Provider shall use Customer's name only with its consent. Neither party shall assign this agreement "
    "without the other's consent, also on a change of control, which is not to be withheld without a reason. "
    "A bar on hiring binds both, lasts at most 12 months, and only as far as the law allows it. This "
    "agreement is the entire agreement; the proposal, the answers to Customer's questions and the "
    "specification are incorporated in it. If papers conflict, the signed statement of work or order "
    "controls, then this agreement, then the others.",
    ask=Ask(
        caption="Entire agreement",
        section=r"entire|general|miscellaneous|precedence",
        weight=2,
        brief="which paper goes before which, and what both relied on",
        why="What both relied on when deciding should count, and which paper wins should be known.",
    ),
    present="It says which paper wins and what belongs to it.",
    weak="It is said to be the whole agreement, without naming what was promised or which paper wins.",
    red_flag="The partner may advertise with you or pass the contract on without asking, or hiring is barred for long.",
    elements=2,
    signs=(
        red(
            r"(?:<P>|\bi|\bwe)\b.{0,120}(?:may|right to|reserves?|retains?|permission to|"
            r"entitled to)\b.{0,200}(?:portfolio|publici[sz]e|press release|marketing (?:materials|purposes)|"
            r"\blogo|case stud|showcase|promotional materials)",
            "The partner may advertise with you without asking.",
            unless=r"permission|consent|approv",
            unless_in=r"subject to (?:the )?<O>\W?s? (?:prior )?(?:written )?(?:consent|approval)|(?:shall|may|"
            r"will) not (?:\w+ )?(?:use|publici|issue|make|advertis|disclos|release)|neither|nor |"
            r"without (?:the )?(?:prior |express )?(?:written )?(?:consent|approval)",
        ),
        red(
            r"<P>.{0,40}\b(?:may|reserves?|retains?|can)\b.{0,60}(?:showcase|feature|display|publish"
            r"|advertise)\w*.{0,120}(?:work|"
            r"project|products?|site|website|design)",
            "The partner may advertise with you without asking.",
            unless=r"permission|consent|approv",
            unless_in=r"advised that|publish data|(?:shall|may|will) not |without .{0,30}(?:consent|approval"
            r"|permission)"
            r"|with .{0,30}(?:consent|approval|"
            r"permission)",
        ),
        red(
            r"neither party (?:shall|will|may) (?:solicit or hire|hire or solicit|solicit)\b.{0,200}",
            "Hiring is barred without an end.",
            unless_in=r"\b(?:one|1|twelve|12|six|6|nine|9)\b.{0,12}(?:years?|months?)|during the term",
            doubt=True,
        ),
        red(
            r"\bnot\b.{0,60}(?:solicit|hire|recruit|employ)\b.{0,400}(?:two|2|24|three|3|36|five|"
            r"5)\b.{0,12}(?:years|\(24\) months|months)",
            "You may not hire their people for a long time.",
            also=(r"employee|personnel|contractor|staff",),
            unless_in=r"two ?\(2\) weeks|12 months|twelve",
        ),
        red(
            r"\b(?:two|24|three|36|five)\b.{0,12}(?:\(\d+\) )?(?:years?|months?)\b.{0,160}\bnot\b.{0,30}(?:solicit|"
            r"hire|recruit|employ)",
            "You may not hire their people for a long time.",
            also=(r"employee|employed|personnel|contractor|staff|consultant", r"<O>|neither party|each party"),
        ),
        red(
            r"<P>\b.{0,20}may (?:freely )?assign.{0,120}without.{0,60}(?:consent|approval|notice)",
            "The partner may pass the contract on without asking you.",
            unless_in=r"<O> may assign|not assign|successor",
        ),
        protects(
            r"sole and exclusive agreement|entire (?:agreement|understanding|contract)|complete and exclusive"
            r"|complete (?:statement|agreement"
            r"|understanding)|"
            r"exclusive(?:ly)? (?:and complete )?(?:statement|states)|contains? (?:all|the entire|the complete)|"
            r"only agreement|whole agreement|completely and exclusively|final expression",
            unless_in=r"terminat\w+ (?:the|this) entire",
            element="whole",
        ),
        protects(
            r"(?:conflict|inconsisten|discrepanc|ambigu)\w*.{0,250}(?:control|prevail|govern|precedence|"
            r"supersede)\w*|order of precedence",
            unless_in=r"conflicts? of (?:laws?|interest)|choice of law",
            element="order",
        ),
        protects(
            r"(?:proposal|\bbid\b|quotation|technical approach|response to)\b.{0,160}(?:incorporated|"
            r"become\w* part|is part of|part of the|attached|annexed)|(?:described|"
            r"set forth) in the attached.{0,30}proposal",
            unless_in=r"supersede|prior proposal|all proposals",
            element="promises",
        ),
        mentions(
            r"supersed\w+.{0,160}(?:prior|previous|earlier)|replaces? all (?:previous|prior)",
            "Nothing else that was said or written before counts.",
        ),
        protects(
            r"(?:provisions|terms)\b.{0,60}\b(?:govern|control|prevail|take precedence)\b.{0,60}\b(?:over|conflict"
            r"|inconsisten)|\bin (?:case|the event) of (?:a |any )?conflict\b.{0,120}"
            r"\b(?:prevails?|controls?|governs?|precedence)|order of precedence|precedence\b.{0,40}\bover\b",
            unless_in=r"conflicts? of laws?|choice of law|personal data|\bdpa\b",
            element="order",
        ),
        protects(
            r"(?:represents?|is|constitutes?|contains?|states?)\b.{0,12}\b(?:full|whole|complete) understanding"
            r"|sets forth the (?:entire|full|complete)|replaces? (?:any|all) (?:prior|previous)",
            element="whole",
        ),
        red(
            r"<P>.{0,20}\b(?:may|can|is entitled to|reserves? the right to)\b.{0,30}\b(?:name|list|mention|cite"
            r"|reference|identify|refer to)\b.{0,20}<O>.{0,40}\b(?:as a|reference|customer|client|in (?:its"
            r"|our|their))|"
            r"<O>.{0,20}\bagrees?\b.{0,40}\b(?:name|logo|trademark)\b.{0,40}\b(?:used|displayed"
            r"|shown)\b.{0,40}\b(?:advertis|market|promot|website|portfolio)|"
            r"<P>.{0,60}\b(?:may|can)\b.{0,40}\b(?:place|use|display|include)\b.{0,40}<O>.{0,30}\b(?:name|logo)",
            "The partner may advertise with you without asking.",
            unless=r"permission|consent|approv",
            unless_in=r"advised that|with (?:the )?(?:prior )?(?:written )?(?:consent|approval|permission)"
            r"|(?:shall|may|will) not|unless <O> (?:has )?(?:consent|agree|approv)",
        ),
        red(
            r"<P>.{0,20}\bmay\b.{0,12}\b(?:assign|transfer)\b.{0,12}\b(?:this|the) (?:agreement"
            r"|contract)\b.{0,40}\b(?:third part|at any time|to anyone|without)",
            "The partner may pass the contract on without asking you.",
            unless_in=r"<O> may assign|either party|affiliate|successor|merger|may not|shall not|neither",
        ),
        protects(
            r"no (?:oral|verbal|other|side|collateral) agreements?\b|contains? all that\b.{0,30}\bagreed"
            r"|\b(?:together|and) (?:they|these) (?:are|form|constitute) the (?:whole|entire) agreement",
            element="whole",
        ),
    ),
)
