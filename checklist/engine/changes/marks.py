"""Two texts beside each other, with the words marked that only one of them has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, TypeAlias

WORD: Final = re.compile(r"\S+\s*|\s+")
"""A word with the space behind it, or the space before the first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, and whether the other text has others in their place."""

    text: str
    differs: bool


Pieces: TypeAlias = tuple[Piece, ...]


def marked(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, which put together again are the texts."""
    older, newer = WORD.findall(before), WORD.findall(after)
    # Without its guess at what is common, which would leave out frequent words of long texts.
    matcher = SequenceMatcher(
        None, [word.strip() for word in older], [word.strip() for word in newer], autojunk=False
    )
    runs = matcher.get_opcodes()
    return (
        tuple(_pieces(older, [(first, last, tag) for tag, first, last, _, _ in runs])),
        tuple(_pieces(newer, [(first, last, tag) for tag, _, _, first, last in runs])),
    )


def _pieces(words: list[str], runs: list[tuple[int, int, str]]) -> Iterator[Piece]:
    for first, last, tag in runs:
        if first < last:
            yield Piece("".join(words[first:last]), differs=tag != "equal")
