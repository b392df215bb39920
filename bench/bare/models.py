"""What the one indexed SELECT finds."""

from typing import ClassVar

from django.db import models


class Record(models.Model):
    """An answered document, as far as the page shows it."""

    code = models.CharField(max_length=9, unique=True)
    saved_at = models.DateTimeField()

    objects: ClassVar[models.Manager["Record"]] = models.Manager()

    def __str__(self) -> str:
        return self.code
