"""Signs that what is built stays with the partner, or becomes yours only later: the red flags of clause 1."""

from makegood.rules.clauses.clause import Sign, red
from makegood.rules.clauses.words import AGAINST_PAYMENT, BUILT, PAID

OWNING = (
    r"\b(?:assign(?:s|ed|ment)?|transfer(?:s|red)?|own(?:s|ed|ership|er)?|vests?|title|conveys?|"
    r"intellectual property|copyrights?|(?:sole|exclusive) property|remain the property|property of|belongs?|"
    r"grants?.{0,30}(?:software|code|work))\b"
)
THIS = r"(?:assign|transfer)(?:s|ed|ment)? (?:of )?(?:this|the|its rights under this) (?:agreement|contract)"
OWN_TOOLS = (
    r"pre-?existing|background|tools|methodolog|know-?how|prior to|prior inventions?|toolkit|proprietary information|"
    r"independently|developer technology|libraries|generic|templates|marks|trademarks|licensors"
)

KEPT: tuple[Sign, ...] = (
    red(
        r"<P> (?:shall|will) be (?:deemed )?(?:the )?(?:sole )?(?:author and )?owner of.{0,60}\b(?:code|software|"
        r"graphics|deliverables|website|work product)\b",
        "The partner stays the owner of what is built.",
        unless_in=r"pre-?existing|background|prior to",
    ),
    red(
        r"(?:upon|after|following|until|once|when|subject to|conditioned (?:up)?on|contingent (?:up)?on|"
        r"provided|pending|\bon)\b.{0,70}" + PAID,
        "It becomes yours only once everything is paid; until then the partner owns it and can keep it.",
        also=(
            OWNING,
            r"software|code|work|deliverable|design|website|property|site|application|materials|copyright|"
            r"intellectual|system|source|platform|product|rights|ownership|title",
        ),
        unless_in=THIS
        + r"|terminat\w+ .{0,80}pay <P>|expenses|sales of|royalt|pay .{0,40}commission|liabilities|stock|"
        r"shares|risks? upon|title to the products?",
    ),
    red(
        r"(?:upon|after) (?:full |final |complete )?payment\b.{0,40}<O> (?:will |shall )?owns?\b",
        "It becomes yours only once everything is paid; until then the partner owns it and can keep it.",
    ),
    red(
        r"(?:remains?|is|stays?|retain\w*|belong\w*)\b.{0,60}(?:property of|owned by|belongs? to|title|ownership|"
        r"with) (?:the )?<P>.{0,40}(?:until|unless)\b.{0,60}(?:pa(?:id|yment)|received|settled|cleared)"
        r"|<P>.{0,40}(?:retains?|keeps?|holds?|"
        r"reserves?) (?:all )?(?:rights?|title|ownership|copyright).{0,120}until\b.{0,60}pa(?:id|yment)",
        "It becomes yours only once everything is paid; until then the partner owns it and can keep it.",
    ),
    red(
        BUILT + r"\b.{0,60}\bremains? (?:the )?(?:sole |exclusive )?<P>'?s? property",
        "The partner keeps what is built for you.",
        unless_in=OWN_TOOLS,
    ),
    red(
        BUILT + r"\b.{0,120}(?:(?:is|are|be|and|shall|will)\b.{0,20}remains?|shall be|will be|is|are"
        r"|belongs?) (?:the "
        r")?(?:sole |exclusive |and )*(?:property of|to|owned by) (?:the )?<P>",
        "The partner keeps what is built for you.",
        also=(r"property|owned|belong",),
        unless=OWN_TOOLS,
        unless_in=OWN_TOOLS + r"|confidential|equipment|<O> (?:shall|will|hereby|owns)|unless|third[ -]party",
    ),
    red(
        r"(?:agreement|contract|<P>)\b.{0,20}(?:does|do|shall|will) not (?:assign|transfer"
        r"|convey)\b.{0,80}(?:intellectual|"
        r"ownership|right|title|copyright)",
        "Nothing is transferred to you.",
        unless_in=r"this agreement without|its rights|without .{0,30}consent|confidential",
    ),
    red(
        r"turned over\b.{0,100}(?:after|upon|once|following)\b.{0,60}(?:fulfil|payment|paid|obligations)",
        "It becomes yours only once everything is paid; until then the partner owns it and can keep it.",
        also=(r"intellectual|rights|title|software|code|work",),
    ),
    red(
        r"<P> (?:shall |will )?retains? all (?:right|title|ownership|intellectual)\w*.{0,60}\b(?:in"
        r"|to)\b.{0,20}(?:services?|platform|"
        r"software|products?|applications?)\b",
        "The partner keeps what is built for you.",
        alone=True,
        unless_in=OWN_TOOLS,
    ),
    red(
        r"assigns?.{0,200}at the time of assignment",
        "It becomes yours only at a time that is set elsewhere, not when it is made.",
    ),
    red(
        r"<O> (?:hereby )?(?:irrevocably )?assigns? to <P>.{0,80}(?:right|title|interest|feedback|improvement)",
        "You give ownership to the partner.",
        unless=r"feedback",
    ),
    red(
        r"<P> (?:shall |will )?(?:retains?|owns?|own|remains? the (?:sole |"
        r"exclusive )?owner).{0,80}(?:deliverables|work product|source code|the software|the work|all code"
        r"|underlying code|the code|"
        r"developed|final)",
        "The partner keeps what is built for you.",
        unless=OWN_TOOLS,
        unless_in=OWN_TOOLS,
    ),
    red(
        r"(?:agrees? to|shall|will|undertakes? to|promises? to) (?:(?:promptly|"
        r"then) )?(?:grant and )?(?:assign|transfer|convey)\b",
        "It is only promised to be transferred later; a promise is no transfer.",
        alone=True,
        also=(r"\brights?\b|title|interest|ownership|copyright|intellectual property",),
        unless_in=THIS + r"|not (?:assign|transfer)|data|personnel to|confidential|securit|funds",
    ),
    red(
        r"(?:grants?|receives?|given|obtains?).{0,60}<O>.{0,120}licen[cs]e to use.{0,80}(?:deliverable|"
        r"software|work product|website|application)",
        "You get permission to use it, not ownership.",
        alone=True,
        unless_in=OWN_TOOLS,
    ),
    red(
        r"<O>.{0,40}(?:receives?|granted|obtains?|acquires?|(?:is|be) given|(?:shall|will) have).{0,60}licen[cs]e"
        r".{0,40}(?:to use|to operate|for).{0,80}(?:deliverable|software|system|work|website|application)",
        "You get permission to use it, not ownership.",
        alone=True,
        unless_in=OWN_TOOLS,
    ),
    red(
        r"(?:rights?|title|ownership|copyrights?|intellectual property|\bip\b|source code|\bcode|designs?"
        r"|website|software)\b.{0,80}"
        r"\b(?:remains?|stays?|rests?|lies?|is retained|are retained|vests?)\b.{0,12}\b(?:with|in|by) (?:the )?<P>",
        "The partner keeps what is built for you.",
        unless_in=OWN_TOOLS + r"|confidential|<O> (?:shall|will|hereby|owns)|<O>'?s? (?:data|content)"
        r"|third[ -]party|each party|subcontract",
    ),
    red(
        BUILT + r"\b.{0,120}\b(?:shall be|will be|is|are|be)\b.{0,20}\b(?:deemed "
        r"|considered )(?:to be )?(?:the )?(?:sole |exclusive |and )*"
        r"(?:property of|owned by) (?:the )?<P>",
        "The partner keeps what is built for you.",
        unless_in=OWN_TOOLS + r"|confidential information|equipment|<O> (?:shall|will|hereby|owns)",
    ),
    red(
        r"<P> (?:(?:shall|will|solely|exclusively|hereby) )*(?:retains?|owns?|own|reserves?|keeps?|(?:is|are"
        r"|remains?) the (?:\w+ ){0,3}owner)\b"
        r".{0,80}\b(?:any|all|the|its)\b.{0,20}\b(?:software|codes?|works? of authorship|works?"
        r"|intellectual property(?: rights)?)\b.{0,80}"
        r"\b(?:creat|develop|produc|writ|wrote|made|built|conceiv)\w*",
        "The partner keeps what is built for you.",
        unless_in=r"pre-?existing|prior to|outside (?:of )?(?:this|the)|independently|before|confidential"
        r"|<O> (?:shall |will )?owns?\b|not (?:specifically|for <O>)",
    ),
    red(
        r"<P> (?:(?:shall|will) )?(?:retains?|owns?|own|reserves?)\b.{0,60}\b(?:everything|anything"
        r"|whatever)\b.{0,60}\b(?:develop|creat|produc|writ)",
        "The partner keeps what is built for you.",
    ),
    red(
        r"(?:\bi\b|\bwe\b) (?:will |shall )?(?:retain|own|keep)\b.{0,40}\b(?:the |any "
        r"|all )*(?:underlying )?codes?\b.{0,60}"
        r"(?:we|i)\b.{0,20}\b(?:produc|writ|wrote|creat|develop|license|licence)",
        "The partner keeps what is built for you.",
        unless_in=OWN_TOOLS,
    ),
    red(
        r"(?:nothing|no provision)\b.{0,80}\b(?:transfers?|conveys?|assigns?|be construed (?:as|to)"
        r"|grants?)\b.{0,80}\b(?:ownership|title|rights? in)\b",
        "Nothing is transferred to you.",
        alone=True,
        unless_in=OWN_TOOLS + r"|confidential|disclos|each party|either party|other party|one party|feedback"
        r"|<O>'?s? (?:data|content|materials)|\bmarks\b",
    ),
    red(
        r"<P> (?:(?:shall|will|solely|exclusively) )*(?:owns?|own|retains?"
        r"|reserves?)\b.{0,20}\ball\b.{0,60}\b(?:rights?|title|ownership|interest)\b"
        r".{0,60}\b(?:in|to)\b.{0,40}\b(?:services?|platform|software|products?|applications?|system"
        r"|technology|work|site)\b",
        "The partner keeps what is built for you.",
        alone=True,
        unless_in=OWN_TOOLS.replace("proprietary information|", "") + r"|confidential information",
    ),
    red(
        r"(?:software|platform|system|application|services?|product)\b.{0,160}\b(?:is and (?:shall "
        r"|will )?remains?|shall (?:at all times )?remain|remains?)"
        r" (?:the )?(?:sole |exclusive |and )*property of (?:the )?<P>",
        "The partner keeps what is built for you.",
        alone=True,
        unless_in=r"pre-?existing|background|tools|confidential|equipment|hardware",
    ),
    red(
        r"licen[cs]e\b.{0,80}\b(?:conditional|conditioned|contingent|dependent|subject to)\b.{0,40}" + PAID,
        "You only may use it, and only once everything is paid.",
        unless_in=r"third[ -]party|open source",
    ),
    red(
        r"\b(?:ownership|title|rights?|copyrights?|intellectual property|property|owner)\b.{0,120}"
        + AGAINST_PAYMENT
        + r"|"
        + AGAINST_PAYMENT
        + r".{0,80}\b(?:becomes? the (?:sole )?owner|acquires? (?:ownership|title"
        r"|the rights?|all rights?)|own(?:s|ership)\b|title\b|copyright)",
        "It becomes yours only once everything is paid; until then the partner owns it and can keep it.",
        unless_in=THIS + r"|terminat\w+ .{0,80}pay <P>|expenses|royalt|commission|shares"
        r"|title to the products?|risk of loss|rights? (?:to|of) (?:terminat|suspend|withhold|payment)|"
        r"right to (?:use|stop|suspend|withhold|terminate|dispute)|<P> (?:shall|will) pay|reserves? the right"
        r"|audit|no right|"
        r"fail(?:ed|s|ure)? to|non-?payment|notice if",
    ),
    red(
        r"<P> (?:(?:shall|will|be|is|and|remains?|remain) ){1,5}(?:the )?(?:sole "
        r"|exclusive )*owner of\b.{0,60}\b(?:all |any |the )?(?:software|code|work|deliverables?"
        r"|materials|developments?)",
        "The partner keeps what is built for you.",
        unless_in=OWN_TOOLS,
    ),
    red(
        r"\b(?:enhancements?|modifications?|improvements?|customi[sz]ations?|developments?|derivative works?"
        r"|changes|adaptations)\b.{0,120}\b(?:belongs?|owned|property|vest\w*|remains?)\b"
        r".{0,20}<P>",
        "The partner keeps what is built for you.",
        alone=True,
        unless_in=r"pre-?existing|background|confidential|<O> (?:shall|will) own",
    ),
    red(
        r"\bno\b.{0,30}\b(?:title|ownership|right)s?\b.{0,80}\b(?:is|are|shall be"
        r"|will be)\b.{0,12}\b(?:transferred|conveyed|assigned|granted|passed)\b|"
        r"(?:agreement|contract)\b.{0,20}\b(?:does|shall|will) not\b.{0,20}\b(?:transfer|convey|assign)\b",
        "Nothing is transferred to you.",
        alone=True,
        unless_in=OWN_TOOLS + r"|confidential|disclos|third[ -]party|to <P>|this agreement without"
        r"|without .{0,30}consent",
    ),
    red(
        r"<P> (?:shall|will|agrees? to|undertakes? to)\b.{0,40}\b(?:execute|sign"
        r"|provide)\b.{0,30}\bassignments?\b.{0,60}\b(?:copyright|rights?|title|ownership|intellectual)",
        "It is only promised to be transferred later; a promise is no transfer.",
        alone=True,
        unless_in=r"further|perfect|confirm|evidence|additional|personnel|employees",
    ),
    red(
        r"(?:after|upon|on|once|following) (?:the )?(?:final|full|last"
        r"|complete) payment\b.{0,60}<O> (?:receives?|gets?|obtains?|acquires?|is granted"
        r"|has)\b.{0,30}\b(?:rights|ownership|title|copyright)",
        "It becomes yours only once everything is paid; until then the partner owns it and can keep it.",
    ),
    red(
        r"<P> (?:keeps?|retains?|holds?|owns?|reserves?) (?:the |all )?copyrights?\b",
        "The partner keeps what is built for you.",
        unless_in=OWN_TOOLS,
    ),
    red(
        r"\b(?:source code|code|designs?|concepts?|software|application|website|deliverables?)\b.{0,60}\b(?:is"
        r"|are|remains?) the (?:sole |exclusive )?(?:intellectual )?property of (?:the )?<P>|"
        r"\b(?:intellectual property(?: rights)?|\bip\b|ownership|copyrights?)\W{0,3}: (?:the )?<P>"
        r"|<P>.{0,12}\bkeeps? (?:the )?copyright",
        "The partner keeps what is built for you.",
        unless_in=OWN_TOOLS + r"|<O> (?:shall|will|hereby|owns)",
    ),
    red(
        r"\brights?\b.{0,60}\b(?:will|shall|to) be (?:transferred|assigned|conveyed)\b.{0,20}\b(?:in|by|under"
        r"|through) (?:an? )?(?:separate|later|further|future)",
        "It is only promised to be transferred later; a promise is no transfer.",
        alone=True,
    ),
)
