"""A cohort as its supervisors see it: attempts, figures, the report of them, and the export."""
