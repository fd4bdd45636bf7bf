"""Letters that follow from a judgement: to the partner, to the bookkeeper, and for access. Each is paragraphs."""
