"""Practice in the administration."""

from checklist.practice.admin import cohorts

__all__ = ["cohorts"]
