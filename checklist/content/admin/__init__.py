"""Plain editing: versions to read, drafts to edit row by row, and starting, publishing, discarding.

checklist -> its versions; start a draft
draft     -> limits, sections, rules, sources, context lines, differences, pairs
section   -> criteria -> options, conditions, citations
option    -> considerations -> citations

Beside them: the check of a draft, and the words that it looks for.
"""

from checklist.content.admin import checklists, drafts, rows, suggestions, terms, versions

__all__ = ["checklists", "drafts", "rows", "suggestions", "terms", "versions"]
