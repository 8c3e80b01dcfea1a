"""Loopback ports: is one free, which is the next."""

import socket
from errno import EADDRINUSE

from huiyin.cli import CliError

LAST_PORT = 65535


def require_free(*, host: str, port: int) -> None:
    """Refuse a port that another program holds, and name the next one that is free."""
    if not 1 <= port <= LAST_PORT:
        raise CliError(f"端口要在 1 到 {LAST_PORT} 之间。\nA port is a number from 1 to {LAST_PORT}.")
    try:
        taken = is_taken(host=host, port=port)
    except OSError as error:
        raise CliError(
            f"不能在 {host}:{port} 上服务（{error.strerror}）。\nCannot serve on {host}:{port} ({error.strerror})."
        ) from error
    if not taken:
        return
    following = next(
        (number for number in range(port + 1, LAST_PORT + 1) if not is_taken(host=host, port=number)), None
    )
    raise CliError(
        f"端口 {port} 已被别的程序占用，可以改用：--port {following}\n"
        f"Port {port} is taken by another program, use: --port {following}"
    )


def is_taken(*, host: str, port: int) -> bool:
    """Say whether another program listens there; other reasons not to bind are raised as OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server does: a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == EADDRINUSE:
                return True
            raise
    return False
