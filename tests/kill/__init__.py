"""Killing the served office while people file."""
