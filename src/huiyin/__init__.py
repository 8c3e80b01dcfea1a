"""Huiyin (回音): the working system of a county governance centre."""
