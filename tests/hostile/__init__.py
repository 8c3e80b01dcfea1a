"""Hostile input by every door, each answered with its clear sentence; the table stands in docs/hostile-inputs.md."""
