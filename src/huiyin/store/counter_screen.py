"""The resident's screen at a shared counter: working state for minutes, sealed, one a counter."""

from datetime import timedelta

from django.db import models

# A code is typed once, at once; a screen nothing moves on is over.
CODE_LASTS, QUIET = timedelta(minutes=3), timedelta(minutes=10)
RIGHT, WRONG = "right", "wrong"
FILED, CLOSED = "filed", "closed"
# For what the secret of a paired screen is digested.
HOLDER = "screen"


class CounterScreen(models.Model):
    """What the person at a counter may read of the form being typed there, and what he or she said to it.

    `form` is the token of that one intake and `sign_in` the clerk's; `code` pairs a screen once and goes, `holder` is
    the digest of the cookie of the screen that was paired. `shown` and `answered` are keyed digests of what stood there.
    """

    counter = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    owner = models.CharField(max_length=60)
    sign_in = models.UUIDField()
    form = models.CharField(max_length=40)
    code = models.CharField(max_length=64, default="")
    holder = models.CharField(max_length=64, default="")
    sealed = models.BinaryField(default=b"")
    suite = models.PositiveSmallIntegerField()
    shown = models.CharField(max_length=64, default="")
    answer = models.CharField(max_length=10, default="")
    answered = models.CharField(max_length=64, default="")
    opened_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended = models.CharField(max_length=10, default="")

    class Meta:
        db_table = "counter_screen"
        constraints = [
            # One code or cookie never opens two counters' words.
            models.UniqueConstraint(fields=["code"], name="counter_screen_code", condition=~models.Q(code="")),
            models.UniqueConstraint(fields=["holder"], name="counter_screen_holder", condition=~models.Q(holder="")),
        ]
        indexes = [
            models.Index(fields=["form"], name="counter_screen_form"),
        ]
