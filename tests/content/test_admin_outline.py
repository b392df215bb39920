"""The administration: the outline of a version."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from checklist.content.actions import start_draft, start_empty_draft, suggest
from checklist.content.models import ChecklistVersion, Suggestion
from checklist.content.models.rows import Citation, Consideration, Criterion, Draft, Limit, Rule
from checklist.content.nodes import Chapter, Option, Outline, Question
from checklist.content.outline import outlined
from checklist.content.published import definition_of
from tests import scenes
from tests.content.conftest import ClientOf
from tests.content.forms_in_pages import form_of, said, saved, url_of
from tests.content.rows import criterion, row

# Four are the session, its user and their rights; the others are the version, the one in use, the
# labels that are taken, what people ask for and what is withdrawn. A draft is sixteen more, one
# or two for each of its lists.
OF_A_PUBLISHED_VERSION = 9
OF_A_DRAFT = 9 + 16


def outline_url(version: ChecklistVersion) -> str:
    return reverse("admin:content_checklistversion_change", args=[version.pk])


def outline(client: Client, version: ChecklistVersion) -> Outline:
    found: Outline = client.get(outline_url(version)).context["outline"]
    return found


def question(tree: Outline, number: str) -> Question:
    return next(
        each for chapter in tree.chapters for each in chapter.questions if each.number == number
    )


def option(tree: Outline, number: str, label: str) -> Option:
    return next(each for each in question(tree, number).options if each.label == label)


def chapter_of(tree: Outline, number: int) -> Chapter:
    return tree.chapters[number - 1]


def text_of(client: Client, version: ChecklistVersion) -> str:
    return " ".join(client.get(outline_url(version)).content.decode().split())


@pytest.mark.whole_starter
def test_a_draft_and_the_version_it_copies_have_the_same_tree(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    def words(tree: Outline) -> list[object]:
        return [
            (
                chapter.title,
                each.number,
                each.text,
                each.asked_if,
                each.cited,
                answer.label,
                answer.is_unknown,
                [
                    (raised.kind, raised.text, raised.cited, raised.by.words)
                    for raised in answer.raised
                ],
                [link.words for link in answer.rules],
                [link.words for link in answer.shows],
            )
            for chapter in tree.chapters
            for each in chapter.questions
            for answer in each.options
        ]

    assert words(outline(editor, draft)) == words(outline(editor, active))
    assert len(words(outline(editor, active))) > 100


@pytest.mark.whole_starter
def test_every_text_of_a_definition_is_on_the_page(
    active: ChecklistVersion, client_of: ClientOf
) -> None:
    page = text_of(client_of("view"), active)
    said = definition_of(active)
    texts = [
        said.title,
        said.introduction,
        said.purpose,
        *said.limits,
        *(section.title for section in said.sections),
        *(each.question for each in said.criteria.values()),
        *(answer.label for each in said.criteria.values() for answer in each.options),
        *(consideration.text for _path, consideration in said.considerations()),
        *(source.title for source in said.sources),
        *(line.text for line in said.context),
        *(difference.says for difference in said.differences),
    ]
    assert [text for text in texts if escape(text) not in page] == []


def test_the_tree_tells_what_is_asked_when_and_what_raises_what(active: ChecklistVersion) -> None:
    tree = outlined(definition_of(active))
    assert question(tree, "1.3").asked_if.startswith("Asked only if 1.2 Adequate trials is “One”")
    assert question(tree, "1.2").asked_if == ""
    none = option(tree, "1.2", "None")
    assert [link.words for link in none.shows] == ["1.3"]
    assert [link.words for link in none.rules] == ["rule 2"]
    assert [raised.by.words for raised in none.raised] == ["1.2 “None”"]
    assert option(tree, "1.2", "Not known yet").is_unknown
    assert tree.rules[0].sentence.startswith("Whenever 1.2 Adequate trials is “Two or more”, or ")
    assert tree.rules[1].raised.by.words == "rule 2"
    assert "rule 2" in [link.words for link in chapter_of(tree, 1).rules]
    assert [each.kind for each in tree.kinds] == ["urgent", "resolve", "caution", "support", "note"]
    raised = sum(len(each.raised) for each in tree.kinds)
    assert raised == len(list(definition_of(active).considerations()))


@pytest.mark.whole_starter
def test_every_row_of_a_draft_is_reached_from_its_outline(
    draft: ChecklistVersion, editor: Client
) -> None:
    page = text_of(editor, draft)
    frame = Draft.objects.get()
    for model in (Criterion, Consideration, Rule):
        for each in model._default_manager.all():
            assert f'href="{url_of(each)}?from=outline"' in page
            assert f'id="{model._meta.model_name}-{each.pk}"' in page or model is Consideration
    for name in ("sections", "rules", "limits", "sources", "contextlines", "differences", "pairs"):
        assert f'href="{url_of(frame)}?from=outline#{name}-group"' in page


@pytest.mark.whole_starter
def test_every_link_within_the_outline_leads_to_a_place_in_it(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    for version in (active, draft):
        page = text_of(editor, version)
        names = set(re.findall(r' id="([^"]+)"', page)) | {"content-start"}
        assert set(re.findall(r'href="#([^"]+)"', page)) - names <= {
            f"i-{name}"
            for name in ("urgent", "resolve", "caution", "support", "note", "missing", "turn")
        }


def test_a_published_version_is_to_be_read_and_says_what_to_do_instead(
    active: ChecklistVersion, editor: Client, client_of: ClientOf
) -> None:
    page = text_of(editor, active)
    assert "To change what is asked, start a draft" in page
    assert "Start draft 1.1 from version 1.0" in page
    assert "from=outline" not in page
    assert "Start draft" not in text_of(client_of("view"), active)


def test_whoever_may_only_look_is_offered_nothing_to_do(
    draft: ChecklistVersion, client_of: ClientOf
) -> None:
    page = text_of(client_of("view"), draft)
    assert "from=outline" not in page
    for act in ("publish", "discard"):
        assert reverse(f"admin:content_draft_{act}", args=[draft.pk]) not in page


@pytest.mark.whole_starter
def test_what_is_incomplete_is_told_at_its_place_and_opens_its_section(
    draft: ChecklistVersion, editor: Client
) -> None:
    Criterion.objects.filter(key="adequate-trials").update(question="")
    trials = criterion(draft, "adequate-trials")
    trials.options.create(position=9, key="elsewhere", label="").considerations.create(
        position=1, key="adequate-trials.elsewhere.1", text="Ask."
    )
    Draft.objects.update(purpose="")
    tree = outline(editor, draft)
    assert tree.frame.problems == ("purpose: This text is empty.",)
    assert question(tree, "1.2").place.problems == ("question: This text is empty.",)
    added = option(tree, "1.2", "")
    assert added.place.problems == ("label: This text is empty.",)
    assert [(each.kind, each.place.problems) for each in added.raised] == [
        ("", ("kind: Nothing is chosen here yet.",))
    ]
    assert [chapter.incomplete for chapter in tree.chapters] == [3, 0, 0, 0, 0, 0, 0]
    page = text_of(editor, draft)
    assert page.count('<details class="chapter" open>') == 1
    assert "4 places incomplete" in page


def test_a_draft_with_broken_conditions_still_has_an_outline(
    draft: ChecklistVersion, editor: Client
) -> None:
    rule = row(Rule)
    rule.conditions.all().delete()
    Criterion.objects.filter(key="diagnosis").update(key="adequate-trials")
    Consideration.objects.filter(rule=row(Rule, position=2)).delete()
    tree = outline(editor, draft)
    assert tree.rules[0].sentence == "The conditions are incomplete."
    assert "conditions: There must be at least one condition." in tree.rules[0].place.problems
    assert tree.rules[1].raised.kind == ""


def test_an_empty_draft_has_an_outline(active: ChecklistVersion, editor: Client) -> None:
    empty = start_empty_draft(checklist=active.checklist, label="2.0", actor=None, now=scenes.THEN)
    tree = outline(editor, empty)
    assert (tree.chapters, tree.rules, tree.kinds) == ((), (), ())
    assert "sections: A checklist needs at least one section." in tree.frame.problems


def test_the_page_of_a_row_begins_with_what_is_wrong_there_and_further_in(
    draft: ChecklistVersion, editor: Client
) -> None:
    Criterion.objects.filter(key="adequate-trials").update(question="")
    trials = criterion(draft, "adequate-trials")
    blank = trials.options.all()[0]
    type(blank).objects.filter(pk=blank.pk).update(label="")
    Limit.objects.filter(position=1).update(text="")

    def told(page_of: object) -> list[tuple[str, str, str]]:
        page = editor.get(url_of(page_of))  # type: ignore[arg-type]
        return [(each.told, each.name, each.address) for each in page.context["wrong"]]

    inner = ("label: This text is empty.", blank.key, url_of(blank))
    assert told(trials) == [("question: This text is empty.", "", ""), inner]
    assert told(trials.section) == [
        ("question: This text is empty.", str(trials), url_of(trials)),
        inner,
    ]
    assert told(blank) == [("label: This text is empty.", "", "")]
    assert told(criterion(draft, "diagnosis")) == []
    assert "Still incomplete or wrong here" in editor.get(url_of(trials)).content.decode()
    # The draft's own page tells only of its own texts and lists.
    assert told(Draft.objects.get()) == []


def test_whoever_came_from_the_outline_goes_back_to_its_place(
    draft: ChecklistVersion, editor: Client
) -> None:
    trials = criterion(draft, "adequate-trials")
    url = f"{url_of(trials)}?from=outline"
    page = editor.post(url, form_of(editor, trials))
    assert page["Location"] == f"{outline_url(draft)}#criterion-{trials.pk}"
    page = editor.post(url_of(trials), form_of(editor, trials))
    assert page["Location"] == url_of(trials.section)
    frame = Draft.objects.get()
    page = editor.post(url_of(frame), form_of(editor, frame))
    assert page["Location"] == outline_url(draft)


def test_a_draft_is_told_of_a_version_that_came_after_it(
    draft: ChecklistVersion, publisher: Client
) -> None:
    other = start_draft(checklist=draft.checklist, label="1.2", actor=None, now=scenes.THEN)
    told = "Version 1.2 was published after this draft was begun"
    pages = (outline_url(draft), url_of(Draft.objects.get(pk=draft.pk)))
    for url in pages:
        assert told not in " ".join(publisher.get(url).content.decode().split())
    scenes.put_in_use(other)
    for url in pages:
        assert told in " ".join(publisher.get(url).content.decode().split())
    later = start_draft(checklist=draft.checklist, label="1.3", actor=None, now=scenes.THEN)
    assert "was published after" not in text_of(publisher, later)


def test_the_list_of_drafts_leads_to_outlines(draft: ChecklistVersion, editor: Client) -> None:
    page = editor.get(reverse("admin:content_draft_changelist")).content.decode()
    assert f'<a href="{outline_url(draft)}">ketamine-considerations 1.1</a>' in page


def test_what_is_no_version_leads_back_to_the_start(editor: Client, db: None) -> None:
    page = editor.get(reverse("admin:content_checklistversion_change", args=[999]), follow=True)
    assert page.redirect_chain == [(reverse("admin:index"), 302)]
    assert len(said(page.context)) == 1


def test_the_outline_costs_as_many_queries_however_long_it_is(
    active: ChecklistVersion,
    draft: ChecklistVersion,
    editor: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    editor.get(outline_url(draft))
    with django_assert_num_queries(OF_A_PUBLISHED_VERSION):
        editor.get(outline_url(active))
    with django_assert_num_queries(OF_A_DRAFT):
        editor.get(outline_url(draft))
    trials = criterion(draft, "adequate-trials")
    saved(editor, trials, {f"options-{trials.options.count()}-label": "Another"})
    Citation.objects.filter(criterion=trials).delete()
    with django_assert_num_queries(OF_A_DRAFT):
        editor.get(outline_url(draft))


def test_what_people_ask_for_stands_beside_what_it_is_about_until_it_is_done(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    about = {"criterion": "diagnosis"}, {"consideration": "suicide-risk.imminent.1"}
    for each, text in zip(about, ("Say which scale.", "Name the ward."), strict=True):
        suggest(version=active, **each, text=text, actor=None, now=scenes.THEN)
    for version in (active, draft):
        page = editor.get(outline_url(version)).content.decode()
        assert [text in page for text in ("Say which scale.", "Name the ward.")] == [True, True]
    first, _ = Suggestion.objects.order_by("pk")
    done = reverse("admin:content_suggestion_done", args=[first.pk])
    answer = editor.post(done, {"outline": draft.pk}, follow=True)
    assert answer.redirect_chain == [(outline_url(draft), 302)]
    assert "Say which scale." not in answer.content.decode()
    assert "Name the ward." in answer.content.decode()
