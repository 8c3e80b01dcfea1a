"""Take the pictures of the README from the demo county, and nothing but the demo county.

Usage: python bench/screenshots.py [--url http://127.0.0.1:8000] [--into docs/shots]
Without --url a demo of its own is started in a directory that is thrown away. Needs Chromium and playwright.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(place) for place in (ROOT / "bench", ROOT / "src", ROOT) if place.is_dir()]

from small_png import shrink  # noqa: E402

LARGEST_BYTES = 200 * 1024
PORT = 8779
READY_SECONDS = 240
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
FLAGS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--lang=zh-CN",
    "--disable-quic",
    "--disable-background-networking",
]


@contextmanager
def demo() -> Iterator[str]:
    """Run a demo in a directory of its own; everything it started ends with it."""
    url = f"http://127.0.0.1:{PORT}"
    with tempfile.TemporaryDirectory(prefix="huiyin-shots-") as data:
        command = [str(ROOT / "huiyin"), "demo", "--no-browser", "--port", str(PORT), "--data", data]
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            wait_for(url, running)
            yield url
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(timeout=30)


def wait_for(url: str, running: subprocess.Popen[bytes]) -> None:
    """Wait until the demo answers; ends the program if it does not."""
    for _ in range(READY_SECONDS):
        if running.poll() is not None:
            sys.exit(f"the demo ended by itself with {running.returncode}")
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=1)
            return
        except OSError:
            time.sleep(1)
    sys.exit("the demo did not answer in time")


def signed_in(browser: Browser, url: str, name: str, password: str) -> Page:
    """Open the desk as one of the demo's accounts."""
    page = browser.new_context(viewport=DESK, locale="zh-CN").new_page()
    page.goto(f"{url}/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url(f"{url}/desk/")
    return page


def keep(page: Page, name: str, into: Path) -> None:
    """Keep what the window shows as a picture small enough for a repository."""
    page.evaluate("document.fonts.ready")
    place = into / f"{name}.png"
    page.screenshot(path=place)
    shrink(place)
    size = place.stat().st_size
    print(f"{name}.png  {size // 1024} KB")
    if size > LARGEST_BYTES:
        sys.exit(f"{name}.png is larger than {LARGEST_BYTES // 1024} KB")


def desk_pictures(browser: Browser, url: str, into: Path) -> None:
    """Take the pictures of the desk: its first page, a matter, the list, the figures, the gaps, the catalogue."""
    password = demo_password()
    page = signed_in(browser, url, "handler", password)
    # Once more, without what is said to somebody who has just signed in.
    page.goto(f"{url}/desk/")
    keep(page, "desk-home", into)
    page.goto(f"{url}/desk/matters/?state=accepted&sort=due")
    page.goto(url + (page.locator("main tbody a[href^='/desk/matters/AL']").first.get_attribute("href") or ""))
    keep(page, "desk-matter", into)
    page.goto(f"{url}/desk/matters/?sort=due")
    keep(page, "desk-list", into)
    page = signed_in(browser, url, "leader", password)
    page.goto(f"{url}/desk/figures/")
    keep(page, "figures", into)
    page.goto(f"{url}/desk/gaps/")
    keep(page, "gaps", into)
    page.goto(f"{url}/desk/catalogue/appeal/")
    keep(page, "catalogue", into)


def demo_password() -> str:
    """Return the password the demo prints for its accounts."""
    from huiyin.cli.county.people import DEMO_PASSWORD

    return DEMO_PASSWORD


def portal_pictures(browser: Browser, url: str, into: Path) -> None:
    """Take the pictures of the residents' pages: the first one, and the progress of a matter on a phone."""
    page = browser.new_context(viewport=DESK, locale="zh-CN").new_page()
    page.goto(url)
    keep(page, "portal-home", into)
    phone = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()
    code = filed_at_counter(browser, url)
    phone.goto(f"{url}/track/")
    phone.fill("[name=code]", code)
    phone.locator("main form button[type=submit]").first.click()
    phone.wait_for_url(f"{url}/my/")
    keep(phone, "portal-progress", into)


def filed_at_counter(browser: Browser, url: str) -> str:
    """File an invented matter at the counter, accept it, and return the code of its receipt."""
    page = signed_in(browser, url, "window", demo_password())
    page.goto(f"{url}/desk/intake/")
    page.fill("[name=words]", "楼下的路灯坏了半个月，晚上老人孩子走路看不见，打过一次电话也没有人来修。")
    page.fill("[name=requests]", "把路灯修好\n说明多久巡查一次")
    page.fill("[name=place]", "3 号楼前的人行道")
    page.fill("[name=title]", "3 号楼前路灯坏了半个月")
    village = page.locator("[name=village]")
    if village.evaluate("one => one.tagName") == "SELECT":
        village.select_option(index=3)
    else:
        village.fill(page.locator("#village_list option").nth(3).get_attribute("value") or "")
    page.locator("[name=concerns_office][value=no]").check(force=True)
    page.locator("[name=read_back][value=aloud]").check(force=True)
    page.locator("button[name=file]").click()
    found = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}\b", page.inner_text("main"))
    if found is None:
        sys.exit("the counter gave no code: " + page.inner_text("main")[:400])
    return found[0]


def main() -> None:
    """Take every picture."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--url", help="a demo that is already running")
    arguments.add_argument("--into", type=Path, default=ROOT / "docs" / "shots")
    asked = arguments.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or sys.exit("chromium is not installed")
    asked.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        # A date control is written the way its browser speaks.
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS, env={**os.environ, "LANGUAGE": "zh_CN"})
        if asked.url:
            take(browser, asked.url.rstrip("/"), asked.into)
        else:
            with demo() as url:
                take(browser, url, asked.into)
        browser.close()


def take(browser: Browser, url: str, into: Path) -> None:
    """Take the pictures of both faces."""
    desk_pictures(browser, url, into)
    portal_pictures(browser, url, into)


if __name__ == "__main__":
    main()
