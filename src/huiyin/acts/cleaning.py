"""What is done to clean answers before they are decided on: public words masked, a title made."""

from huiyin.flow.answers import Answers
from huiyin.flow.kind import Field
from huiyin.flow.words import Sort
from huiyin.lang.mask import mask

TITLE_LENGTH = 30


def make_public(fields: tuple[Field, ...], answers: Answers) -> None:
    """Mask the public words in place, and make a title of what was said where none was given."""
    # Public words never carry a phone, an ID number or a card, whoever typed them.
    for one in fields:
        value = answers.public.get(one.id)
        if value is None:
            continue
        if one.sort in (Sort.LINE, Sort.WORDS) and isinstance(value, str):
            answers.public[one.id] = mask(value).text
        elif one.sort in (Sort.REQUESTS, Sort.LINES):
            answers.public[one.id] = [mask(line).text for line in value]
    if "title" not in answers.public and "words" in answers.private:
        said = mask(" ".join(str(answers.private["words"]).split())).text
        answers.public["title"] = said[:TITLE_LENGTH] + ("…" if len(said) > TITLE_LENGTH else "")
