"""Bills of any layout: who asks whom for what, the arithmetic done again, and what does not fit the agreement."""
