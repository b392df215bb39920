"""The forms of the walk, as built from a definition."""

import pytest
from django import forms
from django.http import QueryDict

from checklist.walk.forms import ReasonForm, ReviewForm, SectionForm, TypedText
from checklist.walk.walks import AssessmentWalk
from tests.walk.unstored import walk_of


def section_form(walk: AssessmentWalk, sent: str | None = None) -> SectionForm:
    """The form of the first section, with what was sent, as in an address."""
    data = None if sent is None else QueryDict(sent)
    return SectionForm(walk, walk.definition.sections[0], data)


def test_a_section_has_an_answer_and_a_comment_for_each_criterion_also_out_of_view() -> None:
    form = section_form(walk_of())
    assert list(form.fields) == ["depth", "depth-comment", "length", "length-comment"]
    assert not any(field.required for field in form.fields.values())
    depth = form.fields["depth"]
    assert isinstance(depth, forms.ChoiceField)
    assert depth.choices == [("deep", "Deep"), ("mild", "Mild"), ("unknown", "Not known yet")]


@pytest.mark.parametrize(
    ("sent", "changes"),
    [
        ("", {}),
        ("revision=3&leave=1&help=no", {}),
        ("depth=deep", {"depth": {"option": "deep"}}),
        ("depth=", {"depth": {"option": ""}}),
        ("depth-comment=+a%0D%0Ab+", {"depth": {"comment": "a\nb"}}),
        (
            "depth=mild&depth-comment=&length=years",
            {"depth": {"option": "mild", "comment": ""}, "length": {"option": "years"}},
        ),
    ],
)
def test_only_what_was_sent_is_a_change(sent: str, changes: object) -> None:
    form = section_form(walk_of({"depth": "mild"}), sent)
    assert form.is_valid()
    assert form.changes() == changes


def test_every_error_names_its_place_and_number_in_page_order() -> None:
    sent = "depth=none&length=weeks&length=years&length-comment=%00"
    form = section_form(walk_of(), sent)
    assert not form.is_valid()
    assert form.errors_by_place == [
        ("depth", "1.1", "This is not one of the answers offered. Choose one of them."),
        ("length", "1.2", "This was sent twice. Choose or write it once."),
        ("length-comment", "1.2", "Take out the character that cannot be stored."),
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, ""),
        ("", ""),
        (" \t\r\n ", ""),
        (" a  b ", "a  b"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("<b>é\u2028😀", "<b>é\u2028😀"),
        ("x\r\n" * 2 + "xxxxxx", "x\nx\nxxxxxx"),
    ],
)
def test_a_text_is_kept_as_typed_but_for_outer_space_and_line_breaks(
    typed: str | None, kept: str
) -> None:
    assert TypedText(limit=10, required=False).clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "messages"),
    [
        ("x" * 11, ["Shorten this by 1 character: it has 11, and 10 are allowed."]),
        ("😀" * 12, ["Shorten this by 2 characters: it has 12, and 10 are allowed."]),
        ("x\x00", ["Take out the character that cannot be stored."]),
        (
            "\x00" * 11,
            [
                "Shorten this by 1 character: it has 11, and 10 are allowed.",
                "Take out the character that cannot be stored.",
            ],
        ),
    ],
)
def test_a_text_over_its_limit_or_with_a_nul_is_refused(typed: str, messages: list[str]) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        TypedText(limit=10).clean(typed)
    assert refused.value.messages == messages


def test_an_own_view_is_optional_and_a_reason_is_not() -> None:
    assert ReviewForm(QueryDict("revision=0")).is_valid()
    form = ReasonForm(QueryDict("reason=+"))
    assert form.errors == {"reason": ["Write the reason, or leave the line as it is."]}


@pytest.mark.parametrize("form", [ReviewForm, ReasonForm])
def test_a_text_that_was_sent_twice_is_refused(form: type[ReviewForm | ReasonForm]) -> None:
    sent = form(QueryDict("own-view=a&own-view=a&reason=b&reason=c"))
    (messages,) = sent.errors.values()
    assert messages == ["This was sent twice. Choose or write it once."]
