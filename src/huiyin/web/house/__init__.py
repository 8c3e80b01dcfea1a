"""Pages about the house itself: the ground, the offices, the rules and the registers. No residents' data."""
