"""The rest of a step on many matters, left to the worker."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from huiyin.acts.bulk import MOST_QUEUED, carry_on
from huiyin.queries.acting import actor_of


@task()
def carry_on_bulk(run: str, person: str) -> int:
    """Take the step on every row that still waits, as the person who asked, with the posts held by then."""
    return carry_on(UUID(run), actor=actor_of(person, timezone.now()), most=MOST_QUEUED)
