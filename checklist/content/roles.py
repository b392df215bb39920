"""What the roles of this room may do: all rights are on versions (``admin.rights``)."""

from checklist.accounts.roles import Role

_EDITS = frozenset(f"{act}_checklistversion" for act in ("view", "add", "change", "delete"))

EDITOR = Role("Editor", "content", _EDITS)
"""Writes drafts, checks them and discards them; cannot put one in use."""

PUBLISHER = Role("Publisher", "content", _EDITS | {"publish_checklistversion"})
"""The same, and decides what is in use: publishes, retires, puts in use again, withdraws."""
