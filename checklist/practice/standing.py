"""How a case stands to a version of its checklist, and to what trainees are given of it."""

from collections.abc import Mapping, Sequence

from django.db.models import F, Q

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.engine import cases
from checklist.engine.cases import Expected, carried, problems_of_case, raised
from checklist.engine.definition import Definition
from checklist.engine.problems import Problem
from checklist.practice.models import Case, NewExpectation
from checklist.practice.writing import digest, expected_of, read

Confirmed = Mapping[int, Sequence[Expected]]
"""By a case's primary key, all that it was confirmed to bring up."""


def confirmed_for(version: ChecklistVersion) -> Confirmed:
    """What editors have confirmed that cases will bring up with a version.

    What was confirmed for the version that it was made from counts too, where the case is still
    written for an older one: a draft that leaves that as it was, and content that is put in use
    again, need no second confirmation. Of an earlier edition of a case nothing counts.
    """
    found: dict[int, list[Expected]] = {}
    is_older = Q(edition__version__published_at__lt=F("version__published_at"))
    is_the_same = Q(version__digest=version.digest)
    counts = Q(version=version.pk) | Q(is_older | is_the_same, version=version.based_on_id)
    for each in NewExpectation.objects.of_current_editions().filter(counts):
        found.setdefault(each.case_id, []).append(expected_of(each.expected))
    return found


def fitted(
    says: cases.Case, definition: Definition, confirmed: Sequence[Expected] = ()
) -> cases.Case:
    """What a case would say, were it carried to a definition: it expects what was confirmed."""
    kept = carried(says, definition)
    comes_up = raised(definition, kept.answers)
    return kept.model_copy(update={"expected": comes_up}) if comes_up in confirmed else kept


def problems_on(case: Case, version: ChecklistVersion, confirmed: Confirmed) -> tuple[Problem, ...]:
    """What keeps a case from being practised on a published version, once it is carried there."""
    definition = definition_of(version)
    says = read(case, definition)
    if case.version_id != version.pk:
        says = fitted(says, definition, confirmed.get(case.pk, ()))
    return problems_of_case(says, definition)


def is_as_offered(case: Case) -> bool:
    """Whether what is written is what trainees are given."""
    edition = case.edition
    if edition is None or edition.version_id != case.version_id:
        return False
    return edition.digest == digest(read(case, definition_of(case.version)))
