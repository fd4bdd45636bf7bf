"""The 32 clauses that an owner needs, looked for in a contract: present, weak, missing or a red flag, with a quote.

    review = judge(document)              # judging.py
    review.findings                       # 32, by number; red flags first: review.by_urgency()
    compare(old, new)                     # comparing.py, clause by clause
    review_to_json(review)                # telling.py, the contract of `makegood clauses --json`

One clause is one file in `library/`: what it protects, what counts for each state, the words looked for, why it
matters and a rider. No advice of a lawyer; every report says that one decides.
"""
