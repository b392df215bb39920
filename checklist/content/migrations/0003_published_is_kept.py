"""What is published is written once: the database refuses whoever would write it again.

No model can say this, for a constraint sees only the row as it will be. So each database has a
trigger. That a person's account is deleted, and that a version is retired, remain possible.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

KEPT = (
    "checklist_id",
    "label",
    "definition",
    "digest",
    "starts_from",
    "loaded_digest",
    "based_on_id",
    "created_at",
    "published_at",
    "changed",
    "review_by",
)
MESSAGE = "A published version is kept as it is."

POSTGRESQL = f"""
CREATE FUNCTION content_published_is_kept() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER content_published_is_kept
    BEFORE UPDATE ON content_checklistversion
    FOR EACH ROW
    WHEN (
        OLD.status <> 'draft'
        AND (
            NEW.status = 'draft'
            OR (
                NEW.published_by_id IS NOT NULL
                AND NEW.published_by_id IS DISTINCT FROM OLD.published_by_id
            )
            OR ({", ".join(f"NEW.{each}" for each in KEPT)})
                IS DISTINCT FROM ({", ".join(f"OLD.{each}" for each in KEPT)})
        )
    )
    EXECUTE FUNCTION content_published_is_kept();
"""
SQLITE = f"""
CREATE TRIGGER content_published_is_kept
BEFORE UPDATE ON content_checklistversion
FOR EACH ROW
WHEN OLD.status <> 'draft' AND (
    NEW.status = 'draft'
    OR (NEW.published_by_id IS NOT NULL AND NEW.published_by_id IS NOT OLD.published_by_id)
    OR {" OR ".join(f"NEW.{each} IS NOT OLD.{each}" for each in KEPT)}
)
BEGIN
    SELECT RAISE(ABORT, '{MESSAGE}');
END
"""


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(POSTGRESQL if _is_postgresql(schema_editor) else SQLITE, params=None)


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if _is_postgresql(schema_editor):
        schema_editor.execute(
            "DROP TRIGGER content_published_is_kept ON content_checklistversion", params=None
        )
        schema_editor.execute("DROP FUNCTION content_published_is_kept()", params=None)
    else:
        schema_editor.execute("DROP TRIGGER content_published_is_kept", params=None)


def _is_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> bool:
    return schema_editor.connection.vendor == "postgresql"


class Migration(migrations.Migration):
    dependencies = [("content", "0002_editing")]

    operations = [migrations.RunPython(guard, unguard)]
