"""How static files are stored: under names that change with what is in them, and compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Also a module that a script imports is asked for by its hashed name."""

    support_js_module_import_aggregation = True
