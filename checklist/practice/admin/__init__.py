"""Practice in the administration."""

from checklist.practice.admin import cases, cohorts

__all__ = ["cases", "cohorts"]
