"""Photos and a recording beside a half-typed form: taken in, and shown to the browser that sent them."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from huiyin.acts.files import Upload
from huiyin.acts.half_typed import add_piece, opened_piece, pieces_of
from huiyin.acts.portal import TooMany, Visitor
from huiyin.flow.answers import FieldFaults
from huiyin.kit.uploads import LARGEST_PHOTO_BYTES
from huiyin.web.clock_reading import moment
from huiyin.web.portal.page import public
from huiyin.web.templatetags.look import words

_COOKIES = "huiyin_draft"
_STORED_LENGTH = 64
_MOST_PURPOSES = 3


def add_all(token: str, files: Iterable[UploadedFile], *, visitor: Visitor, at: datetime) -> tuple[str, ...]:
    """Keep each file that can be taken; return a sentence for each that cannot."""
    faults = []
    for file in files:
        try:
            # One byte over the limit is enough to refuse it; the rest of a film is never read.
            add_piece(token, Upload(str(file.name), file.read(LARGEST_PHOTO_BYTES + 1)), visitor=visitor, at=at)
        except FieldFaults as found:
            faults += [words(fault) for fault in found.faults.values()]
        except TooMany as refusal:
            faults.append(words(refusal.reason))
            break
    return tuple(dict.fromkeys(faults))


@require_GET
@public
def piece(request: HttpRequest, stored: str) -> HttpResponse:
    """Show a photo or recording to the browser that added it."""
    # One cookie for each purpose that is half-typed in this browser.
    tokens = [value[:_STORED_LENGTH] for name, value in request.COOKIES.items() if name.startswith(_COOKIES)]
    at = moment(request)
    held = ((token, one) for token in tokens[:_MOST_PURPOSES] for one in pieces_of(token, at=at) if token)
    found = next(((token, one) for token, one in held if one.stored == stored), None)
    if found is None:
        raise Http404
    token, one = found
    response = HttpResponse(opened_piece(token, one), content_type=one.media)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response
