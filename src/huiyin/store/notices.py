"""Messages to staff: what each wants to be told and where, and what is on its way. Working state, no personal data."""

from datetime import time

from django.db import models


class NoticeChoice(models.Model):
    """What somebody of the staff wants told to his or her own telephone. `reach` is the number, sealed under the site key.

    `digest_on` is the last day the digest was made for: moved by a conditional update, so that one a day is made.
    """

    person = models.CharField(max_length=60, primary_key=True)
    county = models.CharField(max_length=6)
    reach = models.BinaryField(default=b"")
    suite = models.PositiveSmallIntegerField(default=0)
    digest = models.BooleanField(default=False)
    digest_at = models.TimeField(default=time(8, 30))
    urgent = models.BooleanField(default=False)
    digest_on = models.DateField(null=True)

    class Meta:
        db_table = "notice_choice"
        indexes = [models.Index(fields=["digest_on"], name="notice_choice_digest", condition=models.Q(digest=True))]


class StaffNotice(models.Model):
    """One message to one person of the staff. `about` makes it once: a day's digest, or one urgent turn of a matter."""

    county = models.CharField(max_length=6)
    person = models.CharField(max_length=60)
    about = models.CharField(max_length=120)
    sort = models.CharField(max_length=10)
    words = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=20, default="")
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "staff_notice"
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="staff_notice_once")]
        indexes = [
            models.Index(fields=["id"], name="staff_notice_waiting", condition=models.Q(sent_at__isnull=True)),
            models.Index(fields=["made_at"], name="staff_notice_made"),
        ]
