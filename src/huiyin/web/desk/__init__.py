"""The staff's face: pages at /desk/, one file a subject."""
