"""Cohorts in the states that tests need."""

from django.contrib.auth.models import Group
from django.test import Client

from checklist.accounts.models import User
from checklist.practice import actions
from checklist.practice.models import Cohort
from tests import scenes


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


def browser_of(user: User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client
