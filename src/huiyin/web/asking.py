"""A short form of a few plain lines: what each asks, how a browser may fill it, and why it is shown again."""

from dataclasses import dataclass

from huiyin.kit.text import Text


@dataclass(frozen=True, slots=True)
class Ask:
    """One line of a short form. `sort` is the type of the input; secrets are never written back into the page."""

    name: str
    label: Text
    sort: str = "text"
    fills: str = "off"
    help: Text | None = None
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def digits(self) -> bool:
        """Say whether only digits are typed, for the keyboard of a telephone."""
        return self.sort == "digits"


def password(name: str, label: Text, *, fills: str, help: Text | None = None) -> Ask:
    """Return a line for a password."""
    return Ask(name, label, "password", fills, help)
