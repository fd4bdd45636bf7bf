"""Clause 3: what the partner brings along and builds in."""

from makegood.rules.clauses.ask import UNDER_OWNERSHIP, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

BROUGHT = (
    r"(?:pre-?existing|background|existing (?:materials|technology|intellectual)|third[ -]party (?:materials|software|"
    r"components|code|libraries|content)|<P>'?s? (?:tools|technology|materials|ip\b|intellectual property|software|"
    r"proprietary|background|property|framework|platform)|own tools|reusable|re-usable|generic|general[ -]purpose|"
    r"libraries|toolkit|know-?how|incorporat|embodied|embedded|included in the (?:deliverables|work)|underlying|"
    r"developer tools|provider tools|existing (?:components?|software|code|parts)|retained|utilities|methodolog"
    r"|prior inventions?|intellectual capital)"
)
LASTING = (
    r"(?:perpetual|irrevocable|unlimited|non-?terminable|in perpetuity|for all time|forever|lifetime|permanent|"
    r"unrestricted)"
)
TO_PARTNER = r"grants? (?:to )?(?:the )?<P>|<O> (?:hereby )?(?:grants?|licen[cs]es)"

CLAUSE = Clause(
    number=3,
    check="prior_materials_licensed",
    title="What they bring along stays usable",
    protects="That you, a buyer of your company and the next developer may use everything that is built in.",
    why="Partners build with their own parts. If your right to these ends with the contract, or cannot pass to "
    "the next "
    "firm, you own software that nobody may run or change.",
    rider="Provider shall list all of its own and third-party materials before it builds them in. For its "
    "pre-existing and other own materials that are incorporated in the deliverables, Provider hereby grants "
    "Customer a perpetual, irrevocable, worldwide, non-exclusive, royalty-free license to use, copy, modify "
    "and have modified as part of the software, transferable with the software and sublicensable to "
    "contractors and affiliates. Provider remains their owner. Nothing of Provider's that is not so licensed "
    "may be needed to build, run or change the software.",
    ask=Ask(
        caption="Pre-existing materials",
        section=UNDER_OWNERSHIP,
        weight=3,
        brief="a lasting license for what you build in; it stays yours",
        why="You stay the owner of what you bring along; we only need to be able to keep running and changing what "
        "was built on it.",
    ),
    stake="Without them, nobody may go on with what {price} bought.",
    present="You get a lasting licence to whatever of theirs is built in.",
    weak="A licence or permission for it is named, but not that it lasts.",
    red_flag="What they bring along stays theirs without a licence, or the licence cannot pass on or can be ended.",
    signs=(
        red(
            r"grants? (?:to )?(?:the )?<O>.{0,300}(?:non-?transfer|non-?assign|\brevocable|only as necessary|"
            r"solely as necessary)",
            "The licence cannot pass to a buyer or to the next developer, or it can be ended.",
            also=(r"licen[cs]e",),
            unless_in=r"<O>'?s? (?:marks|content)|irrevocable.{0,80}transferable, sub",
        ),
        red(
            r"<P>.{0,60}terminate the licen[cs]e|licen[cs]es? granted (?:\w+ )?to (?:the "
            r")?<O>.{0,80}(?:terminates?|ends|"
            r"expires?|be revoked)\b|<O>'?s? licen[cs]e (?:rights )?(?:shall |will )?(?:terminate|end|cease)",
            "The licence to what they bring along can be ended.",
            unless_in=TO_PARTNER + r"|open source|sublicen[cs]e|<O>'?s? (?:marks|content|materials|data)",
        ),
        red(
            r"<O>.{0,60}(?:cannot|can ?not|may not|shall not|not) (?:transfer|assign"
            r"|sublicen[cs]e)\b.{0,80}(?:background|"
            r"pre-?existing|licen[cs]e|tools|materials)",
            "The licence cannot pass to a buyer or to the next developer.",
            unless_in=r"agreement without|this agreement",
        ),
        red(
            r"(?:<P>.{0,60}(?:retains?|reserves?|owns?|remains?|retain|own|keeps?)\b.{0,200}(?:pre-?existing|tools"
            r"|snippets|scripts|templates|"
            r"technolog|toolkit|libraries|reusable|re-usable|generic|know-?how|methodolog|background|"
            r"prior to|frameworks?|components)|(?:pre-?existing|background|prior|underlying|"
            r"proprietary (?:frameworks?|tools|technolog\w+|code|components|libraries)|reusable|re-usable|generic"
            r"|general[ -]purpose|"
            r"in-?house)\b.{0,120}(?:remains?|stays?|is|are|be)"
            r"\b.{0,30}(?:(?:property of|owned by|with|belongs? to) "
            r"(?:the )?<P>|<P> (?:sole |exclusive )?property))",
            "The partner keeps its own parts that are built in, and you get no licence to them.",
            alone=True,
            unless_in=r"confidential information|licen[cs]e|<O> (?:shall |will )?(?:own|retain)|each party|"
            r"right to (?:display|use|re-?use)",
        ),
        red(
            r"<P>.{0,40}(?:retains?|reserves?) (?:the )?right to (?:re-?)?use\b.{0,120}(?:generic|librar|component"
            r"|tools|"
            r"templates|framework|toolkit|snippets)",
            "The partner keeps its own parts that are built in, and you get no licence to them.",
            alone=True,
            unless_in=r"licen[cs]e",
            doubt=True,
        ),
        protects(
            r"(?:grants?|receives?|gives?|provides?|shall have|will have|has)\b.{0,300}" + LASTING,
            also=(r"licen[cs]e|right to use", BROUGHT),
            unless_in=TO_PARTNER + r"|feedback",
        ),
        protects(
            LASTING + r".{0,160}licen[cs]e|licen[cs]e.{0,200}" + LASTING,
            also=(BROUGHT,),
            unless_in=TO_PARTNER + r"|feedback",
        ),
        protects(
            LASTING + r".{0,160}licen[cs]e",
            under=r"pre-?existing|background|licensed (?:ip|materials)|third[ -]party|prior (?:ip|materials|work)"
            r"|developer materials|"
            r"provider (?:ip|materials)",
            unless_in=TO_PARTNER + r"|feedback",
        ),
        mentions(
            r"(?:grants?|licen[cs]es?|licen[cs]ed|shall have|will have|retains?|giv\w+|receives?|provides?|obtains?)\b"
            r".{0,200}(?:licen[cs]e|right to use)",
            "There is a licence, but not that it lasts.",
            also=(BROUGHT, r"<O>"),
            unless_in=TO_PARTNER + r"|<P> (?:shall |will )?retains? the right",
        ),
        mentions(
            r"<O>.{0,40}(?:may|can|is free to|free to) (?:\w+ )?use\b.{0,120}" + BROUGHT,
            "There is a permission, but not that it lasts.",
            unless_in=TO_PARTNER + r"|not use|confidential",
        ),
        mentions(
            r"third[ -]party (?:software|materials|libraries|components|content|code|tools|assets|fonts|"
            r"products|proprietary).{0,160}(?:permission|licen[cs]|consent|authori[sz]|approv)|(?:permission"
            r"|licen[cs]e|licensed)"
            r".{0,100}third[ -]party (?:software|materials|libraries|components|content|code)",
            "Parts of others are named, but not what you may do with them.",
            unless_in=r"confidential|third[ -]party (?:claim|beneficiar)|<O>-?(?:procured|provided|supplied)",
        ),
        mentions(
            r"(?:identif|list|disclos|specif)\w*.{0,80}(?:pre-?existing|third[ -]party (?:software|materials"
            r"|components|"
            r"code))",
            "They are to be listed, but not what you may do with them.",
        ),
        red(
            r"licen[cs]e\b.{0,60}\b(?:is|are|shall be|will be)\b.{0,20}(?:non-?transferable|\brevocable"
            r"|non-?assignable|limited to the term)|"
            r"<O>.{0,40}\bmay (?:only )?use\b.{0,80}\b(?:only|solely) (?:during|for the duration of)\b",
            "The licence cannot pass to a buyer or to the next developer, or it can be ended.",
            also=(BROUGHT,),
            unless_in=TO_PARTNER + r"|irrevocable|<O>'?s? (?:marks|content|materials|data)|third[ -]party",
        ),
        red(
            r"<P>.{0,30}\b(?:existing|background|prior|standard) (?:software|code|technology|components?|libraries"
            r"|materials)\b.{0,120}\b(?:<P>.{0,20}(?:retains?|keeps?|owns?)|stays?|remains?) ?(?:with"
            r"|the property)?",
            "The partner keeps its own parts that are built in, and you get no licence to them.",
            alone=True,
            unless_in=r"licen[cs]e|<O> (?:shall |will )?(?:own|retain)|each party",
        ),
        red(
            r"\b(?:templates|tools|sops?|scripts|frameworks|methodolog\w+|playbooks"
            r"|snippets)\b.{0,80}\b(?:remains?|stays?|are|is)\b.{0,20}\b(?:property of|owned by|belong\w* to"
            r"|with) (?:the )?<P>",
            "The partner keeps its own parts that are built in, and you get no licence to them.",
            alone=True,
            unless_in=r"licen[cs]e|each party|confidential",
        ),
        red(
            r"<P>.{0,12}\b(?:retains?|keeps?|reserves?)\b.{0,20}\brights? (?:to|in)\b.{0,30}\b(?:code|methodolog"
            r"|tools|frameworks|templates)",
            "The partner keeps its own parts that are built in, and you get no licence to them.",
            alone=True,
            unless_in=r"licen[cs]e|each party|right to (?:display|use|re-?use)",
        ),
        red(
            r"\b(?:internal|own|proprietary|existing) (?:tools|frameworks|libraries|starter kits?|code|components"
            r"|templates)\b.{0,60}\bremains? (?:ours|mine|with us)\b",
            "The partner keeps its own parts that are built in, and you get no licence to them.",
            alone=True,
            unless_in=r"licen[cs]e",
        ),
    ),
)
