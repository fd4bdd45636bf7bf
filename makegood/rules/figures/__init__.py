"""Figures as they stand in running text: sums of money, days, spans of time, shares, numbers in words, blanks."""
