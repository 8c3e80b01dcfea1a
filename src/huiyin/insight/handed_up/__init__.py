"""Facts handed up: which columns may leave the county, at what coarseness, in which files, and how they are checked."""
