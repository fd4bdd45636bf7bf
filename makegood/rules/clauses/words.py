"""Words that several clauses look for: what is built, what is owed for it, who agrees to what."""

THING = (
    r"(?:deliverables?|software|systems?|work(?: ?product)?s?|products?|programs?|milestones?|services?"
    r"|(?:web ?)?sites?|"
    r"web-?sites?|designs?|applications?|apps?|releases?|projects?|code|solutions?|platform|prototypes?|phases?|"
    r"features?|versions?|builds?)"
)
BUILT = (
    r"(?:deliverables?|software|systems?|work(?: ?product)?s?|(?:web ?)?sites?|web-?sites?|designs?|applications?"
    r"|apps?|"
    r"code|developments?|inventions?|results?|materials|products?|programs?|creations?|contributions?|platform)"
)
WHEN_PAID = (
    r"(?:upon|after|following|on|once|when|until|unless|subject to|conditioned (?:up)?on|contingent (?:up)?on|"
    r"provided(?: that)?|in exchange for|only if|in consideration of)\b.{0,80}\b(?:payments?|paid|pays)\b"
)
CONSENT = r"(?:consent|approv\w+|permission|authori[sz]ation|agreement)"
SIGNED = (
    r"(?:\bwrit(?:ing|ten)\b|\bsigned\b|sign-?off|\bexecuted\b|mutual(?:ly)?|both parties|approv\w+|consent\w*|"
    r"agreed (?:to|upon|in|by|between)|authori[sz]\w+)"
)
