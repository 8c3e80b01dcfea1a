"""Registers of the interface: who outside may act as which post, and where events are announced."""

from collections.abc import Iterable

from huiyin.flow.kind import Field, Register
from huiyin.flow.words import Role, Sort
from huiyin.kit.text import Text

# What a token may be allowed. `read:` and `steps:` are followed by the id of a kind; personal data is a scope of its own,
# for what the token may read at all.
SCOPES: dict[str, Text] = {
    "matters:read": Text("看事项：列表、环节、时限、文书目录，个人信息一律遮住", "Read matters, personal data masked"),
    "matters:write": Text("登记事项、办任何一类的环节", "File matters and take steps of any kind"),
    "personal:read": Text(
        "写明理由打开个人信息、文书、附件（看得到的那几类）",
        "Open personal data, papers and files of what may be read, with a reason",
    ),
    "registers:read": Text("看登记册", "Read registers"),
    "registers:write": Text(
        "登记、更正、结束登记册条目（岗位本来就管的册）", "Record, correct and close register entries"
    ),
    "figures:read": Text("看指标", "Read figures"),
    "webhooks:write": Text("领取推送密钥、查投递、补发", "Take signing keys, look at deliveries, replay"),
}
READ, STEPS = "read:", "steps:"
_LISTED = "、".join(f"{name}（{said.zh}）" for name, said in SCOPES.items())

API_TOKEN = Register(
    id="api_token",
    name=Text("接口令牌", "API tokens"),
    purpose=Text(
        "让别的系统以一个岗位的身份办事；管理岗或安全岗批，岗位上的人自己领，密文只显示一次",
        "Lets another system act as one post; administration or security grants it, the post's holder collects it, shown once",
    ),
    label="label",
    editors=(Role.ADMIN, Role.SECURITY),
    refers=(("post", "post"),),
    fields=(
        Field("label", Text("给谁用", "For whom"), Sort.LINE, longest=60),
        Field("post", Text("岗位", "Post it acts as"), Sort.POST),
        Field(
            "scopes",
            Text("权限范围", "Scopes"),
            Sort.LINES,
            longest=60,
            help=Text(
                f"一行一个：{_LISTED}、read:事项类型（只看这一类）、steps:事项类型（只办这一类的登记和环节）",
                f"One a line: {', '.join(SCOPES)}, or read:KIND, steps:KIND for one kind of matter only",
            ),
        ),
    ),
)

WEBHOOK = Register(
    id="webhook",
    name=Text("推送订阅", "Webhooks"),
    purpose=Text(
        "事项有新进展时通知别的系统：只有编号、类型、时间和链接，没有个人信息；令牌的岗位看得到的才推",
        "Tells another system of events: number, type, time and link, nothing personal, only what the post may see",
    ),
    label="label",
    editors=(Role.ADMIN, Role.SECURITY),
    refers=(("token", "api_token"),),
    fields=(
        Field("label", Text("推给谁", "For whom"), Sort.LINE, longest=60),
        Field("token", Text("用哪个令牌的岗位", "By which token"), Sort.LINE, longest=60),
        Field(
            "url",
            Text("推送地址", "URL"),
            Sort.LINE,
            longest=300,
            help=Text(
                "https 开头；地址里不要带密钥，册子大家都看得到", "https; keep secrets out of it: everyone sees this"
            ),
        ),
        Field(
            "events",
            Text("推哪些事件", "Events"),
            Sort.LINES,
            longest=80,
            help=Text(
                "一行一个，如 appeal.accepted；一类的全部写 appeal.*，全部写 *",
                "One a line such as appeal.accepted; appeal.* for a kind, * for all",
            ),
        ),
    ),
)


def kinds_allowed(scopes: Iterable[str], *, whole: str, prefix: str) -> frozenset[str] | None:
    """Return the kinds that scopes name one by one; None where the scope for all of them is held."""
    held = frozenset(scopes)
    return None if whole in held else frozenset(one.removeprefix(prefix) for one in held if one.startswith(prefix))


def kinds_read(scopes: Iterable[str]) -> frozenset[str] | None:
    """Return the kinds a token may read; None for every kind."""
    return kinds_allowed(scopes, whole="matters:read", prefix=READ)


def kinds_known(scopes: Iterable[str]) -> frozenset[str] | None:
    """Return the kinds a token may know of, because it reads them or acts on them; None for every kind."""
    read, acted = kinds_read(scopes), kinds_allowed(scopes, whole="matters:write", prefix=STEPS)
    return None if read is None or acted is None else read | acted
