"""What carrying an assessment over to a newer version comes to, as readers see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.engine.carried import Carried, CarriedAnswer, Gone, carry
from checklist.engine.definition import Definition
from checklist.walk.walks import Walk

TEXTS: Mapping[str, Promise] = {
    "question": _("Question"),
    "help": _("Help"),
    "label": _("Answer"),
}
"""What a reworded text is called."""

WHY: Mapping[Gone, Promise] = {
    Gone.CRITERION: _("The question is not asked any more."),
    Gone.OPTION: _("The question no longer offers this answer."),
}
"""Why an answer stays behind."""

ALONE = _("The question no longer offers this answer. The comment carries over without it.")


class Reworded(NamedTuple):
    """A text in the words of both versions."""

    name: Promise
    before: str
    after: str


class Item(NamedTuple):
    """A criterion in one of the lists."""

    number: str
    short: str
    answer: str = ""
    comment: str = ""
    why: str | Promise = ""
    reworded: tuple[Reworded, ...] = ()


@dataclass(frozen=True, slots=True)
class CarryOver:
    """The four lists; ``same`` are the answers that carry over under the same words."""

    same: tuple[Item, ...]
    reworded: tuple[Item, ...]
    left: tuple[Item, ...]
    new: tuple[Item, ...]


def carrying(walk: Walk, after: Definition) -> CarryOver:
    """What becomes of the answers of a walk under a newer definition."""
    before = walk.definition
    carried = carry(before, after, walk.choices, walk.comments)
    return CarryOver(
        same=(
            *(_kept(before, after, each, carried) for each in carried.answers if not each.reworded),
            *_comments_alone(after, carried, walk.choices),
        ),
        reworded=tuple(_kept(before, after, each, carried) for each in carried.reworded),
        left=tuple(_left(before, carried)),
        new=tuple(
            Item(number=after.numbers[key], short=after.criteria[key].question)
            for key in carried.new
        ),
    )


def _kept(before: Definition, after: Definition, each: CarriedAnswer, carried: Carried) -> Item:
    key = each.criterion
    old, new = before.criteria[key], after.criteria[key]
    words = {
        "question": (old.question, new.question),
        "help": (old.help, new.help),
        "label": (old.label(each.answer), new.label(each.answer)),
    }
    return Item(
        number=after.numbers[key],
        short=new.short,
        answer=new.label(each.answer),
        comment=carried.comments.get(key, ""),
        reworded=tuple(Reworded(TEXTS[name], *words[name]) for name in each.reworded),
    )


def _comments_alone(
    after: Definition, carried: Carried, choices: Mapping[str, str]
) -> Iterator[Item]:
    """Comments that carry over and never had an answer beside them."""
    for key, comment in carried.comments.items():
        if key not in choices:
            yield Item(after.numbers[key], after.criteria[key].short, comment=comment)


def _left(before: Definition, carried: Carried) -> Iterator[Item]:
    """Answers that stay behind, and comments that do."""
    gone_by_key = {each.criterion: each.gone for each in carried.left}
    answers = {each.criterion: each.answer for each in carried.left}
    for key, criterion in before.criteria.items():
        lost, kept = carried.comments_left.get(key, ""), carried.comments.get(key, "")
        if key in answers or lost:
            why = WHY[gone_by_key.get(key, Gone.CRITERION)]
            yield Item(
                number=before.numbers[key],
                short=criterion.short,
                answer=criterion.label(answers[key]) if key in answers else "",
                comment=lost or kept,
                why=ALONE if key in answers and kept else why,
            )
