"""What the roles of this room may do."""

from checklist.accounts.roles import Role

_WRITES_CASES = frozenset(f"{act}_case" for act in ("view", "add", "change", "delete"))

EDITOR = Role("Editor", "practice", _WRITES_CASES)
"""Writes cases and offers them to trainees."""

PUBLISHER = Role("Publisher", "practice", _WRITES_CASES)
"""The same."""

SUPERVISOR = Role("Supervisor", "practice", frozenset({"supervise_cohort"}))
"""Makes cohorts. What a supervisor sees, the cohorts say in which they supervise (``access``).

This is a right of its own: that to add a cohort is the administration's, and opens its form."""
