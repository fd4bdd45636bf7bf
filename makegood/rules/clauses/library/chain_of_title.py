"""Clause 2: everybody who writes code has signed it over."""

from makegood.rules.clauses.ask import UNDER_OWNERSHIP, Ask
from makegood.rules.clauses.clause import Clause, mentions, protects, red

PEOPLE = (
    r"(?:employees?|personnel|sub-?contractors?|contractors|agents|staff|individuals|persons?|"
    r"people|team members|anyone|everyone|freelancers)"
)

CLAUSE = Clause(
    number=2,
    check="chain_of_title",
    title="Everybody who writes it has signed it over",
    protects="That no employee, freelancer or subcontractor of the partner owns a part of your software.",
    why="The partner can only give you what its own people gave to it. One freelancer who never signed owns his part, "
    "and a buyer of your company will find that.",
    rider="Provider has, and will keep during the term, a written agreement with every employee, subcontractor and "
    "other person who contributes to the deliverables, under which all their rights in them are presently "
    "assigned, so that Provider can perform its assignment to Customer, and will show these agreements on "
    "request; personal terms such as pay may be blacked out.",
    ask=Ask(
        caption="Chain of title",
        section=UNDER_OWNERSHIP,
        weight=2,
        brief="everybody who contributes has assigned their rights to you",
        why="Both sides need to know that everybody who contributed has signed; otherwise neither can give or hold "
        "a clear title.",
    ),
    present="Everybody who works on it is bound in writing to assign their rights.",
    weak="The partner says that it has the rights it gives, but not that its people signed them over.",
    red_flag="People who work on it may keep rights in it.",
    owed=True,
    signs=(
        red(
            PEOPLE + r".{0,80}(?:retain|keep|reserve)s?.{0,60}(?:rights|title|ownership|copyright)",
            "People who work on it keep rights in it.",
            unless_in=r"not|no ",
        ),
        protects(
            PEOPLE + r".{0,200}\b(?:assign(?:s|ed|ing|ment)?|works? (?:made )?for hire|inventions? agreements?|"
            r"vest)\b.{0,160}",
            also=(r"rights?\b|title|intellectual|work product|inventions?|ownership|copyright",),
            unless_in=r"assigned (?:personnel|employee|to (?:the|perform|work|this))|"
            r"assign(?:ment)? (?:to perform|of (?:personnel|staff|persons|employees))|nor assign|"
            r"not (?:be )?assign|may assign|assign (?:this|the|its|any) (?:agreement|contract|"
            r"rights? (?:or|under|and dut)|obligation)|assignable|assigns? any (?:of its )?(?:rights|"
            r"duties|obligations)|successors (?:and|or)|permitted assigns|successors, |assign or|retain",
        ),
        protects(
            r"(?:cause|ensure|require|obtain from|procure from)s?.{0,60}"
            + PEOPLE
            + r".{0,120}(?:assign|waive|execut|bound|sign)\w*",
            also=(r"rights?\b|title|intellectual|work product|ownership|assign",),
            unless_in=r"assigned (?:personnel|to)|assign(?:ment)? (?:to perform|of (?:personnel|staff|persons|"
            r"employees))|insurance",
        ),
        protects(
            PEOPLE
            + r".{0,160}(?:signed|executed|entered into|bound by|under|have|sign|execute)\b.{0,60}(?:agreements?|"
            r"contracts?)\b.{0,160}(?:rights|assign\w*|intellectual|ownership|work product|inventions?)",
            unless_in=r"confidential|non-?disclosure|may assign|not assign",
        ),
        mentions(
            r"\b(?:has|have|holds?|will have|possess\w*)\b.{0,30}(?:the |all |full |necessary |sufficient "
            r"|legal )*(?:right|"
            r"authority|rights|power)s? (?:needed |necessary |required )?to (?:assign|convey|transfer|grant"
            r"|licen[cs]e)\b.{0,160}(?:ownership|rights?|"
            r"title|deliverable|work|licen[cs]e)",
            "The partner says that it may give the rights, but not that its people signed them over.",
            unless_in=r"^.{0,120}<O> (?:hereby )?(?:represent|warrant|guarantee|confirm)|<O> (?:content|materials"
            r"|data)",
        ),
        mentions(
            r"<P>.{0,200}\b(?:has|have|holds?|possess\w*|owns?|obtain\w*)\b.{0,60}(?:right|authority|"
            r"rights necessary|title|power).{0,240}\b(?:assign|convey|grant|transfer|provide the deliverables)",
            "The partner says that it may give the rights, but not that its people signed them over.",
            unless_in=r"aggregated data|feedback|enter into this agreement and to perform|technology is the sole"
            r"|sole discretion"
            r"|manner and means",
        ),
        mentions(
            r"<P>.{0,30}(?:guarantee|warrant|represent)\w*.{0,160}(?:owned by|obtained (?:all "
            r"|the )?(?:necessary )?(?:permission|"
            r"rights|licen[cs]es))",
            "The work is said to be the partner's own, but not that its people signed it over.",
            unless_in=r"<O> (?:hereby )?(?:represent|guarantee|warrant)",
        ),
        mentions(
            r"(?:original (?:work|creation|to <P>)|(?:work|product|deliverables|services|code|"
            r"software) (?:\w+ )?(?:is|be|are) original|solely by <P>|own original|sole author|"
            r"free (?:and clear )?(?:of|from) (?:any |all )?(?:liens|claims|encumbrances))",
            "The work is said to be the partner's own, but not that its people signed it over.",
            unless=r"original work product prepared",
        ),
        protects(
            PEOPLE + r".{0,160}\b(?:sign|execut|enter|bound|have)\w*.{0,60}(?:invention|assignment"
            r"|intellectual property|\bip\b)[ \w-]{0,30}agreements?",
            unless_in=r"confidentiality agreement|<O>'?s? employees",
        ),
    ),
)
