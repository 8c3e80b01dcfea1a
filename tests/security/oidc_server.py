"""A small OpenID Connect service on loopback: discovery, keys, codes with PKCE, tokens signed with its own key."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "huiyin", "told-in-the-tests-only"


@dataclass
class Service:
    """The service: who signs in next, what it spoils, what it was asked."""

    url: str = ""
    user: str = "water.handle"
    amr: tuple[str, ...] = ("pwd",)
    spoil: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))

    def sign(self, asked: dict[str, str]) -> str:
        """Return the signed token of whoever signs in."""
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": "http://elsewhere.invalid" if self.spoil == "issuer" else self.url,
            "aud": "another" if self.spoil == "audience" else CLIENT,
            "sub": "1", "iat": now, "exp": now - 900 if self.spoil == "late" else now + 300, "auth_time": now,
            "nonce": "stale" if self.spoil == "nonce" else asked.get("nonce", ""),
            "preferred_username": self.user, "amr": list(self.amr),
        }  # fmt: skip
        key = RSAKey.generate_key(2048, {"kid": "one"}) if self.spoil == "key" else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


def handler(service: Service) -> type[BaseHTTPRequestHandler]:
    """Return the handler that speaks for the service."""

    class Speaks(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def _json(self, told: Any, status: int = 200) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._json({
                    "issuer": service.url, "authorization_endpoint": f"{service.url}/authorize",
                    "token_endpoint": f"{service.url}/token", "jwks_uri": f"{service.url}/keys",
                    "end_session_endpoint": f"{service.url}/out",
                    "id_token_signing_alg_values_supported": ["RS256"],
                })  # fmt: skip
            elif parts.path == "/keys":
                self._json({"keys": [service.key.as_dict(private=False)]})
            else:
                service.asked.append(asked)
                code = secrets.token_urlsafe(16)
                service.codes[code] = asked
                self.send_response(302)
                self.send_header(
                    "Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
                )
                self.end_headers()

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            asked = service.codes.pop(sent.get("code", [""])[0], None)
            basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            verifier = sent.get("code_verifier", [""])[0]
            hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
            right = asked is not None and self.headers.get("Authorization") == f"Basic {basic}"
            if not right or asked is None or asked.get("code_challenge") != hashed:
                self._json({"error": "invalid_grant"}, 400)
                return
            self._json({"access_token": "x", "token_type": "Bearer", "id_token": service.sign(asked)})

    return Speaks


@contextmanager
def running() -> Iterator[Service]:
    """Run the service for as long as a test lasts."""
    service = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(service))
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
