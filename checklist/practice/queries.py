"""What is asked of the database: which attempt of its trainee one is."""

from checklist.practice.models import Attempt


def number_of(attempt: Attempt) -> int:
    """Which attempt of its trainee at its case it is, from 1."""
    earlier = Attempt.objects.filter(
        owner=attempt.owner_id, edition__case=attempt.edition.case_id, pk__lt=attempt.pk
    )
    return earlier.count() + 1
