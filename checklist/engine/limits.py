"""How long texts and keys may be, and which keys are taken. Content and forms hold to these."""

KEY_CHARACTERS = 60
TITLE_CHARACTERS = 200
SHORT_CHARACTERS = 60
QUESTION_CHARACTERS = 140
HELP_WORDS = 60
LABEL_CHARACTERS = 120
CONSIDERATION_WORDS = 40
PROSE_CHARACTERS = 2_000
"""Introduction, purpose, limits, leads, context lines and what a source says of itself."""
LOCATOR_CHARACTERS = 120
FIRST_YEAR, LAST_YEAR = 1900, 2200

RESERVED_SECTION_KEYS = frozenset(
    {
        *("review", "results", "results.json", "note.txt", "amend", "feedback"),
        *("suggest", "carry-over", "comments"),
    }
)
"""Names that follow an assessment's reference in an address."""

RESERVED_CRITERION_KEYS = frozenset(
    {"revision", "own-view", "leave", "go", "next", "csrfmiddlewaretoken"}
)
"""Names of a section form's other fields and buttons."""

RESERVED_CRITERION_ENDING = "-comment"
