"""The tests, in the tree of what they test."""

import os

EXAMPLES = int(os.environ.get("EXAMPLES", "10"))
"""How many examples a property is tried with: `make test` tries more than a run in between."""
