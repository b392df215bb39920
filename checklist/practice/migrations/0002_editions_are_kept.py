"""What trainees were given is written once: the database refuses whoever would write it again.

No model can say this, for a constraint sees only the row as it will be. So each database has a
trigger, as it has for what is published.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

KEPT = ("case_id", "version_id", "content", "digest", "offered_at")
MESSAGE = "An edition is kept as it is."

POSTGRESQL = f"""
CREATE FUNCTION practice_edition_is_kept() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER practice_edition_is_kept
    BEFORE UPDATE ON practice_edition
    FOR EACH ROW
    WHEN (
        ({", ".join(f"NEW.{each}" for each in KEPT)})
            IS DISTINCT FROM ({", ".join(f"OLD.{each}" for each in KEPT)})
    )
    EXECUTE FUNCTION practice_edition_is_kept();
"""
SQLITE = f"""
CREATE TRIGGER practice_edition_is_kept
BEFORE UPDATE ON practice_edition
FOR EACH ROW
WHEN {" OR ".join(f"NEW.{each} IS NOT OLD.{each}" for each in KEPT)}
BEGIN
    SELECT RAISE(ABORT, '{MESSAGE}');
END
"""


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(POSTGRESQL if _is_postgresql(schema_editor) else SQLITE, params=None)


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if _is_postgresql(schema_editor):
        schema_editor.execute(
            "DROP TRIGGER practice_edition_is_kept ON practice_edition", params=None
        )
        schema_editor.execute("DROP FUNCTION practice_edition_is_kept()", params=None)
    else:
        schema_editor.execute("DROP TRIGGER practice_edition_is_kept", params=None)


def _is_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> bool:
    return schema_editor.connection.vendor == "postgresql"


class Migration(migrations.Migration):
    dependencies = [("practice", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
