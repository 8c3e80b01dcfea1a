"""Official papers: plain data in, Word and PDF bytes out. No database, no clock, no network."""
