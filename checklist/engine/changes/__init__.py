"""The difference between two definitions, as values that can be read out.

Keys, not positions, decide what is the same: a criterion is the same wherever it stands. What has
no key (limits, differences, pairs) is known by what it says. Both definitions must hold.
"""

from checklist.engine.changes.by_section import Group, by_section
from checklist.engine.changes.change import Change, How, Thing
from checklist.engine.changes.comparison import changes
from checklist.engine.changes.marks import Piece, Pieces, marked

__all__ = [
    "Change",
    "Group",
    "How",
    "Piece",
    "Pieces",
    "Thing",
    "by_section",
    "changes",
    "marked",
]
