"""What an optional assistant may do: draft words, and point at places. It never gives a verdict, figure or decision.

It points at a sentence for a value that the rules did not find; the words must stand in the paper literally, and the
value is read from them by our own rules (`pointing`). It may put a letter into other words; each figure, day, address
and word of decision in its draft must stand in what it was given (`drafting`). Everything works without it.
"""
