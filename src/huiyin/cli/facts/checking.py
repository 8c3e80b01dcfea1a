"""`./huiyin facts verify`: everything a county says of its files, found out anew."""

from pathlib import Path

from huiyin.cli import CliError
from huiyin.insight.handed_up.duck import duck
from huiyin.insight.handed_up.holding import is_key
from huiyin.insight.handed_up.manifest import Refused
from huiyin.insight.handed_up.verifying import findings, read_manifest, years_of
from huiyin.insight.handed_up.writing import Duck
from huiyin.kit.text import Text


def check(place: Path, *, key: str | None) -> int:
    """Print every finding; 1 if there are any."""
    if not place.exists():
        raise CliError(f"没有 {place} 这个目录；U 盘或共享盘要先接上。\nThere is no {place}: is the disk connected?")
    if key is not None and not is_key(key):
        raise CliError(
            "公钥是 64 位十六进制，由县里用 facts key 显示。\n"
            "A public key is 64 hexadecimal digits, as `facts key` shows it."
        )
    folders = years_of(place)
    if not folders:
        raise CliError(f"{place} 里没有上报的文件。\nThere is nothing handed up in {place}.")
    wrong = 0
    with duck() as lent:
        for folder in folders:
            found = _findings(lent, folder, key)
            wrong += len(found)
            for one in found:
                print(f"{folder.name}：{one.zh}\n    {one.en}")
    if key is None:
        print("没有给公钥，签名没有核验 / no key was given: the signature was not checked")
    print(
        f"发现 {wrong} 处问题 / {wrong} findings" if wrong else f"{len(folders)} 个年份，没有发现问题 / nothing found"
    )
    return 1 if wrong else 0


def _findings(lent: Duck, folder: Path, key: str | None) -> list[Text]:
    try:
        manifest = read_manifest(folder, key=key)
    except Refused as error:
        return [error.said]
    return list(findings(lent, folder, manifest))
