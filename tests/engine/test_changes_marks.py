"""The words that differ between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from checklist.engine.changes import Pieces, marked
from tests.strategies import TEXTS


def shown(pieces: Pieces) -> str:
    """The text with square brackets around what the other has not."""
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


def told(before: str, after: str) -> tuple[str, str]:
    older, newer = marked(before, after)
    return shown(older), shown(newer)


def test_only_the_words_that_differ_are_marked() -> None:
    assert told("How deep is it now?", "How deep has it been now?") == (
        "How deep [is ]it now?",
        "How deep [has ]it [been ]now?",
    )


def test_what_has_nothing_beside_it_is_marked_as_a_whole() -> None:
    assert told("", "As told today.") == ("", "[As told today.]")
    assert told("As told today.", "") == ("[As told today.]", "")


def test_a_word_is_the_same_whatever_space_is_behind_it() -> None:
    assert told("as told  today", "as told today again") == (
        "as told  today",
        "as told today [again]",
    )


def test_frequent_words_of_a_long_text_are_compared_like_others() -> None:
    text = "and so on " * 100
    assert told(text, f"{text}then") == (text, f"{text}[then]")


texts = st.lists(st.sampled_from(TEXTS), max_size=6).map(" ".join)


@given(texts, texts)
def test_no_word_is_lost_and_what_is_not_marked_is_the_same(before: str, after: str) -> None:
    older, newer = marked(before, after)
    assert "".join(piece.text for piece in older) == before
    assert "".join(piece.text for piece in newer) == after
    kept = [[piece.text.split() for piece in side if not piece.differs] for side in (older, newer)]
    assert kept[0] == kept[1]
    assert any(piece.differs for piece in (*older, *newer)) is (before.split() != after.split())
