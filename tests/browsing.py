"""What the tests in Chromium do alike: press what leads to another page, and stand on that page before reading on."""

from playwright.sync_api import Locator, Page


def follow(page: Page, what: str | Locator) -> None:
    """Press a link or button that leads to another page and wait until that page has loaded.

    A click alone comes back as soon as the browser has begun to leave: what is read next may still be the old page.
    """
    pressed = page.locator(what) if isinstance(what, str) else what
    with page.expect_navigation():
        pressed.click()
