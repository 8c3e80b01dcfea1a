"""Looking a file over before it is kept: by what it is, never by what it calls itself. Pure: bytes in, clean bytes out."""

from huiyin.kit.uploads.look import LARGEST_BYTES, LARGEST_PHOTO_BYTES, CleanFile, looked_over
from huiyin.kit.uploads.refusal import UploadRefused

__all__ = ["LARGEST_BYTES", "LARGEST_PHOTO_BYTES", "CleanFile", "UploadRefused", "looked_over"]
