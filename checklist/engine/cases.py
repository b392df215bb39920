"""A practice case: an invented person, and how a supervisor would answer for that person.

A case is written against one definition. Its reference answers bring up the considerations that
it expects, so every case is also an example of what the content is meant to do.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, StrictBool, StrictInt

from checklist.engine.definition import Definition
from checklist.engine.in_view import in_view
from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import Kind
from checklist.engine.problems import Problem
from checklist.engine.summary import summarise
from checklist.engine.texts import key_problems, repeated, text_problems

RESERVED_KEYS = frozenset({"attempts", "cohorts", "progress"})
"""Names that addresses of practice need for themselves."""

HARDEST = 3
TITLE_CHARACTERS = 120
PARAGRAPH_CHARACTERS = 3000
POINT_CHARACTERS = 300
TAG_CHARACTERS = 40
TAGS_CHARACTERS = 400
"""All of a case's tags, with a comma and a space between them."""
RATIONALE_CHARACTERS = 500
MOST_PEOPLE = 1000
"""In a panel."""


Expected: TypeAlias = Mapping[Kind, tuple[str, ...]]
"""The keys of considerations, by kind and in the order of results."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PanelAnswer(_Value):
    """How many people of a panel gave an answer."""

    option: str
    people: StrictInt


class Reference(_Value):
    """How a supervisor would answer one criterion, and why.

    Where judgement is real, ``panel`` holds the answers of several people instead of ``option``.
    ``acceptable`` are other answers that a supervisor would accept; an answer that some of the
    panel gave can be among them. ``unsafe`` says that any other answer would miss what could hurt
    somebody, also one that fewer of a panel gave than another and that is not among these.
    """

    criterion: str
    option: str = ""
    panel: tuple[PanelAnswer, ...] = ()
    acceptable: tuple[str, ...] = ()
    unsafe: StrictBool = False
    rationale: str

    @property
    def answer(self) -> str:
        """The reference answer: of a panel, the most frequent one, the first of several."""
        if not self.panel:
            return self.option
        return max(self.panel, key=lambda each: each.people).option


class Case(_Value):
    """An invented vignette with a reference answer for every criterion that is in view.

    ``vignette`` holds its paragraphs. ``expected`` are the keys of the considerations that the
    reference answers bring up, by kind and in the order of results; a kind without any is left
    out.
    """

    key: str
    title: str
    difficulty: StrictInt
    tags: tuple[str, ...] = ()
    vignette: tuple[str, ...]
    learning_points: tuple[str, ...]
    references: tuple[Reference, ...]
    expected: dict[Kind, tuple[str, ...]]

    @property
    def answers(self) -> dict[str, str]:
        """The reference answers, as the engine takes them."""
        return {each.criterion: each.answer for each in self.references}


def raised(definition: Definition, answers: Mapping[str, str]) -> dict[Kind, tuple[str, ...]]:
    """What the answers bring up: kinds without any are left out. Raises RefusedAnswer."""
    groups = summarise(definition, answers).groups
    return {kind: tuple(each.key for each in found) for kind, found in groups if found}


def carried(case: Case, definition: Definition) -> Case:
    """A case with those answers alone that a definition has."""
    kept = []
    for each in case.references:
        criterion = definition.criteria.get(each.criterion)
        if criterion is None:
            continue
        option = each.option if criterion.accepts(each.option) else ""
        panel = tuple(answer for answer in each.panel if criterion.accepts(answer.option))
        acceptable = tuple(other for other in each.acceptable if criterion.accepts(other))
        if option or panel:
            changes = {"option": option, "panel": panel, "acceptable": acceptable}
            kept.append(each.model_copy(update=changes))
    return case.model_copy(update={"references": tuple(kept)})


def unanswered(case: Case, definition: Definition) -> tuple[str, ...]:
    """The criteria in view that have no reference answer. The answers must be the definition's."""
    answers = case.answers
    return tuple(key for key in in_view(definition, answers) if key not in answers)


def problems_of_case(case: Case, definition: Definition) -> tuple[Problem, ...]:
    """Everything that keeps a case from being practised on a definition, by its place.

    What it expects is judged only where its answers can be.
    """
    problems = problems_of_answers(case, definition)
    if any(_problems_of_references(case, definition)):
        return problems
    return (*problems, *differences(case.expected, raised(definition, case.answers)))


def problems_of_cases(cases: Iterable[Case], definition: Definition) -> Iterator[Problem]:
    """The same of the cases of a pack, each by its place, and keys that stand there twice."""
    listed = tuple(cases)
    for number in repeated(each.key for each in listed):
        yield Problem(f"cases[{number}].key", "Another case here has this key.")
    for number, each in enumerate(listed):
        for problem in problems_of_case(each, definition):
            yield Problem(f"cases[{number}].{problem.path}", problem.message, problem.code)


def problems_of_answers(case: Case, definition: Definition) -> tuple[Problem, ...]:
    """The same but for what it expects."""
    references = tuple(_problems_of_references(case, definition))
    view = () if references else _problems_of_view(case, definition)
    return (*_own_problems(case), *references, *view)


def differences(expected: Expected, found: Expected) -> Iterator[Problem]:
    """How what comes up differs from what is expected, by kind."""
    for kind in Kind:
        wanted, comes = expected.get(kind, ()), found.get(kind, ())
        if wanted != comes:
            yield Problem(f"expected.{kind}", _told(wanted, comes))


def _own_problems(case: Case) -> Iterator[Problem]:
    yield from key_problems("key", case.key)
    if case.key in RESERVED_KEYS:
        yield Problem("key", "Pages of practice need this name for themselves.")
    yield from text_problems("title", case.title, TITLE_CHARACTERS)
    if not 1 <= case.difficulty <= HARDEST:
        yield Problem("difficulty", f"Difficulty is a number from 1 to {HARDEST}.")
    for name, texts, most in (
        ("vignette", case.vignette, PARAGRAPH_CHARACTERS),
        ("learning_points", case.learning_points, POINT_CHARACTERS),
        ("tags", case.tags, TAG_CHARACTERS),
    ):
        if not texts and name != "tags":
            yield Problem(name, "This is missing.")
        for number, text in enumerate(texts):
            yield from text_problems(f"{name}[{number}]", text, most)
            # They are written one below or beside the other, where such spaces get lost.
            if text.strip() and text != text.strip():
                yield Problem(f"{name}[{number}]", "This text begins or ends with a space.")
    yield from _problems_of_tags(case.tags)


def _problems_of_tags(tags: tuple[str, ...]) -> Iterator[Problem]:
    for number, tag in enumerate(tags):
        if "," in tag:
            yield Problem(f"tags[{number}]", "A comma stands between tags, and in none of them.")
    if len(", ".join(tags)) > TAGS_CHARACTERS:
        message = f"All tags together have at most {TAGS_CHARACTERS} characters."
        yield Problem("tags", message)


def _problems_of_references(case: Case, definition: Definition) -> Iterator[Problem]:
    for number in repeated(each.criterion for each in case.references):
        yield Problem(f"references[{number}].criterion", "This criterion stands here twice.")
    for number, reference in enumerate(case.references):
        path = f"references[{number}]"
        criterion = definition.criteria.get(reference.criterion)
        if criterion is None:
            message = f"The checklist has no criterion “{reference.criterion}”."
            yield Problem(f"{path}.criterion", message)
        else:
            yield from _problems_of_options(path, reference, criterion)
        yield from text_problems(f"{path}.rationale", reference.rationale, RATIONALE_CHARACTERS)


def _problems_of_options(
    path: str, reference: Reference, criterion: AnyCriterion
) -> Iterator[Problem]:
    if bool(reference.option) is bool(reference.panel):
        yield Problem(f"{path}.option", "Give one reference answer, or the answers of a panel.")
    own = [(f"{path}.option", reference.option)] if reference.option else []
    panel = [
        (f"{path}.panel[{number}].option", each.option)
        for number, each in enumerate(reference.panel)
    ]
    acceptable = [
        (f"{path}.acceptable[{number}]", option)
        for number, option in enumerate(reference.acceptable)
    ]
    for place, option in (*own, *panel, *acceptable):
        if not criterion.accepts(option):
            message = f"“{option}” is no answer to “{reference.criterion}”."
            yield Problem(place, message)
    for named in ([*own, *panel], [*own, *acceptable]):
        for number in repeated(option for _place, option in named):
            yield Problem(named[number][0], "This answer stands here twice.")
    for number, each in enumerate(reference.panel):
        if not 1 <= each.people <= MOST_PEOPLE:
            message = f"A panel's answer is that of 1 to {MOST_PEOPLE} people."
            yield Problem(f"{path}.panel[{number}].people", message)


def _problems_of_view(case: Case, definition: Definition) -> Iterator[Problem]:
    for key in unanswered(case, definition):
        yield Problem("references", f"“{key}” is in view and has no reference answer.")
    asked = in_view(definition, case.answers)
    for number, reference in enumerate(case.references):
        if reference.criterion not in asked:
            message = f"“{reference.criterion}” is out of view with these answers."
            yield Problem(f"references[{number}].criterion", message)


def _told(expected: tuple[str, ...], comes: tuple[str, ...]) -> str:
    """How what comes up differs from what is expected."""
    missing = [key for key in expected if key not in comes]
    more = [key for key in comes if key not in expected]
    parts = [
        f"{what}: {', '.join(keys)}."
        for what, keys in (("Expected, and not brought up", missing), ("Not expected", more))
        if keys
    ]
    return " ".join(parts) or f"Expected in another order than {', '.join(comes)}."
