"""``manage.py prepare``: make the database ready to serve, and say what was done."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist import content, practice
from checklist.accounts.roles import make_groups
from checklist.operations.demo import demo_accounts, demo_cohort
from checklist.walk import actions

STARTER = Path(content.__file__).parent / "starter"
CASES = Path(practice.__file__).parent / "starter"


class Command(BaseCommand):
    """Migrate if needed, load the starter checklists and cases, and make accounts for trying out.

    What guests left behind goes too: a site that is only tried out has nothing else to purge it.
    """

    help = (
        "Prepare the database: migrate where needed, load the starter checklists and cases and, "
        "unless in production, make the demo accounts and show their passwords. Safe to run at "
        "every start."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each step only where something is to be done."""
        self._migrate()
        # Also where there was nothing to migrate: a role may have been added to the code alone.
        make_groups()
        for file in sorted(STARTER.glob("*.json")):
            self._load("load_checklist", file)
        for file in sorted(CASES.glob("*.json")):
            self._load("load_cases", file)
        actions.forget_guests(now=timezone.now())
        if not settings.PRODUCTION:
            for account in demo_accounts(settings.VAR / "demo-accounts.json"):
                self.stdout.write(str(account))
            demo_cohort()

    def _load(self, command: str, file: Path) -> None:
        """Offer a starter file. A site whose own version has its label starts all the same."""
        try:
            call_command(command, str(file), stdout=self.stdout)
        except CommandError as refused:
            self.stderr.write(str(refused))

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write(_("Migrating the database ..."))
            call_command("migrate", interactive=False, verbosity=0)
        else:
            self.stdout.write(_("The database is up to date."))
        # The table of what all processes count together; nothing is done where it is there.
        call_command("createcachetable", verbosity=0)
