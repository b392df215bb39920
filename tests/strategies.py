"""Hypothesis strategies: definitions, answers, edits.

What is valid is valid by construction: nothing is filtered away. Definitions are drawn as plain
data in the form of a checklist file, so that every test goes through ``parse`` as content does.
A new feature of the engine joins here, and every property then holds for it too.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from functools import cache
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st

from checklist.engine import cases, limits
from checklist.engine.codec import parse
from checklist.engine.definition import Definition
from checklist.engine.in_view import in_view
from checklist.engine.problems import InvalidDefinition
from checklist.engine.shape import shaped
from tests.choices import Choices, Draw, drawn_from

Data: TypeAlias = dict[str, Any]
Place: TypeAlias = tuple[int | str, ...]
Keys: TypeAlias = tuple[str, ...]

KINDS = ("urgent", "resolve", "caution", "support", "note")
SOURCE_KINDS = ("article", "label", "guideline", "consensus", "regulator", "trial", "review")
MATCHES = ("all", "any")

# Right to left, combining, joined and outside the first plane; and what formats and pages quote.
WORDS = (
    *("mood", "ten", "a", "naïve", "cafe\u0301", "Ünruhe", "q\u0323\u0307", "日本語", "ประเมิน"),
    *("שָׁלוֹם", "حُزْن", "\u200fאב\u200e", "हिन्दी", "👩🏽\u200d⚕️", "🫥", "\U0001d4d0", "\xa0x"),
    *("“so”", "‘so’", '"', "'", "\\", "{0}", "{", "%s", "%", "<b>", "&amp;", "</p>", "—", "§9"),
)
TEXTS = (*WORDS, *(" ".join(WORDS[start : start + 4]) for start in range(0, len(WORDS), 3)))
"""Texts that every limit allows."""


@cache
def texts(characters: int, words: int | None = None) -> tuple[str, ...]:
    """Texts within a limit, one of which reaches it."""
    longest = "א" * characters if words is None else " ".join(["é"] * words)
    return (*TEXTS, longest)


TITLES = texts(limits.TITLE_CHARACTERS)
PROSE = texts(limits.PROSE_CHARACTERS)


# The parts of a definition

LANGUAGES = ("en", "de", "pt-BR", "zh-Hant-TW", "ar")
YEARS = st.none() | st.integers(limits.FIRST_YEAR, limits.LAST_YEAR)
REVIEWS = (None, "1900-01-01", "2024-02-29", "2200-12-31")
LOCATORS = texts(limits.LOCATOR_CHARACTERS)
CONSIDERATIONS = texts(limits.PROSE_CHARACTERS, limits.CONSIDERATION_WORDS)
THEN = ("suicide-risk", "mania", "bmi2")


def _present(**fields: Any) -> Data:
    """The fields that have something in them; what is empty is left out, as in a file."""
    return {name: value for name, value in fields.items() if value}


def _source(draw: Draw, key: str) -> Data:
    choose = Choices(draw)
    return {
        "key": key,
        "kind": choose.one_of(SOURCE_KINDS),
        "title": choose.one_of(PROSE),
        "publisher": choose.one_of(TEXTS),
        **_present(year=draw(YEARS)),
        "locators": choose.one_of(TEXTS),
        "address": choose.one_of(TEXTS),
        "verified_with": choose.one_of(TEXTS),
        **_present(review_by=choose.one_of(REVIEWS)),
    }


def _citations(choose: Choices, sources: Keys) -> list[Data]:
    return [
        {"source": key, "locator": choose.one_of(LOCATORS) if choose.yes() else ""}
        for key in choose.some_of(sources, 2)
    ]


def _consideration(choose: Choices, key: str, sources: Keys) -> Data:
    return {
        "key": key,
        "kind": choose.one_of(KINDS),
        "text": choose.one_of(CONSIDERATIONS),
        **_present(sources=_citations(choose, sources)),
    }


def _when(choose: Choices, options: Mapping[str, Keys]) -> Data:
    """Conditions on some of the criteria, given with their options; on one even more than once."""
    looked_at = [choose.one_of(tuple(options)) for _ in choose.count(1, 3)]
    return {
        "match": choose.one_of(MATCHES),
        "conditions": [
            {"criterion": key, "options": choose.some_of(options[key], 3, least=1)}
            for key in looked_at
        ],
    }


def _option(choose: Choices, criterion: str, key: str, sources: Keys, *, unknown: bool) -> Data:
    return {
        "key": key,
        "label": choose.one_of(texts(limits.LABEL_CHARACTERS)),
        **_present(
            unknown=unknown,
            considerations=[
                _consideration(choose, f"{criterion}.{key}.{number}", sources)
                for number in choose.count(0, 2)
            ],
        ),
    }


def _criterion(draw: Draw, key: str, earlier: Mapping[str, Keys], sources: Keys) -> Data:
    """A single choice. It may look back at earlier criteria, of which there may be none yet."""
    choose = Choices(draw)
    positions = choose.count(1, 4)
    unknown = choose.one_of((None, *positions))
    looks_back = bool(earlier) and choose.yes()
    return {
        "kind": "choice",
        "key": key,
        "short": choose.one_of(texts(limits.SHORT_CHARACTERS)),
        "question": choose.one_of(texts(limits.QUESTION_CHARACTERS)),
        "help": choose.one_of(texts(limits.PROSE_CHARACTERS, limits.HELP_WORDS)),
        **_present(
            in_view=_when(choose, earlier) if looks_back else None,
            sources=_citations(choose, sources),
        ),
        "options": [
            _option(choose, key, f"o{position}", sources, unknown=position == unknown)
            for position in positions
        ],
    }


def _section(draw: Draw, key: str, earlier: dict[str, Keys], sources: Keys) -> Data:
    """A section of new criteria, which are added to the earlier ones."""
    choose = Choices(draw)
    criteria = []
    for number in choose.count(1, 4):
        criterion = _criterion(draw, f"{key}-c{number}", earlier, sources)
        earlier[criterion["key"]] = tuple(option["key"] for option in criterion["options"])
        criteria.append(criterion)
    return {
        "key": key,
        "title": choose.one_of(TITLES),
        "lead": choose.one_of(PROSE),
        "criteria": criteria,
    }


def _follow_up(choose: Choices, criteria: Keys) -> Data:
    """What only a checklist has that starts from another one."""
    pairs = [
        {
            "before": choose.some_of(THEN, 2, least=1),
            "after": choose.some_of(criteria, 2, least=1),
        }
        for _ in choose.count(0, 2)
    ]
    return {"starts_from": "first-visit", **_present(then_and_now=pairs)}


def _context_line(choose: Choices, key: str, sources: Keys) -> Data:
    cited = _present(sources=_citations(choose, sources))
    return {"key": key, "text": choose.one_of(PROSE), **cited}


def _difference(choose: Choices) -> Data:
    return {field: choose.one_of(TEXTS) for field in ("locator", "says", "beside", "shows")}


def _rule(draw: Draw, key: str, options: Mapping[str, Keys], sources: Keys) -> Data:
    choose = Choices(draw)
    return {
        "when": _when(choose, options),
        "consideration": _consideration(choose, key, sources),
    }


@st.composite
def definition_data(draw: Draw) -> Data:
    """Plain data of a whole definition, without what is left out."""
    choose = Choices(draw)
    sources = tuple(f"source-{number}" for number in choose.count(0, 3))
    options: dict[str, Keys] = {}
    sections = [_section(draw, f"s{number}", options, sources) for number in choose.count(1, 4)]
    return {
        "title": choose.one_of(TITLES),
        "language": choose.one_of(LANGUAGES),
        "introduction": choose.one_of(PROSE),
        **_present(not_for=choose.one_of(PROSE) if choose.yes() else None),
        "purpose": choose.one_of(PROSE),
        "limits": [choose.one_of(PROSE) for _ in choose.count(1, 3)],
        **(_follow_up(choose, tuple(options)) if choose.yes() else {}),
        "sources": [_source(draw, key) for key in sources],
        "sections": sections,
        **_present(
            rules=[_rule(draw, f"rule-{n}", options, sources) for n in choose.count(0, 3)],
            context=[_context_line(choose, f"line-{n}", sources) for n in choose.count(0, 2)],
            differences=[_difference(choose) for _ in choose.count(0, 2)],
        ),
    }


@cache
def definitions() -> st.SearchStrategy[Definition]:
    """Whole definitions."""
    return definition_data().map(parse)


# Answers


@st.composite
def answers_of(draw: Draw, definition: Definition) -> dict[str, str]:
    """Answers that the definition offers, to any of its criteria or to all, in view or not."""
    choose = Choices(draw)
    every = tuple(definition.criteria.values())
    answered = every if choose.yes() else choose.some_of(every, len(every))
    return {each.key: choose.one_of(each.options).key for each in answered}


@st.composite
def walks(draw: Draw) -> tuple[Definition, dict[str, str]]:
    """A definition and answers that it offers."""
    definition = draw(definitions())
    return definition, draw(answers_of(definition))


STRANGE_KEYS = (
    *("", " ", "stranger", "S0-c0", "s0-c0 ", "s0-c0-comment"),
    *("O0", "o0 ", "o9", "s0-c0.o0"),
)
"""Keys that no criterion and no option of a generated definition has."""


@st.composite
def answers_outside(draw: Draw, definition: Definition) -> tuple[dict[str, str], str]:
    """Answers of which one lies outside the definition, and the key at which it stands."""
    answers = draw(answers_of(definition))
    choose = Choices(draw)
    strange = choose.one_of(STRANGE_KEYS)
    if choose.yes():
        return {**answers, strange: "o0"}, strange
    key = choose.one_of(tuple(definition.criteria))
    return {**answers, key: strange}, key


# Practice cases

PIECES = tuple(text for text in TEXTS if text == text.strip())
"""Texts that are written one below or beside the other."""


PEOPLE = st.integers(1, cases.MOST_PEOPLE)


def _reference(draw: Draw, criterion: Any) -> Data:
    """A reference answer of one person, or those of a panel."""
    choose = Choices(draw)
    offered = [key for _path, key in criterion.listed()]
    order = choose.some_of(offered, len(offered), least=len(offered))
    others = order[1:]
    said: Data = {"option": order[0]}
    if choose.yes():
        said = {"panel": [{"option": key, "people": draw(PEOPLE)} for key in order[:2]]}
    return {
        "criterion": criterion.key,
        **said,
        **_present(acceptable=choose.some_of(others, 2), unsafe=choose.yes()),
        "rationale": choose.one_of(texts(cases.RATIONALE_CHARACTERS)),
    }


@st.composite
def case_data(draw: Draw, definition: Definition) -> Data:
    """Plain data of a case that fits a definition."""
    choose = Choices(draw)
    references: list[Data] = []
    answers: dict[str, str] = {}
    for key, criterion in definition.criteria.items():
        if key in in_view(definition, answers):
            said = _reference(draw, criterion)
            references.append(said)
            answers[key] = cases.Reference(**said).answer
    return {
        "key": choose.one_of(("own", "a-2", "k" * limits.KEY_CHARACTERS)),
        "title": choose.one_of(texts(cases.TITLE_CHARACTERS)),
        "difficulty": choose.one_of(range(1, cases.HARDEST + 1)),
        **_present(tags=choose.some_of((text for text in PIECES if "," not in text), 3)),
        "vignette": choose.some_of(PIECES, 3, least=1),
        "learning_points": choose.some_of(PIECES, 3, least=1),
        "references": references,
        "expected": cases.raised(definition, answers),
    }


def parse_case(raw: object) -> cases.Case:
    """The case that data says. Raises InvalidDefinition with every problem of shape."""
    case, problems = shaped(cases.Case, raw)
    if problems or case is None:
        raise InvalidDefinition(problems)
    return case


@st.composite
def practised(draw: Draw) -> tuple[Definition, cases.Case]:
    """A definition and a case that fits it."""
    definition = draw(definitions())
    return definition, parse_case(draw(case_data(definition)))


# Edits


def places(data: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every place in plain data and what stands there, the whole first."""
    yield place, data
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(value, (*place, step))


class _Gone(Enum):
    """A value that is no value, and is spelt the same in every process that names a test by it."""

    GONE = auto()


GONE: Final = _Gone.GONE
"""As the new value in ``replaced``: the field goes."""


def replaced(data: Any, place: Place, value: Any) -> Any:
    """The data with another value at a place, which may be a new field; shares what stays."""
    if not place:
        return value
    step, *rest = place
    changed = data.copy()
    if rest:
        changed[step] = replaced(data[step], tuple(rest), value)
    elif value is GONE:
        del changed[step]
    else:
        changed[step] = value
    return changed


def _kind_after(kind: str) -> str:
    kinds = next(kinds for kinds in (KINDS, SOURCE_KINDS, ("choice",)) if kind in kinds)
    return kinds[(kinds.index(kind) + 1) % len(kinds)]


TEXT_FIELDS = (
    *("title", "introduction", "purpose", "lead", "short", "question", "help", "label", "text"),
    *("locator", "publisher", "locators", "address", "verified_with", "says", "beside", "shows"),
)
OTHER = "other"
"""A text that no generated definition holds."""

OTHER_VALUES: dict[str, Callable[[Any], list[Any]]] = {
    **dict.fromkeys(TEXT_FIELDS, lambda _: [OTHER]),
    **dict.fromkeys(("considerations", "context", "differences", "then_and_now"), lambda _: [[]]),
    "rules": lambda rules: [rules[1:], rules[::-1]],
    "sources": lambda sources: [sources[::-1]],
    "limits": lambda texts: [[*texts, OTHER], [OTHER, *texts[1:]], texts[::-1]],
    "options": lambda options: [options[::-1]],
    "kind": lambda kind: [_kind_after(kind)],
    "match": lambda match: ["any" if match == "all" else "all"],
    "language": lambda _: ["fr"],
    "not_for": lambda _: ["", OTHER],
    "starts_from": lambda _: [OTHER],
    "year": lambda year: [None, year - 1 if year > limits.FIRST_YEAR else year + 1],
    "review_by": lambda _: ["", "2030-01-31"],
    "unknown": lambda _: [False],
    "in_view": lambda _: [None],
}
"""By the name of a field, the values that may stand there instead of a given one."""


def edits_of(data: Data) -> list[tuple[Place, Any]]:
    """Every change of content in one place that leaves a definition: the place, the new value."""
    return [
        (place, other)
        for place, value in places(data)
        if place
        for other in OTHER_VALUES.get(str(place[-1]), lambda _: [])(value)
        if other != value
    ]


@st.composite
def edits(draw: Draw) -> tuple[Data, Data]:
    """Data of a definition, and of one that differs from it in one place."""
    data = draw(definition_data())
    return data, replaced(data, *drawn_from(draw, edits_of(data)))


# Data of any shape

HALF_CHARACTER = "\ud800"
NAMES = st.sampled_from(
    (
        *("title", "key", "kind", "sections", "criteria", "options", "conditions", "when"),
        *("sources", "year", "unknown", "considerations", "number", "", "a.b", "limits[0]"),
        HALF_CHARACTER,
    )
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**400, float("nan"), float("inf"), -0.0, 1e308, 2024.0]),
    st.sampled_from(["", "\0", "x" * 3_000, "s0-c0", "o0", "all", "urgent", "choice", "\r\n"]),
    st.sampled_from([HALF_CHARACTER, f"s0-c0{HALF_CHARACTER}"]),
    st.sampled_from(TEXTS),
)
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
"""Whatever ``json.loads`` may give, most of it near to what stands in a definition."""


@st.composite
def damaged(draw: Draw) -> Any:
    """Data of a definition with one to three places overwritten, or fields added, by anything."""
    return _damaged(draw, draw(definition_data()))


@st.composite
def damaged_cases(draw: Draw, definition: Definition) -> Any:
    """The same of a case."""
    return _damaged(draw, draw(case_data(definition)))


def _damaged(draw: Draw, data: Any) -> Any:
    for _ in range(draw(st.integers(1, 3))):
        place, value = drawn_from(draw, list(places(data)))
        if isinstance(value, dict) and draw(st.booleans()):
            place = (*place, draw(NAMES))
        data = replaced(data, place, draw(JSON_VALUES))
    return data
