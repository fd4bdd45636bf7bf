"""Clause 3: what the partner brings along and builds in."""

from makegood.rules.clauses.clause import Clause, mentions, protects, red

BROUGHT = (
    r"pre-?existing|prior (?:inventions?|works?|materials|ip|intellectual)|background|incorporat|embedded|"
    r"contained in|included in|<P>'?s? (?:technology|tools|materials|ip\b|intellectual property|toolkit|"
    r"property|software|background)|third[ -]party (?:materials|software|components|content|libraries|code)|"
    r"retained|proprietary (?:tools|software|materials)"
)

CLAUSE = Clause(
    number=3,
    check="prior_materials_licensed",
    title="What they bring along stays usable",
    protects="That you, a buyer of your company and the next developer may use everything that is built in.",
    why="Partners build with their own parts. If your right to these ends with the contract, or cannot pass to the "
    "next "
    "firm, you own software that nobody may run or change.",
    rider="Provider shall list all of its own and third-party materials before it builds them in. For its "
    "pre-existing and other own materials that are incorporated in the deliverables, Provider hereby grants "
    "Customer a perpetual, irrevocable, worldwide, non-exclusive, royalty-free license to use, copy, modify "
    "and have modified as part of the software, transferable with the software and sublicensable to "
    "contractors and affiliates. Provider remains their owner. Nothing of Provider's that is not so licensed "
    "may be needed to build, run or change the software.",
    present="You get a lasting licence to whatever of theirs is built in, also to change it.",
    weak="A licence or permission is named, but not that it lasts or covers changes.",
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
            r"<P>.{0,60}(?:retains?|reserves?|owns?|remains?|retain|own|keeps?)\b.{0,200}(?:pre-?existing|tools|"
            r"technolog|toolkit|libraries|proprietary|reusable|re-usable|generic|know-?how|methodolog|background|"
            r"prior to|framework|components)",
            "The partner keeps its own parts that are built in, and you get no licence to them.",
            alone=True,
            unless_in=r"confidential information|licen[cs]e|<O> (?:shall |will )?(?:own|retain)",
        ),
        protects(
            r"grants?.{0,300}(?:perpetual|irrevocable|unlimited|non-?terminable)",
            also=(r"licen[cs]e|rights?", BROUGHT),
            unless_in=r"grants? (?:to )?(?:the )?<P>",
        ),
        protects(
            r"(?:perpetual|irrevocable).{0,120}licen[cs]e.{0,200}",
            also=(BROUGHT,),
            unless_in=r"grants? (?:to )?(?:the )?<P>",
        ),
        mentions(
            r"(?:grants?|licen[cs]es?|licen[cs]ed|shall have|retains?) (?:to )?(?:the )?<O>.{0,200}(?:licen[cs]e|"
            r"right to use)",
            "There is a licence, but not that it lasts, passes on and covers changes.",
            also=(BROUGHT,),
            unless_in=r"grants? (?:to )?(?:the )?<P>",
        ),
        mentions(
            r"third[ -]party (?:software|materials|libraries|components|content|code|tools|assets|"
            r"products).{0,160}(?:permission|licen[cs]|consent|authori[sz]|approv)|(?:permission|licen[cs]|"
            r"rights?).{0,100}third[ -]party (?:software|materials|libraries|components|content|code)",
            "Parts of others are named, but not what you may do with them.",
            unless_in=r"confidential|third[ -]party (?:claim|beneficiar)",
        ),
        mentions(
            r"(?:identif|list|disclos)\w*.{0,80}(?:pre-?existing|third[ -]party (?:software|materials|components|"
            r"code))",
            "They are to be listed, but not what you may do with them.",
        ),
    ),
)
