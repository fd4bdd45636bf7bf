"""Papers of any format as one thing: passages and tables in order, each with the place where a person finds it."""
