"""Pages of figures: the sentence first, the table with its counts, and every number opening to the matters behind it."""
