"""Pieces of pages that are kept, and what is put into them."""

from collections.abc import Callable, Hashable
from itertools import count
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from pytest_django import Settings

from checklist.ui import kept as module
from checklist.ui.kept import filled, joined, kept, kept_page, kept_template, slot

Written = Callable[[str], str]

NUMBERS = count(1)
TYPED = "<b>bold</b>"
BOLD = mark_safe("<b>bold</b>")


@pytest.fixture
def written(settings: Settings, tmp_path: Path) -> Written:
    """Writes a template and gives its name, which no other test has: what is kept stays kept."""
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]

    def write(source: str) -> str:
        name = f"kept-{next(NUMBERS)}.html"
        (tmp_path / name).write_text(source, encoding="utf-8")
        return name

    return write


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What was rendered from templates, in turn."""
    calls: list[tuple[object, ...]] = []

    def noting(name: str, values: dict[str, object]) -> SafeString:
        calls.append((name, values))
        return render_to_string(name, values)

    monkeypatch.setattr(module, "render_to_string", noting)
    return calls


# What is kept


def test_a_piece_is_made_once_for_each_set_of_arguments() -> None:
    made = []

    @kept
    def piece(key: str, number: int = 0) -> list[str]:
        made.append((key, number))
        return [key * number]

    first = piece("a", 2)
    assert first == ["aa"]
    assert piece("a", 2) is first
    assert [piece("a", 3), piece("b", 2), piece("a", 2), piece("b", 2)] == [
        ["aaa"],
        ["bb"],
        ["aa"],
        ["bb"],
    ]
    assert made == [("a", 2), ("a", 3), ("b", 2)]


def test_arguments_that_are_equal_but_not_the_same_are_told_apart() -> None:
    @kept
    def piece(value: object) -> str:
        return repr(value)

    assert [piece(1), piece(True), piece(1.0)] == ["1", "True", "1.0"]


def test_what_could_not_be_made_is_tried_again() -> None:
    tried = []

    @kept
    def piece(key: str) -> str:
        tried.append(key)
        return {"b": "made"}[tried[-1] if len(tried) < 2 else "b"]

    with pytest.raises(KeyError):
        piece("a")
    assert piece("a") == "made"
    assert tried == ["a", "a"]


# Kept templates


def test_a_template_is_rendered_once_for_each_set_of_values(
    written: Written, rendered: list[tuple[object, ...]]
) -> None:
    name = written("<p>{{ one }}, {{ other }}</p>")
    sets: list[dict[str, Hashable]] = [
        {"one": 1, "other": "b"},
        {"one": 2},
        {"one": 1, "other": "b"},
    ]
    assert [kept_template(name, **values) for values in sets] == [
        "<p>1, b</p>",
        "<p>2, </p>",
        "<p>1, b</p>",
    ]
    assert rendered == [(name, values) for values in sets[:2]]


def test_two_templates_with_the_same_values_are_two_pieces(written: Written) -> None:
    one, other = written("one {{ what }}"), written("other {{ what }}")
    assert kept_template(one, what="x") == "one x"
    assert kept_template(other, what="x") == "other x"


def test_a_piece_is_kept_for_each_language(
    written: Written, rendered: list[tuple[object, ...]]
) -> None:
    name = written("{% load ui %}{% page_language %} {% direction %}")
    found = []
    for language in ("en-gb", "ar", "de", "en-gb", "ar"):
        with translation.override(language):
            found.append(kept_template(name))
    assert found == ["en-gb ltr", "ar rtl", "de ltr", "en-gb ltr", "ar rtl"]
    assert rendered == [(name, {})] * 3


def test_a_template_can_keep_another_one(
    written: Written, rendered: list[tuple[object, ...]]
) -> None:
    inner = written("<i>{{ what }}</i>")
    outer = written(f'{{% load ui %}}{{{{ n }}}} {{% kept "{inner}" what=what %}}')
    assert [kept_template(outer, n=number, what="a & b") for number in (1, 2)] == [
        "1 <i>a &amp; b</i>",
        "2 <i>a &amp; b</i>",
    ]
    assert [name for name, _ in rendered] == [outer, inner, outer]


def test_a_kept_value_is_escaped_unless_it_is_safe(written: Written) -> None:
    """Whichever of the two comes first: to Python they are equal."""
    for values in ([BOLD, TYPED], [TYPED, BOLD]):
        name = written("{{ what }}")
        assert {type(each): kept_template(name, what=each) for each in values} == {
            SafeString: "<b>bold</b>",
            str: "&lt;b&gt;bold&lt;/b&gt;",
        }


# Slots


def test_slots_are_filled_wherever_they_stand_in_any_order_and_more_than_once(
    written: Written,
) -> None:
    name = written('{{ b }}<a href="{{ a }}x">{{ a }}</a>{{ b }}')
    piece = kept_template(name, a=slot("a"), b=slot("b of it"))
    assert filled(piece, {"a": "/1/", "b of it": 2, "of no slot": "x"}) == (
        '2<a href="/1/x">/1/</a>2'
    )
    assert filled(piece, {"b of it": "", "a": ""}) == '<a href="x"></a>'


def test_a_piece_without_slots_stays_as_it_is() -> None:
    assert filled(BOLD, {"bold": "x"}) == BOLD


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("a <b> & \"c\" 'd'", "a &lt;b&gt; &amp; &quot;c&quot; &#x27;d&#x27;"),
        ("&amp;", "&amp;amp;"),
        (BOLD, "<b>bold</b>"),
        (TYPED, "&lt;b&gt;bold&lt;/b&gt;"),
        (12, "12"),
        (None, "None"),
        (SimpleLazyObject(lambda: "<i>"), "&lt;i&gt;"),
        (gettext_lazy("<i>"), "&lt;i&gt;"),
    ],
    ids=["text", "entity", "safe", "typed", "number", "none", "lazy object", "lazy text"],
)
def test_what_is_put_into_a_slot_is_escaped_unless_it_is_safe(content: object, shown: str) -> None:
    page = filled(mark_safe("<p>\0a\0</p>"), {"a": content})
    assert page == f"<p>{shown}</p>"
    assert isinstance(page, SafeString)


def test_a_slot_without_content_is_a_key_error() -> None:
    piece = joined([slot("a"), slot("b")])
    with pytest.raises(KeyError, match="b"):
        filled(piece, {"a": "x"})


@pytest.mark.parametrize(
    "typed", ["a", "b", "{a}", "{{ a }}", "%(a)s", "$a", r"\0a\0", r"\g<0>", "{% kept 'a' %}"]
)
def test_typed_text_that_looks_like_a_slot_is_text(typed: str) -> None:
    piece = mark_safe("<p>\0a\0|\0b\0</p>")
    shown = typed.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;")
    assert filled(piece, {"a": typed, "b": "secret"}) == f"<p>{shown}|secret</p>"


def test_what_was_put_into_a_slot_is_not_looked_at_for_slots() -> None:
    """Even where it holds the very mark of one."""
    inner = filled(slot("a"), {"a": "\0b\0"})
    assert filled(slot("c"), {"c": inner, "b": "secret"}) == "\0b\0"
    assert filled(mark_safe("\0c\0\0b\0"), {"c": "\0b\0", "b": "x"}) == "\0b\0x"


def test_filling_a_piece_changes_it_for_nobody_else() -> None:
    piece = mark_safe("<p>\0a\0</p>")
    assert [filled(piece, {"a": each}) for each in "xyx"] == ["<p>x</p>", "<p>y</p>", "<p>x</p>"]


def test_pieces_are_joined_as_they_are() -> None:
    page = joined([BOLD, mark_safe("<i>"), slot("a")])
    assert page == "<b>bold</b><i>\0a\0"
    assert isinstance(page, SafeString)
    assert joined([]) == ""


# Whole pages


def test_a_page_is_rendered_once_for_what_is_settled_and_filled_for_each_reader(
    written: Written, rendered: list[tuple[object, ...]]
) -> None:
    name = written("<h1>{{ title }}</h1><p>{{ reader }}: {{ text }}</p>")
    pages = [
        kept_page(name, {"title": title}, {"reader": reader, "text": text}, {})
        for title, reader, text in (
            ("A & B", "Ann <Lee>", BOLD),
            ("A & B", "Eve", "{{ reader }}"),
            ("C", "Ann <Lee>", BOLD),
        )
    ]
    assert pages == [
        b"<h1>A &amp; B</h1><p>Ann &lt;Lee&gt;: <b>bold</b></p>",
        b"<h1>A &amp; B</h1><p>Eve: {{ reader }}</p>",
        b"<h1>C</h1><p>Ann &lt;Lee&gt;: <b>bold</b></p>",
    ]
    assert [values["title"] for _, values in rendered if isinstance(values, dict)] == ["A & B", "C"]


def test_nothing_of_a_request_can_be_kept_with_a_page(written: Written) -> None:
    name = written(
        "{{ request }}{{ user }}{{ perms }}{{ messages }}{{ who }}{{ told }}{{ csrf_token }}"
        "{% csrf_token %}."
    )
    assert kept_page(name, {}, {}, {}) == b"."


def test_a_pages_token_is_the_readers_own(written: Written) -> None:
    name = written("{% csrf_token %}")
    assert [kept_page(name, {}, {"csrf_token": token}, {}) for token in ("one", "two")] == [
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'.encode()
        for token in ("one", "two")
    ]
