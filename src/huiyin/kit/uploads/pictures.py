"""Photos: decoded and encoded anew, so that only what can be seen is kept. Place, camera and trailers fall away."""

import io
import struct
import zipfile

from PIL import Image, ImageOps, UnidentifiedImageError

from huiyin.kit.uploads.refusal import UploadRefused, broken, hides_something

# A JPEG is scaled while it is decoded; a PNG has to be unpacked whole.
MOST_JPEG_PIXELS = 80_000_000
MOST_PNG_PIXELS = 25_000_000
LONGEST_SIDE = 4096
JPEG_QUALITY = 88
_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
    UnidentifiedImageError,
)


def clean_jpeg(content: bytes) -> tuple[str, str, bytes]:
    """Return the photo as a fresh JPEG; raises UploadRefused."""
    picture = _opened(content, "JPEG", MOST_JPEG_PIXELS)
    return "image/jpeg", ".jpg", _saved(picture.convert("RGB"), "JPEG", quality=JPEG_QUALITY, optimize=True)


def clean_png(content: bytes) -> tuple[str, str, bytes]:
    """Return the picture as a fresh PNG; raises UploadRefused."""
    picture = _opened(content, "PNG", MOST_PNG_PIXELS)
    seen_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    return "image/png", ".png", _saved(picture.convert("RGBA" if seen_through else "RGB"), "PNG")


def _opened(content: bytes, form: str, most: int) -> Image.Image:
    if zipfile.is_zipfile(io.BytesIO(content)) or b"%PDF-" in content[:1024] or b"<script" in content[:4096].lower():
        raise hides_something()
    try:
        picture = Image.open(io.BytesIO(content), formats=(form,))
        if picture.width * picture.height > most:
            raise _too_many_pixels(picture.width, picture.height)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.load()
        upright = _upright(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except Image.DecompressionBombError:
        raise _too_many_pixels(0, 0) from None
    except _FAULTS as fault:
        raise broken("照片", "photo") from fault
    return upright


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except _FAULTS:
        # What says which way is up cannot be read; the picture itself can.
        return picture.copy()


def _too_many_pixels(width: int, height: int) -> UploadRefused:
    told = f"（{width}×{height}）" if width else ""
    return UploadRefused(
        f"照片尺寸太大{told}，请在手机里选普通画质，或截个屏再传",
        f"the photo has too many pixels{told}; please choose a lower quality or send a screenshot",
    )


def _saved(picture: Image.Image, form: str, **how: int | bool) -> bytes:
    # A fresh picture of the pixels alone: nothing that came along can be written out again.
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    out = io.BytesIO()
    fresh.save(out, form, **how)
    return out.getvalue()
