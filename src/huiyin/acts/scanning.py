"""Asking the office's virus scanner about an upload: clamd's INSTREAM over a local socket, when the office has set one.

None is shipped. A scanner that is set and does not answer lets nothing in: the person is asked to come back.
"""

import logging
import socket
import struct

from django.conf import settings

from huiyin.kit.uploads import UploadRefused

TIMEOUT_SECONDS = 20
CHUNK_BYTES = 1 << 16
MOST_ANSWER_BYTES = 4096
CLEAN = b"OK"
FOUND = b"FOUND"

logger = logging.getLogger("huiyin.scanner")


def scan(content: bytes) -> None:
    """Raise UploadRefused for what the office's scanner finds, or when it cannot say; without a scanner do nothing.

    Never call it inside a transaction: it waits for another program.
    """
    if not settings.SCANNER:
        return
    try:
        said = _asked(settings.SCANNER, content)
    except OSError as fault:
        logger.error("the scanner did not answer: %s", type(fault).__name__)
        said = b""
    if said.endswith(CLEAN):
        return
    if said.endswith(FOUND):
        # What was found stands in the log; whose file it was and what it is called never does.
        logger.warning("the scanner refused an upload: %s", said.decode("ascii", "replace")[:100])
        raise UploadRefused(
            "杀毒软件说这个文件带病毒，没有收；请换一个干净的，或打印出来交",
            "the virus scanner found something in it, and it was not taken; please send a clean one or bring it on paper",
        )
    raise UploadRefused(
        "现在没法查毒，文件先没有收；请过一会儿再传，或到窗口交",
        "it cannot be scanned just now and was not taken; please send it again later or bring it to the counter",
    )


def _asked(place: str, content: bytes) -> bytes:
    """Return what the scanner says of some bytes, without its closing sign."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(TIMEOUT_SECONDS)
        line.connect(place)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK_BYTES):
            chunk = content[start : start + CHUNK_BYTES]
            line.sendall(struct.pack(">I", len(chunk)) + chunk)
        line.sendall(struct.pack(">I", 0))
        said = b""
        while len(said) < MOST_ANSWER_BYTES and not said.endswith(b"\0"):
            more = line.recv(MOST_ANSWER_BYTES)
            if not more:
                break
            said += more
    return said.rstrip(b"\0\n ")
