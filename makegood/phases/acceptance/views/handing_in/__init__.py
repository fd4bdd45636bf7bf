"""Pages of handing in, and of the owner's copy of the code."""
