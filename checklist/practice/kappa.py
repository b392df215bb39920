"""Agreement beyond chance between people who answered the same questions: the kappas.

    kappa = (observed agreement - expected agreement) / (1 - expected agreement)

Cohen's for two raters, of whom one may be the reference; Fleiss' for many. Both take one question:
the options of two questions are not the same set of categories, and putting them into one would
make chance look small and agreement large. ``pooled`` brings the questions together afterwards.
Values in, values out, as exact fractions.

Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement 20, 37-46. https://doi.org/10.1177/001316446002000104
Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin
    76, 378-382. https://doi.org/10.1037/h0031619
Fleiss, J. L., Cuzick, J. (1979). The reliability of dichotomous judgments: unequal numbers of
    judges per subject. Applied Psychological Measurement 3, 537-542.
    https://doi.org/10.1177/014662167900300410
Fleiss, J. L., Levin, B., Paik, M. C. (2003). Statistical methods for rates and proportions, 3rd
    edition, section 18.3. https://doi.org/10.1002/0471445428
De Vries, H., Elliott, M. N., Kanouse, D. E., Teleki, S. S. (2008). Using pooled kappa to summarize
    interrater agreement across many items. Field Methods 20, 272-282.
    https://doi.org/10.1177/1525822X08317166
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAIR = 2


class Undefined(StrEnum):
    """Why there is no kappa."""

    NO_RATINGS = "no-ratings"
    ONE_RATER = "one-rater"
    ONE_SUBJECT = "one-subject"
    ONE_ANSWER = "one-answer"
    ONE_REFERENCE = "one-reference"
    NONE_DEFINED = "none-defined"

    @property
    def words(self) -> Promise:
        """The reason as a sentence."""
        return _WORDS[self]


_WORDS = {
    Undefined.NO_RATINGS: _("There are no answers to compare yet."),
    Undefined.ONE_RATER: _("No case was answered by two people yet."),
    Undefined.ONE_SUBJECT: _("Only one case was answered by two people so far."),
    Undefined.ONE_ANSWER: _("Everybody gave the same answer throughout."),
    Undefined.ONE_REFERENCE: _("The reference gives the same answer in every case so far."),
    Undefined.NONE_DEFINED: _("It is not defined for any single question so far."),
}


@dataclass(frozen=True, slots=True)
class Kappa:
    """A kappa and what it was made from.

    ``observed`` and ``expected`` are shares of agreement; they are 0 where nothing was compared.
    ``subjects`` is what was rated (a case), ``ratings`` how often in all.
    """

    subjects: int
    ratings: int
    observed: Fraction
    expected: Fraction
    undefined: Undefined | None

    @property
    def value(self) -> Fraction | None:
        """1 is full agreement, 0 what chance alone would give; None where it is not defined."""
        if self.undefined is not None:
            return None
        return (self.observed - self.expected) / (1 - self.expected)

    @property
    def weight(self) -> int:
        """How much was compared: each rating of a subject after its first."""
        return self.ratings - self.subjects


def cohen(pairs: Iterable[tuple[Hashable, Hashable]]) -> Kappa:
    """Cohen's kappa of two raters, from their two ratings of each subject (Cohen 1960)."""
    rated = list(pairs)
    if not rated:
        return _nothing(Undefined.NO_RATINGS)
    first = Counter(one for one, _other in rated)
    second = Counter(other for _one, other in rated)
    agreeing = sum(one == other for one, other in rated)
    by_chance = sum(count * second[category] for category, count in first.items())
    return _kappa(
        subjects=len(rated),
        ratings=PAIR * len(rated),
        observed=Fraction(agreeing, len(rated)),
        expected=Fraction(by_chance, len(rated) ** 2),
    )


def with_reference(pairs: Iterable[tuple[Hashable, Hashable]]) -> Kappa:
    """Cohen's kappa of answers with the reference, from (answer, reference) of each attempt.

    Where the reference never varies the formula gives 0 whatever was answered, for then what
    agrees is just what chance would give. That says nothing about anybody: it is not defined.
    """
    rated = list(pairs)
    if len({reference for _answer, reference in rated}) == 1:
        return _nothing(Undefined.ONE_REFERENCE, subjects=len(rated), ratings=PAIR * len(rated))
    return cohen(rated)


def fleiss(subjects: Iterable[Iterable[Hashable]]) -> Kappa:
    """Fleiss' kappa of many raters, from all ratings of each subject.

    The raters of one subject need not be those of another, nor as many. For equal numbers this is
    Fleiss 1971, for unequal ones of two categories Fleiss and Cuzick 1979, and for more categories
    their mean as Fleiss, Levin and Paik (2003) weight it. With n ratings of a subject and a share p
    of them in a category,

        observed = 1 - sum(n * (1 - sum of p squared)) / sum(n - 1)

    A subject with one rating compares nobody and is left out. With a single subject the formula
    gives -1 / (n - 1) for any ratings: it is not defined.
    """
    all_rated = [rated for rated in map(Counter, subjects) if rated]
    compared = [rated for rated in all_rated if rated.total() >= PAIR]
    if len(compared) < PAIR:
        return _nothing(_too_few(all_rated, compared))
    categories = sum(compared, Counter[Hashable]())
    ratings = categories.total()
    differing = sum((_differing(rated) for rated in compared), Fraction())
    return _kappa(
        subjects=len(compared),
        ratings=ratings,
        observed=1 - differing / (ratings - len(compared)),
        expected=Fraction(_squares(categories), ratings**2),
    )


def pooled(kappas: Iterable[Kappa]) -> Kappa:
    """One kappa of many questions, chance being reckoned within each (De Vries et al. 2008).

    Observed and expected agreement are averaged first, and the kappa is made of the averages. Here
    they are weighted by how much was compared, as questions are not asked equally often. Questions
    without a kappa of their own are left out; where none has one, they may all have one reason.
    """
    every = list(kappas)
    defined = [kappa for kappa in every if kappa.undefined is None]
    if not defined:
        reasons = {kappa.undefined for kappa in every if kappa.undefined} or {Undefined.NO_RATINGS}
        return _nothing(reasons.pop() if len(reasons) == 1 else Undefined.NONE_DEFINED)
    weight = sum(kappa.weight for kappa in defined)
    return _kappa(
        subjects=sum(kappa.subjects for kappa in defined),
        ratings=sum(kappa.ratings for kappa in defined),
        observed=sum((kappa.weight * kappa.observed for kappa in defined), Fraction()) / weight,
        expected=sum((kappa.weight * kappa.expected for kappa in defined), Fraction()) / weight,
    )


def _kappa(*, subjects: int, ratings: int, observed: Fraction, expected: Fraction) -> Kappa:
    """The kappa of these shares, not defined where chance alone makes everybody agree."""
    undefined = Undefined.ONE_ANSWER if expected == 1 else None
    return Kappa(subjects, ratings, observed, expected, undefined)


def _nothing(reason: Undefined, subjects: int = 0, ratings: int = 0) -> Kappa:
    """No kappa, and why."""
    return Kappa(subjects, ratings, Fraction(), Fraction(), reason)


def _too_few(all_rated: list[Counter[Hashable]], compared: list[Counter[Hashable]]) -> Undefined:
    """Why fewer than two subjects can be compared."""
    if compared:
        return Undefined.ONE_SUBJECT
    return Undefined.ONE_RATER if all_rated else Undefined.NO_RATINGS


def _differing(rated: Counter[Hashable]) -> Fraction:
    """How much the ratings of one subject differ: n * (1 - sum of p squared)."""
    return rated.total() - Fraction(_squares(rated), rated.total())


def _squares(counts: Counter[Hashable]) -> int:
    """The sum of the squares of the counts."""
    return sum(count**2 for count in counts.values())
