"""Cases: taken in, offered to trainees, carried to a newer version, withdrawn."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.engine import cases
from checklist.engine.answers import RefusedAnswer
from checklist.engine.cases import problems_of_case, raised
from checklist.engine.definition import Definition
from checklist.engine.parts import Kind
from checklist.engine.problems import Problem
from checklist.practice.models import Case, Edition, ReferenceAnswer
from checklist.practice.writing import canonical, expected_of, read, stored, write


class NotReady(Exception):
    """A case that cannot be practised yet; ``problems`` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(each) for each in problems))
        self.problems = problems


def new_case(*, case: Case) -> Case:
    """Store a case that has just been written, last in order, with a row for every criterion."""
    with transaction.atomic():
        last = Case.objects.aggregate(last=Max("position"))["last"]
        case.position = (last or 0) + 1
        case.save()
        ReferenceAnswer.objects.bulk_create(
            ReferenceAnswer(case=case, criterion=key)
            for key in definition_of(case.version).criteria
        )
    return case


def offer(*, case: Case, now: datetime, confirms: bool = False) -> Edition:
    """Give trainees the case as it is written now; what was begun keeps its edition.

    With ``confirms``, what its answers bring up now is what it expects from now on. Raises
    NotReady with everything that keeps it from being practised.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        definition = definition_of(case.version)
        says = read(case, definition)
        if confirms:
            says = says.model_copy(update={"expected": _comes_up(says, definition)})
        if problems := problems_of_case(says, definition):
            raise NotReady(problems)
        case.expected = stored(says.expected)
        return _offered(case, says, now)


def withdraw(*, case: Case, now: datetime) -> None:
    """Let nobody start the case any more; attempts that were begun can be finished."""
    Case.objects.filter(pk=case.pk, withdrawn_at__isnull=True).update(withdrawn_at=now)


def carry_to(
    *,
    case: Case,
    version: ChecklistVersion,
    now: datetime,
    expected: dict[str, list[str]] | None = None,
) -> tuple[Problem, ...]:
    """Write the case for another version, and offer it again where nothing keeps it back.

    Answers that the version does not have any more go, and criteria that are new get an empty
    row; what is then missing is returned, for an editor to write. ``expected`` is what was
    confirmed that it will bring up.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        definition = definition_of(version)
        says = carried(read(case, definition), definition)
        if expected is not None:
            says = says.model_copy(update={"expected": expected_of(expected)})
        case.version = version
        write(case, says, definition)
        problems = problems_of_case(says, definition)
        if not problems and case.is_offered:
            _offered(case, says, now)
        return problems


def carried(says: cases.Case, definition: Definition) -> cases.Case:
    """A case with those answers alone that a definition has."""
    kept = []
    for each in says.references:
        criterion = definition.criteria.get(each.criterion)
        if criterion is None:
            continue
        option = each.option if criterion.accepts(each.option) else ""
        panel = tuple(answer for answer in each.panel if criterion.accepts(answer.option))
        acceptable = tuple(other for other in each.acceptable if criterion.accepts(other))
        if option or panel:
            changes = {"option": option, "panel": panel, "acceptable": acceptable}
            kept.append(each.model_copy(update=changes))
    return says.model_copy(update={"references": tuple(kept)})


def take_in(
    *, version: ChecklistVersion, written: Iterable[cases.Case], now: datetime
) -> tuple[list[Case], list[Case]]:
    """Store and offer cases from a pack, whole or not at all: which are new, which were here.

    A case whose key is here already is left as it is, for an editor may have changed it. Raises
    NotReady with the problems of all of them.
    """
    definition = definition_of(version)
    pack = list(written)
    problems = tuple(
        Problem(f"cases[{number}].{problem.path}", problem.message, problem.code)
        for number, says in enumerate(pack)
        for problem in problems_of_case(says, definition)
    )
    if problems:
        raise NotReady(problems)
    new, present = [], []
    with transaction.atomic():
        here = {each.key: each for each in Case.objects.all()}
        last = max((each.position for each in here.values()), default=0)
        for says in pack:
            if says.key in here:
                present.append(here[says.key])
                continue
            last += 1
            case = Case(checklist=version.checklist, version=version, position=last)
            write(case, says, definition)
            _offered(case, says, now)
            new.append(case)
    return new, present


def _comes_up(says: cases.Case, definition: Definition) -> dict[Kind, tuple[str, ...]]:
    """What the answers bring up; nothing where they are none of the checklist's."""
    try:
        return raised(definition, says.answers)
    except RefusedAnswer:
        return {}


def _offered(case: Case, says: cases.Case, now: datetime) -> Edition:
    """The edition of what it says, made where the current one says something else."""
    content = canonical(says)
    digest = hashlib.sha256(content.encode()).hexdigest()
    edition = case.edition
    if edition is None or (edition.digest, edition.version_id) != (digest, case.version_id):
        edition = Edition.objects.create(
            case=case, version=case.version, content=content, digest=digest, offered_at=now
        )
    case.edition, case.withdrawn_at = edition, None
    case.save()
    return edition
