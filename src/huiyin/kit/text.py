"""A word or sentence of the domain in both languages, kept beside the thing it names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Chinese first; English complete. `zh` is what residents and staff read."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh

    def fill(self, **names: object) -> "Text":
        """Put named values into both languages; a missing name raises KeyError."""
        return Text(self.zh.format(**names), self.en.format(**names))
