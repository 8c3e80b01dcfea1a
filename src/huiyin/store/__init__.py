"""Where it is kept: tables, one file a subject, and finders that acts and queries both need."""
