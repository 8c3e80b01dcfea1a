"""Back-ups: one encrypted file that holds the database and the sealed files, and the way back from it."""
