"""What every answer tells the browser to refuse: scripts and styles of others or inside a page, frames, guessing, sensors."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware

# Nothing inside a page is run or styled, nothing comes from elsewhere; blob: is what a reader has just recorded or
# photographed and sees before sending it.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# A paper is shown by the browser's own reader, which styles it.
PAPER_POLICY = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# The microphone and the camera are for residents who would rather speak or show; everything else stays off.
PERMISSIONS = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), serial=(), display-capture=()"


@sync_only_middleware
def say_what_to_refuse(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set the headers on every answer, those of files and faults too."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        media = response.headers.get("Content-Type", "")
        policy = PAPER_POLICY if media.startswith("application/pdf") else POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answered
