"""The administration: how the rows that another row points at are chosen."""

from django.test import Client

from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Condition, Criterion, Rule
from tests.content.forms_in_pages import form_of, url_of
from tests.content.rows import criterion, row
from tests.walk.pages import read


def test_options_are_ticked_one_by_one_under_their_criteria(
    draft: ChecklistVersion, editor: Client
) -> None:
    rule = row(Rule)
    condition = Condition.objects.filter(rule=rule)[0]
    accepted = [str(each.option_id) for each in condition.accepted.all()]
    page = read(editor.get(url_of(rule)))
    chooser = page.one(id="id_conditions-0-options")
    ticked = [each["value"] for each in chooser.all("input", checked="")]
    assert ticked == accepted == form_of(editor, rule)["conditions-0-options"]
    names = [str(each) for each in Criterion.objects.order_by("section__position", "position")]
    assert chooser.texts("summary") == names
    looked_at = str(condition.accepted.all()[0].option.criterion)
    assert [each.one("summary").text for each in chooser.all("details", open="")] == [looked_at]
    new = page.one(id="id_conditions-__prefix__-options")
    assert new.all("input", checked="") == new.all("details", open="") == []


def test_a_criterion_does_not_offer_its_own_options(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = criterion(draft, "follow-up")
    chooser = read(editor.get(url_of(asked))).one(id="id_conditions-0-options")
    assert str(asked) not in chooser.texts("summary")


def test_a_source_is_chosen_from_a_plain_list(draft: ChecklistVersion, editor: Client) -> None:
    asked = criterion(draft, "follow-up")
    cited = asked.citations.order_by("position")[0]
    page = read(editor.get(url_of(asked)))
    source = page.one("select", id="id_citations-0-source")
    (chosen,) = source.all("option", selected="")
    assert (chosen["value"], chosen.text) == (str(cited.source_id), str(cited.source))
    assert source.all("option")[0]["value"] == ""
