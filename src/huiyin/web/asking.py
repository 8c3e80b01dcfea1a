"""A short form of a few plain lines: what each asks, how a browser may fill it, and why it is shown again."""

from dataclasses import dataclass

from huiyin.kit.text import Text


@dataclass(frozen=True, slots=True)
class Ask:
    """One line of a short form. `sort` is the type of the input; secrets are never written back into the page.

    A new password says while it is typed whether it has `least` characters of so many `classes`.
    """

    name: str
    label: Text
    sort: str = "text"
    fills: str = "off"
    help: Text | None = None
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    least: int = 0
    classes: int = 0

    @property
    def digits(self) -> bool:
        """Say whether only digits are typed, for the keyboard of a telephone."""
        return self.sort == "digits"

    @property
    def secret(self) -> bool:
        """Say whether what is typed is hidden until the person asks to see it."""
        return self.sort in ("password", "digits")


def password(name: str, label: Text, *, fills: str) -> Ask:
    """Return a line for a password."""
    return Ask(name, label, "password", fills)


def new_password(name: str, label: Text, *, help: Text, least: int, classes: int) -> Ask:
    """Return a line for a new password, which says while it is typed how good it is."""
    return Ask(name, label, "password", "new-password", help, least=least, classes=classes)
