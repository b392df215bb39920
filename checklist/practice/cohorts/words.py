"""How questions, answers and cases are called: as in the newest of their versions or editions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.content.published import published_version
from checklist.engine.definition import Definition
from checklist.engine.kinds import AnyCriterion
from checklist.practice.cohorts.attempts import definition_behind
from checklist.practice.cohorts.figures import Question
from checklist.practice.models import Attempt

NO_ANSWER = _("No answer, or not asked")


class CaseName(NamedTuple):
    """A case that somebody has done."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Named:
    """A question as readers know it; its page is addressed by what it is."""

    question: Question
    number: str
    short: str


class Words:
    """What the versions say on which these attempts were made."""

    def __init__(self, attempts: Iterable[Attempt]) -> None:
        by_version = {each.version_id: each for each in attempts}
        self._newest_first: dict[str, list[Definition]] = defaultdict(list)
        for version_id in sorted(by_version, reverse=True):
            checklist = published_version(version_id).checklist.slug
            self._newest_first[checklist].append(definition_behind(by_version[version_id]))

    def named(self, question: Question) -> Named:
        """A question."""
        key = question.criterion
        definition = self._with(question)[0]
        return Named(question, definition.numbers[key], definition.criteria[key].short)

    def text(self, question: Question) -> str:
        """A question as it is asked."""
        return self._criteria(question)[0].question

    def options(self, question: Question) -> list[str]:
        """All answers that can or could be given to it, in its order."""
        every = (key for each in self._criteria(question) for _path, key in each.listed())
        return list(dict.fromkeys(every))

    def label(self, question: Question, answer: str | None) -> str | Promise:
        """An answer to it."""
        if answer is None:
            return NO_ANSWER
        accepting = (each for each in self._criteria(question) if each.accepts(answer))
        return next(accepting).label(answer)

    def _criteria(self, question: Question) -> list[AnyCriterion]:
        return [each.criteria[question.criterion] for each in self._with(question)]

    def _with(self, question: Question) -> list[Definition]:
        """The versions that ask it."""
        versions = self._newest_first[question.checklist]
        return [each for each in versions if question.criterion in each.criteria]


def cases_of(attempts: Iterable[Attempt]) -> list[CaseName]:
    """The cases of these attempts, in the order of cases."""
    newest: dict[str, Attempt] = {}
    for attempt in sorted(attempts, key=lambda attempt: attempt.edition_id):
        newest[attempt.edition.case.key] = attempt
    in_order = sorted(
        newest.values(), key=lambda each: (each.edition.case.position, each.edition.case_id)
    )
    return [CaseName(each.edition.case.key, each.edition.says.title) for each in in_order]
