"""Which criteria trainees answer otherwise than the reference: counts over all, and nobody named.

Only the first attempt of each trainee at each case counts, and none where feedback on the case was
seen before.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checklist.content.published import definition_of, published_version
from checklist.engine.comparison import Agreement
from checklist.engine.definition import Definition
from checklist.engine.in_view import answers_in_view
from checklist.practice.models import Attempt
from checklist.walk.models import choices_in

CHUNK = 500
"""How many attempts are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the answers to one criterion stood to the reference.

    ``compared`` counts the attempts in whose case it has a reference; of these, what was left
    unanswered counts among those that differ, unless acceptable answers left it out of view. An
    answer that is out of view counts as none.
    """

    criterion: str
    compared: int
    answered: int
    agrees: int
    acceptable: int
    differs: int
    unsafe: int

    @property
    def share_differing(self) -> float:
        """How much of what was compared differs, unsafely or not."""
        return (self.differs + self.unsafe) / self.compared if self.compared else 0


def tallies(definition: Definition, checklist_id: int) -> list[Tally]:
    """One for each criterion, those that differ most often first, and else in document order."""
    counts: Counter[tuple[str, str]] = Counter()
    for judged, answers in _first_attempts(checklist_id):
        for key, each in judged.items():
            counts[key, each["agreement"]] += 1
            counts[key, "answered"] += key in answers
    found = [_tally(key, counts) for key in definition.criteria]
    return sorted(found, key=lambda tally: -tally.share_differing)


def _first_attempts(checklist_id: int) -> Iterator[tuple[Mapping[str, Any], Mapping[str, str]]]:
    """What was judged of each, and its answers in view."""
    submitted = Attempt.objects.submitted().filter(
        is_first=True, edition__case__checklist=checklist_id
    )
    fields = submitted.values_list("version", "judged", "answers")
    for version, judged, answers in fields.iterator(CHUNK):
        definition = definition_of(published_version(version))
        yield judged, answers_in_view(definition, choices_in(answers))


def _tally(key: str, counts: Counter[tuple[str, str]]) -> Tally:
    by_agreement = {agreement: counts[key, agreement] for agreement in Agreement}
    return Tally(
        criterion=key,
        compared=sum(by_agreement.values()),
        answered=counts[key, "answered"],
        agrees=by_agreement[Agreement.AGREES],
        acceptable=by_agreement[Agreement.ACCEPTABLE],
        differs=by_agreement[Agreement.DIFFERS],
        unsafe=by_agreement[Agreement.UNSAFE],
    )
