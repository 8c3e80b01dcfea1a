"""Small and pure: days, codes, numbers, sealing, two-language text. No Django, files or network."""
