"""Chinese text: search tokens, masking of private words. No Django, no network."""
