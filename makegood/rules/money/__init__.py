"""Money: integer cents in one currency per engagement, shares in hundredths of a percent.

`docs/money.md` has the formulas with worked figures, which a test compares with the code.
"""
