"""Cohorts in the states that tests need."""

from collections.abc import Mapping

from django.contrib.auth.models import Group

from checklist.accounts.models import User
from checklist.practice import actions
from checklist.practice.models import Attempt, Case, Cohort
from tests import scenes
from tests.practice import casting


def make_supervisor(username: str = "supervisor") -> User:
    """Somebody in the group of supervisors."""
    user = scenes.make_user(username)
    user.groups.add(Group.objects.get(name="Supervisor"))
    return user


def make_cohort(supervisor: User, *trainees: User, name: str = "Spring intake") -> Cohort:
    """A cohort of these trainees."""
    cohort = actions.new_cohort(name=name, supervisor=supervisor)
    for trainee in trainees:
        actions.add_trainee(cohort=cohort, trainee=trainee)
    return cohort


OTHERWISE = (
    ("two-careful-trials", {"adequate-trials": "one", "alternatives": "not-discussed"}),
    ("after-midnight", {"suicide-risk": "elevated", "adequate-trials": "two-or-more"}),
    ("brilliant-fortnight", {"diagnosis": "mdd-moderate-severe"}),
    ("failed-five", {"adequate-trials": "two-or-more"}),
    ("podcast-request", {"adequate-trials": "one"}),
)
"""What some trainees answer otherwise than the reference, in some cases."""


def fill(cohort: Cohort, cases: Mapping[str, Case], several: int) -> list[Attempt]:
    """Put so many trainees in, who have done some of the cases, most of them the first ones.

    Every second one answers the first case otherwise, every third the second one, and so on.
    """
    done = []
    for number in range(1, several + 1):
        trainee = scenes.make_user(f"trainee-{number}")
        actions.add_trainee(cohort=cohort, trainee=trainee)
        for place, (key, otherwise) in enumerate(OTHERWISE, start=1):
            if number * place <= 2 * several:
                changes = otherwise if number % (place + 1) == 0 else {}
                done.append(casting.attempted(cases[key], trainee, changes))
    return done
