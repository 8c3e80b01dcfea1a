"""`./huiyin facts send`: an export packed and sent to the upper level, which knows it by its signature alone."""

import io
import tarfile
import tempfile
from pathlib import Path

import requests

from huiyin.cli import CliError
from huiyin.insight.handed_up.manifest import MANIFEST, SIGNATURE, Refused
from huiyin.insight.handed_up.verifying import read_manifest, years_of

TIMEOUT_SECONDS = 600
IN_MEMORY = 32 << 20


def send(place: Path, *, url: str) -> int:
    """Send each year of an export; 1 where one was refused, with the sentence it was refused with."""
    if not url.startswith(("https://", "http://")):
        raise CliError(f"上级的地址要写成 https://主机，“{url}”不是。\nWrite the address as https://host, not {url!r}.")
    folders = years_of(place)
    if not folders:
        raise CliError(f"{place} 里没有上报的文件。\nThere is nothing handed up in {place}.")
    refused = 0
    for folder in folders:
        taken, said = _send_year(folder, url.rstrip("/") + "/hand-up/")
        print(f"{folder.parent.name}/{folder.name}：{said}")
        refused += not taken
    return 1 if refused else 0


def _send_year(folder: Path, url: str) -> tuple[bool, str]:
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as packed:
        pack(folder, packed)
        packed.seek(0)
        try:
            answer = requests.post(
                url, data=packed, headers={"Content-Type": "application/x-tar"}, timeout=TIMEOUT_SECONDS
            )
        except requests.RequestException as error:
            raise CliError(f"发不到 {url}（{type(error).__name__}）。\nCannot send to {url}.") from error
    return answer.status_code == requests.codes.ok, answer.text.strip()


def pack(folder: Path, out: io.IOBase | tempfile.SpooledTemporaryFile[bytes]) -> None:
    """Write a county's year as a plain tar: manifest and signature first, and nothing the manifest does not name."""
    try:
        manifest = read_manifest(folder, key=None)
    except Refused as error:
        raise CliError(f"{error.said.zh}\n{error.said.en}") from error
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as packed:
        for name in (MANIFEST, SIGNATURE, *(file.name for file in manifest.files)):
            member = tarfile.TarInfo(name)
            member.size = (folder / name).stat().st_size
            with (folder / name).open("rb") as held:
                packed.addfile(member, held)
