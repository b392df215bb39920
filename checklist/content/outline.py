"""A version's whole tree in plain values, for the page that shows it.

It is built from a Definition of the right shape, which may be incomplete. Each node stands at a
path; a problem is shown at the innermost node that its own path leads to.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from checklist.content.models import Suggestion
from checklist.content.models.words import KindWords, SourceKindWords
from checklist.content.nodes import (
    Chapter,
    Cited,
    Line,
    Lines,
    Link,
    OfKind,
    Option,
    Outline,
    Place,
    Question,
    Raised,
    RuleNode,
    Spot,
    Wish,
)
from checklist.engine import parts
from checklist.engine.definition import Definition, Rule, Section
from checklist.engine.kinds import AnswerOption, AnyCriterion
from checklist.engine.parts import Kind, When
from checklist.engine.problems import Problem
from checklist.engine.wording import asked_if_sentence, whenever

Sentence = Callable[[Definition, When], str]

_NODE = re.compile(
    r"sections\[\d+\](?:\.criteria\[\d+\](?:\.options\[\d+\](?:\.considerations\[\d+\])?)?)?"
    r"|(?:rules|limits|sources|context|differences|then_and_now)\[\d+\]"
)
_LAST_NAME = re.compile(r"([a-z_]+)(?:\[\d+\])?\Z")


def outlined(
    definition: Definition,
    problems: Iterable[Problem] = (),
    spots: Mapping[str, Spot] | None = None,
    suggestions: Mapping[str, Sequence[Suggestion]] | None = None,
    withdrawn: Mapping[tuple[str, str], str] | None = None,
) -> Outline:
    """The tree of a definition.

    ``spots`` says where the nodes of a draft are edited; ``suggestions``, by keys, what is asked of
    criteria and considerations; ``withdrawn``, by keys and texts, why considerations do not hold.
    """
    outlining = _Outlining(definition, tuple(problems), spots or {})
    outlining.suggestions, outlining.withdrawn = suggestions or {}, withdrawn or {}
    return outlining.outline()


def node_of(path: str) -> str:
    """The path of the innermost node that a path leads to; empty for the whole."""
    found = _NODE.match(path)
    return found.group() if found else ""


def told(problem: Problem) -> str:
    """A problem in words, with the field that it is about but without the way to it."""
    name = _LAST_NAME.search(problem.path.removeprefix(node_of(problem.path)))
    field = name.group(1).replace("_", " ") if name else ""
    return f"{field}: {problem.message}" if field else problem.message


class _Outlining:
    """One definition on its way into nodes."""

    suggestions: Mapping[str, Sequence[Suggestion]]
    withdrawn: Mapping[tuple[str, str], str]

    def __init__(
        self, definition: Definition, problems: tuple[Problem, ...], spots: Mapping[str, Spot]
    ) -> None:
        self.definition = definition
        self.spots = spots
        self.wrong = frozenset(problem.path for problem in problems)
        self.problems: dict[str, list[str]] = defaultdict(list)
        for problem in problems:
            self.problems[node_of(problem.path)].append(told(problem))
        self.rules: dict[tuple[str, str], list[Link]] = defaultdict(list)
        self.shows: dict[tuple[str, str], list[Link]] = defaultdict(list)
        self._note_what_looks()

    def outline(self) -> Outline:
        said = self.definition
        chapters = tuple(self._chapter(*each) for each in enumerate(said.sections))
        rules = tuple(self._rule(*each) for each in enumerate(said.rules))
        return Outline(
            frame=self._place(""),
            definition=said,
            chapters=chapters,
            rules=rules,
            kinds=_by_kind(chapters, rules),
            lists=tuple(self._lists()),
            incomplete=len(self.problems),
        )

    def _spot(self, path: str) -> Spot:
        return self.spots.get(path) or Spot(re.sub(r"\W+", "-", path).strip("-") or "frame")

    def _place(self, path: str) -> Place:
        return Place(path, self._spot(path), tuple(self.problems.get(path, ())))

    def _note_what_looks(self) -> None:
        for path, number, criterion in self._criteria():
            if criterion.in_view is not None:
                link = Link(self._spot(path).anchor, number)
                _note(self.shows, criterion.in_view, link)
        for position, rule in enumerate(self.definition.rules):
            _note(self.rules, rule.when, self._rule_link(position))

    def _criteria(self) -> Iterable[tuple[str, str, AnyCriterion]]:
        for chapter, section in enumerate(self.definition.sections):
            for place, criterion in enumerate(section.criteria):
                path = f"sections[{chapter}].criteria[{place}]"
                yield path, f"{chapter + 1}.{place + 1}", criterion

    def _rule_link(self, position: int) -> Link:
        words = _("rule %(number)s") % {"number": position + 1}
        return Link(self._spot(f"rules[{position}]").anchor, words)

    def _chapter(self, position: int, section: Section) -> Chapter:
        path = f"sections[{position}]"
        keys = {criterion.key for criterion in section.criteria}
        return Chapter(
            place=self._place(path),
            number=position + 1,
            title=section.title,
            lead=section.lead,
            rules=tuple(
                self._rule_link(number)
                for number, rule in enumerate(self.definition.rules)
                if any(condition.criterion in keys for condition in rule.when.conditions)
            ),
            questions=tuple(
                self._question(f"{path}.criteria[{place}]", f"{position + 1}.{place + 1}", each)
                for place, each in enumerate(section.criteria)
            ),
            incomplete=sum(
                node == path or node.startswith(f"{path}.") for node in list(self.problems)
            ),
        )

    def _question(self, path: str, number: str, criterion: AnyCriterion) -> Question:
        when = criterion.in_view
        return Question(
            place=self._place(path),
            number=number,
            short=criterion.short,
            text=criterion.question,
            help=criterion.help,
            asked_if=self._sentence(when, asked_if_sentence) if when else "",
            cited=_cited(criterion.sources),
            options=tuple(
                self._option(f"{path}.options[{place}]", number, criterion.key, option)
                for place, option in enumerate(criterion.options)
            ),
            wishes=self._wishes(criterion.key),
        )

    def _option(self, path: str, number: str, criterion: str, option: AnswerOption) -> Option:
        by = Link(self._spot(path).anchor, f"{number} “{option.label}”")
        return Option(
            place=self._place(path),
            label=option.label,
            is_unknown=option.unknown,
            raised=tuple(
                self._raised(f"{path}.considerations[{place}]", each, by)
                for place, each in enumerate(option.considerations)
            ),
            rules=tuple(self.rules[criterion, option.key]),
            shows=tuple(self.shows[criterion, option.key]),
        )

    def _rule(self, position: int, rule: Rule) -> RuleNode:
        path = f"rules[{position}]"
        by = self._rule_link(position)
        return RuleNode(
            place=self._place(path),
            number=position + 1,
            sentence=self._sentence(rule.when, whenever),
            raised=self._raised(f"{path}.consideration", rule.consideration, by),
        )

    def _raised(self, path: str, consideration: parts.Consideration, by: Link) -> Raised:
        # Where no kind is chosen yet, one was filled in.
        has_kind = not {path, f"{path}.kind"} & self.wrong
        kind = consideration.kind.value if has_kind else ""
        return Raised(
            place=self._place(path),
            key=consideration.key,
            kind=kind,
            kind_words=str(KindWords(kind).label) if kind else _("no kind yet"),
            text=consideration.text,
            cited=_cited(consideration.sources),
            by=by,
            wishes=self._wishes(consideration.key),
            withdrawn=self.withdrawn.get((consideration.key, consideration.text), ""),
        )

    def _wishes(self, key: str) -> tuple[Wish, ...]:
        return tuple(
            Wish(each.pk, each.text, each.version.label, str(each.by or ""))
            for each in self.suggestions.get(key, ())
        )

    def _lists(self) -> Iterator[Lines]:
        """The lists beside the questions, under the names that their rows go by."""
        said = self.definition
        sources = (self._source(*each) for each in enumerate(said.sources))
        yield Lines("sources", _("Sources"), tuple(sources))
        context = (
            Line(self._place(f"context[{number}]"), line.text, cited=_cited(line.sources))
            for number, line in enumerate(said.context)
        )
        yield Lines("contextlines", _("Context lines"), tuple(context))
        limits = (
            Line(self._place(f"limits[{number}]"), limit)
            for number, limit in enumerate(said.limits)
        )
        yield Lines("limits", _("Limits"), tuple(limits))
        differences = (
            Line(
                self._place(f"differences[{number}]"),
                each.says,
                _filled(each.locator, each.beside, each.shows),
            )
            for number, each in enumerate(said.differences)
        )
        yield Lines("differences", _("Differences between sources"), tuple(differences))
        pairs = (
            Line(
                self._place(f"then_and_now[{number}]"),
                f"{', '.join(pair.before)} → {', '.join(pair.after)}",
            )
            for number, pair in enumerate(said.then_and_now)
        )
        yield Lines("pairs", _("Then and now"), tuple(pairs))

    def _source(self, position: int, source: parts.Source) -> Line:
        path = f"sources[{position}]"
        kind = "" if f"{path}.kind" in self.wrong else str(SourceKindWords(source.kind).label)
        year = "" if source.year is None else str(source.year)
        more = _filled(kind, source.publisher, year, source.address)
        return Line(self._place(path), f"{source.key}: {source.title}", more)

    def _sentence(self, when: When, sentence: Sentence) -> str:
        if not self._can_be_told(when):
            return _("The conditions are incomplete.")
        return sentence(self.definition, when)

    def _can_be_told(self, when: When) -> bool:
        criteria = self.definition.criteria
        return bool(when.conditions) and all(
            condition.options
            and condition.criterion in criteria
            and criteria[condition.criterion].condition_problem(condition) is None
            for condition in when.conditions
        )


def _note(looks: dict[tuple[str, str], list[Link]], when: When, link: Link) -> None:
    """Note at each option that conditions accept what looks at it, once."""
    for condition in when.conditions:
        for option in condition.options:
            if link not in looks[condition.criterion, option]:
                looks[condition.criterion, option].append(link)


def _cited(citations: Iterable[parts.Citation]) -> tuple[Cited, ...]:
    return tuple(Cited(each.source, each.locator) for each in citations)


def _filled(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _by_kind(chapters: Iterable[Chapter], rules: Iterable[RuleNode]) -> tuple[OfKind, ...]:
    """All considerations by kind, in the order of results."""
    found: dict[str, list[Raised]] = {kind: [] for kind in (*Kind, "")}
    for chapter in chapters:
        for question in chapter.questions:
            for option in question.options:
                for raised in option.raised:
                    found[raised.kind].append(raised)
    for rule in rules:
        found[rule.raised.kind].append(rule.raised)
    return tuple(
        OfKind(kind, raised[0].kind_words, tuple(raised))
        for kind, raised in found.items()
        if raised
    )
