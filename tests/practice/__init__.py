"""The tests of practice."""
