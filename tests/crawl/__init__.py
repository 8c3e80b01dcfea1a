"""Every page as everybody: what may be opened, what may not, and what is never said."""
