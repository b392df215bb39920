"""What the roles of this room may do."""

from checklist.accounts.roles import Role

SUPERVISOR = Role("Supervisor", "practice", frozenset({"add_cohort"}))
"""Makes cohorts. What a supervisor sees, the cohorts say in which they supervise (``access``)."""
