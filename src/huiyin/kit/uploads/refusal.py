"""Why a file is not taken: a sentence that says what to do instead."""

from huiyin.kit.text import Text


class UploadRefused(Exception):
    """The file cannot be taken; `reason` says why and what to do instead, without the file's name."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.reason = Text(zh, en)


def broken(what_zh: str, what_en: str) -> UploadRefused:
    """Return the refusal of a file that cannot be read to its end."""
    return UploadRefused(
        f"{what_zh}打不开，可能没有存完整，请重新存一份再传",
        f"this {what_en} cannot be opened; it may be incomplete. Please save it again and send that",
    )


def hides_something() -> UploadRefused:
    """Return the refusal of a file that is two things at once."""
    return UploadRefused(
        "文件里夹着别的东西，为安全起见不能收；请重新拍照或另存一份再传",
        "something else is hidden in this file, so it cannot be taken; please take the photo or save the file anew",
    )
