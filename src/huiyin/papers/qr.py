"""QR codes of an address, as SVG for the page and PNG for Word; equal addresses give equal bytes."""

from io import BytesIO

import segno


def qr_svg(url: str) -> str:
    """Draw the address as SVG with a quiet zone of two modules."""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()


def qr_png(url: str) -> bytes:
    """Draw the address as PNG, large enough to stay sharp on paper."""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="png", border=2, scale=8)
    return out.getvalue()
