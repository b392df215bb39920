"""Practice in the administration."""

from checklist.practice.admin import cases

__all__ = ["cases"]
