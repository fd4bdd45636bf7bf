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
CONSENT = r"(?:consent|approv\w+|permission|authori[sz]ation|agreement)"
SIGNED = (
    r"(?:\bwrit(?:ing|ten)\b|\bsigned\b|sign-?off|\bexecuted\b|mutual(?:ly)?|both parties|approv\w+|consent\w*|"
    r"agreed (?:to|upon|in|by|between)|authori[sz]\w+)"
)
PAID = (
    r"(?:\bpaid\b|\bpayments?\b|\bpays\b|\bsettled\b|\bcleared\b|(?:last|final) instal?ment|"
    r"(?:balance|invoices?|fees?|funds|amounts?|sums)\b.{0,30}\b(?:received|satisfied|cleared|settled)|"
    r"received (?:all|the full|full)\b.{0,20}\b(?:sums|fees|amounts|money))"
)
ONCE = (
    r"\b(?:upon|after|following|on|once|when|until|unless|subject to|conditional (?:up)?on|conditioned (?:up)?on|"
    r"contingent (?:up)?on|provided|only if|pending|in exchange for|before)\b"
)
NOT_PAYING = (
    r"(?:non-?payment|(?:do(?:es)?|did|has|have|is|are|was|were)(?: not|n't)\b.{0,25}\b(?:pay|paid|made|received"
    r"|settled)\b|"
    r"fail\w* to (?:\w+ ){0,2}(?:pay\b|make (?:\w+ ){0,3}payment|remit)|unpaid|overdue|past[ -]due|delinquen\w+"
    r"|in arrears|"
    r"payment (?:failure|default)|failure to pay|failed payments?|late payments?|payment is late|"
    r"payments? (?:is|are) (?:late|not|delayed|missed)|missed payments?|\barrears\b|"
    r"(?:invoice|payment|account|amount|balance|sum)s?\b.{0,30}\b(?:late|outstanding|remains? open|(?:is|are) open)|"
    r"until\b.{0,60}\b(?:paid|payment|settled|cleared)|\d+ days late)"
)
STOPPING = (
    r"(?:suspend|suspens|discontinu|ceas|withhold|disabl|deactivat|remov|stop|paus|halt|interrupt|shut"
    r"|terminat\w* access|"
    r"\block|\bblock|cut off|tak(?:e|ing) .{0,25}(?:down|offline))"
)
MONEY = r"(?:\$|\xa3|\?|\b(?:usd|eur|gbp|inr|php|ngn|cad|aud|zar|rs|kes)\b\.?|\[|\{)"
AGAINST_PAYMENT = r"(?:" + ONCE + r"|\bagainst\b).{0,80}" + PAID
ENDS = r"\b(?:terminat\w*|cancel\w*|expir\w*|ends?|ended|ending|withdraw\w*|rescind\w*|rescission|quit\w*)\b"
SHARE_HALF = (
    r"(?:\b(?:one[- ])?half\b|\b(?:50|60|65|70|75|80|90|100|fifty|sixty|seventy|seventy-five|eighty|one hundred)"
    r" ?(?:\(\d{2,3}\) ?)?(?:%|percent|per cent))"
)
FEE = r"(?:fees?|prices?|cost|payments?|remuneration|amounts?|sums?|compensation|total)"
