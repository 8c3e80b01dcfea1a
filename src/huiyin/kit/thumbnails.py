"""Small pictures of photos that were looked over before: for a page of many, never in place of the photo itself."""

import io

from PIL import Image

SIDE = 320
QUALITY = 78


def thumbnail(content: bytes) -> bytes:
    """Return a photo as a JPEG of at most 320 pixels a side."""
    picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    picture.draft("RGB", (SIDE, SIDE))
    small = picture.convert("RGB")
    small.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
