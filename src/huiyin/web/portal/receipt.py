"""The receipt (D01) as the resident prints it."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from huiyin.acts.matters import Filed
from huiyin.papers.pdf import pdf
from huiyin.papers.receipt import RegistrationReceipt, registration_receipt
from huiyin.queries.own_matter import OwnMatter, local_day
from huiyin.web.portal.words import counted_words, promise


def receipt_pdf(filed: Filed, own: OwnMatter, *, at: datetime) -> bytes:
    """Set the receipt of a filing as PDF."""
    matter, coming = own.matter, own.next
    assert matter.received_at is not None
    due = coming.face.due_on if coming is not None else None
    return pdf(
        registration_receipt(
            RegistrationReceipt(
                organ=own.lead.name,
                number=filed.number,
                access_code=filed.code,
                received_at=matter.received_at,
                channel="网上",
                summary=str(matter.values.get("title", "")),
                wanted="；".join(matter.values.get("requests", [])),
                responsible=own.lead.name,
                phone=own.lead.phone,
                next_step=promise(coming.clock) if coming is not None else "告诉您下一步",
                next_on=due or local_day(at),
                counted=counted_words(coming.clock, local_day(coming.face.start_at)) if coming is not None else "",
                leaf=filed.leaf,
                url=f"{settings.PUBLIC_URL}{reverse('portal:track')}#{filed.code}" if settings.PUBLIC_URL else None,
                fictional=settings.FICTIONAL or None,
            )
        )
    )
