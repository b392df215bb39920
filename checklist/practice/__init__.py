"""Practice: trainees walk invented cases and see where a supervisor would answer otherwise."""
