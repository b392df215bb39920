"""Cases: written, taken in, offered to trainees, carried to a newer version, withdrawn."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count

from django.db import transaction
from django.db.models import Max, prefetch_related_objects

from checklist.accounts.models import User
from checklist.content.actions.in_use import one_at_a_time
from checklist.content.models import Checklist, ChecklistVersion
from checklist.content.published import definition_of
from checklist.engine import cases
from checklist.engine.cases import (
    Expected,
    carried,
    problems_of_answers,
    problems_of_case,
    problems_of_cases,
    raised,
)
from checklist.engine.codec import digest_of
from checklist.engine.definition import Definition
from checklist.engine.problems import Problem
from checklist.practice.models import Case, Edition, NewExpectation, ReferenceAnswer
from checklist.practice.models.cases import LAST
from checklist.practice.standing import confirmed_for, fitted, is_as_offered, problems_on
from checklist.practice.writing import canonical, carry_rows, read, rows_of, stored, write

WRITTEN = ("title", "difficulty", "tags", "vignette", "learning_points")
"""What is written of a case itself; its key and its version stay."""
ANSWERED = ("option", "acceptable", "panel", "is_unsafe", "rationale")
"""What is written of a reference answer."""


class NotReady(Exception):
    """A case that cannot be practised yet; ``problems`` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(each) for each in problems))
        self.problems = problems


class OtherwiseNow(Exception):
    """A case is not, or no longer, as somebody has it who confirms or saves it."""


class VersionNotInUse(Exception):
    """The version that a case is to be practised on is not in use, or no longer.

    What was on offer as the version in use was published was looked at then, and nothing else:
    so a case comes to trainees by being carried to that one.
    """


@contextmanager
def adding() -> Iterator[None]:
    """Keep others from adding a case until this is done; a key is looked for in between."""
    with transaction.atomic():
        _one_key_at_a_time()
        yield


@contextmanager
def writing(*, case: Case) -> Iterator[None]:
    """Keep others from a case from the reading of what was typed until it is saved."""
    with transaction.atomic():
        _hold(case)
        yield


def new_case(*, case: Case) -> Case:
    """Store a case that has just been written, last in order, with a row for every criterion."""
    with transaction.atomic():
        _one_key_at_a_time()
        case.position = _next_place()
        case.save()
        ReferenceAnswer.objects.bulk_create(
            ReferenceAnswer(case=case, criterion=key)
            for key in definition_of(case.version).criteria
        )
    return case


def save_case(*, case: Case, rows: Iterable[ReferenceAnswer]) -> None:
    """Store what was changed of a case. Trainees get it once it is offered.

    Raises OtherwiseNow where there are other rows by now than these.
    """
    with transaction.atomic():
        changed = list(rows)
        case.save(update_fields=WRITTEN)
        if ReferenceAnswer.objects.bulk_update(changed, ANSWERED) != len(changed):
            raise OtherwiseNow


def place(*, case: Case, position: int) -> None:
    """Give a case its place among the others."""
    Case.objects.filter(pk=case.pk).update(position=position)


def confirm(*, case: Case, comes_up: Expected) -> None:
    """Let a case expect what its answers bring up. Raises OtherwiseNow, and NotReady."""
    with transaction.atomic():
        case = _held(case)
        definition = definition_of(case.version)
        says = read(case, definition)
        if problems := problems_of_answers(says, definition):
            raise NotReady(problems)
        if raised(definition, says.answers) != comes_up:
            raise OtherwiseNow
        case.expected = stored(comes_up)
        case.save(update_fields=["expected"])


def confirm_for(
    *,
    case: Case,
    version: ChecklistVersion,
    definition: Definition,
    comes_up: Expected,
    actor: User | None,
    now: datetime,
) -> None:
    """Let a case on offer bring up something else once this content is published.

    ``version`` is the draft that has it, or an older version to be put in use again. Raises
    OtherwiseNow where it brings up something else than ``comes_up``.
    """
    with transaction.atomic():
        case = _held(case)
        if case.edition is None:
            raise OtherwiseNow
        says = carried(case.edition.says, definition)
        if raised(definition, says.answers) != comes_up:
            raise OtherwiseNow
        NewExpectation.objects.update_or_create(
            case=case,
            version=version,
            defaults={
                "edition": case.edition,
                "expected": stored(comes_up),
                "confirmed_by": actor,
                "at": now,
            },
        )


def offer(*, case: Case, now: datetime) -> Edition:
    """Give trainees the case as it is written now; what was begun keeps its edition.

    Raises NotReady with everything that keeps it from being practised, and VersionNotInUse.
    """
    with transaction.atomic():
        one_at_a_time(case.checklist_id)
        case = _held(case)
        _refuse_out_of_use(case.version)
        definition = definition_of(case.version)
        says = read(case, definition)
        if problems := problems_of_case(says, definition):
            raise NotReady(problems)
        return _offered(case, says, now)


def withdraw(*, case: Case, now: datetime) -> None:
    """Let nobody start the case any more; attempts that were begun can be finished."""
    Case.objects.filter(pk=case.pk, withdrawn_at__isnull=True).update(withdrawn_at=now)


def carry_to(*, case: Case, version: ChecklistVersion, now: datetime) -> tuple[Problem, ...]:
    """Write the case for another version, and offer it again where nothing keeps it back.

    Answers that the version does not have any more go, and criteria that are new get an empty
    row. It expects what was confirmed for the version. What is then missing is returned, for an
    editor to write; what was not offered before is not offered by this. Raises VersionNotInUse.
    """
    with transaction.atomic():
        one_at_a_time(version.checklist_id)
        _refuse_out_of_use(version)
        case = _held(case)
        was_as_offered = case.is_offered and is_as_offered(case)
        definition = definition_of(version)
        says = fitted(read(case, definition), definition, confirmed_for(version).get(case.pk, ()))
        case.version, case.expected = version, stored(says.expected)
        case.save()
        carry_rows(case, definition)
        problems = problems_of_case(says, definition)
        if not problems and was_as_offered:
            _offered(case, says, now)
        return problems


def carry_all(*, version: ChecklistVersion, now: datetime) -> tuple[list[Case], list[Case]]:
    """Carry every case of a checklist that fits a version as it is: which were, which are left.

    Raises VersionNotInUse.
    """
    done, left = [], []
    with transaction.atomic():
        one_at_a_time(version.checklist_id)
        _refuse_out_of_use(version)
        confirmed = confirmed_for(version)
        older = Case.objects.filter(checklist=version.checklist_id).exclude(version=version.pk)
        for case in older.prefetch_related("references"):
            if problems_on(case, version, confirmed):
                left.append(case)
            else:
                carry_to(case=case, version=version, now=now)
                done.append(case)
    return done, left


def take_in(
    *, version: ChecklistVersion, written: Iterable[cases.Case], now: datetime
) -> tuple[list[Case], list[Case]]:
    """Store and offer cases from a pack, whole or not at all: which are new, which were here.

    None is offered where the version is not in use: an editor carries them first. A case whose
    key is here already is left as it is, for an editor may have changed it. Raises NotReady with
    the problems of all of them.
    """
    definition = definition_of(version)
    pack = list(written)
    if problems := tuple(problems_of_cases(pack, definition)):
        raise NotReady(problems)
    new, present = [], []
    with transaction.atomic():
        _one_key_at_a_time()
        is_in_use = _is_in_use(version)
        here = {each.key: each for each in Case.objects.all()}
        places = count(_next_place())
        for says in pack:
            if says.key in here:
                present.append(here[says.key])
                continue
            place = min(next(places), LAST)
            case = Case(checklist=version.checklist, version=version, position=place)
            write(case, says)
            new.append(case)
        _store(new, pack, definition)
        if is_in_use:
            for case in new:
                _offered(case, read(case, definition), now)
    return new, present


def _store(new: list[Case], pack: Iterable[cases.Case], definition: Definition) -> None:
    """Store cases of a pack with their references, all at once: a pack may hold a hundred."""
    references = {says.key: says.references for says in pack}
    Case.objects.bulk_create(new)
    ReferenceAnswer.objects.bulk_create(
        row for case in new for row in rows_of(case, references[case.key], definition)
    )
    prefetch_related_objects(new, "references")


def _one_key_at_a_time() -> None:
    """Wait until nobody else is adding a case; keys are the same names for all checklists.

    Nor does a version of any of them come in use meanwhile.
    """
    list(Checklist.objects.select_for_update(no_key=True).order_by("pk").values("pk"))


def _next_place() -> int:
    """The place behind all cases, as far as places are counted."""
    last = Case.objects.aggregate(last=Max("position"))["last"]
    return min((last or 0) + 1, LAST)


def _is_in_use(version: ChecklistVersion) -> bool:
    return ChecklistVersion.objects.active().filter(pk=version.pk).exists()


def _refuse_out_of_use(version: ChecklistVersion) -> None:
    """Raise VersionNotInUse, asking the database: whoever put another in use is waited for."""
    if not _is_in_use(version):
        raise VersionNotInUse


def _hold(case: Case) -> None:
    """Keep the case from others until this is done."""
    list(Case.objects.select_for_update().filter(pk=case.pk).values("pk"))


def _held(case: Case) -> Case:
    """The case as it is stored, kept from others until this is done.

    It is read once it is held: read together with what it leads to, it would not be found where
    that became another while somebody was waited for.
    """
    _hold(case)
    held = Case.objects.select_related("edition", "version")
    return held.defer("edition__content", "version__definition").get(pk=case.pk)


def _offered(case: Case, says: cases.Case, now: datetime) -> Edition:
    """The edition of what it says, made where the current one says something else."""
    text = canonical(says)
    digest = digest_of(text)
    edition = case.edition
    if edition is None or (edition.digest, edition.version_id) != (digest, case.version_id):
        edition = Edition.objects.create(
            case=case,
            version=case.version,
            content=text,
            digest=digest,
            offered_at=now,
        )
    case.edition, case.withdrawn_at = edition, None
    case.save()
    return edition
