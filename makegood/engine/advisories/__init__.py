"""The vulnerability index: public records read, kept as one file per source and ecosystem, and matched offline."""
