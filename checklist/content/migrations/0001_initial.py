import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Checklist",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="slug")),
            ],
            options={
                "verbose_name": "checklist",
                "verbose_name_plural": "checklists",
                "ordering": ["slug"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ChecklistVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="content.checklist",
                        verbose_name="checklist",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[0-9A-Za-z]+([.\\-][0-9A-Za-z]+)*\\Z",
                                "A version label is made of letters and digits, with single full stops or hyphens between.",
                            )
                        ],
                        verbose_name="version",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("active", "active"), ("retired", "retired")],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "definition",
                    models.TextField(blank=True, editable=False, verbose_name="definition"),
                ),
                (
                    "digest",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="digest"
                    ),
                ),
                (
                    "starts_from",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="starts from"
                    ),
                ),
                (
                    "loaded_digest",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="digest of the file"
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="content.checklistversion",
                        verbose_name="started from version",
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="created")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="published"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="retired"
                    ),
                ),
            ],
            options={
                "verbose_name": "checklist version",
                "verbose_name_plural": "checklist versions",
                "ordering": ["checklist_id", "-created_at", "-pk"],
                "permissions": [
                    ("view_checklistversion", "Can see checklist versions and drafts"),
                    ("add_checklistversion", "Can start a draft"),
                    ("change_checklistversion", "Can edit drafts"),
                    ("delete_checklistversion", "Can discard drafts"),
                    ("publish_checklistversion", "Can publish drafts"),
                ],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checklist", "label"), name="content_version_label_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "active")),
                        fields=("checklist",),
                        name="content_version_one_active",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("definition", ""),
                                ("digest", ""),
                                ("starts_from", ""),
                                ("status", "draft"),
                                ("published_at", None),
                                ("published_by", None),
                                ("retired_at", None),
                            ),
                            models.Q(
                                models.Q(
                                    models.Q(("retired_at", None), ("status", "active")),
                                    models.Q(("retired_at__isnull", False), ("status", "retired")),
                                    _connector="OR",
                                ),
                                models.Q(("definition", ""), _negated=True),
                                models.Q(("digest", ""), _negated=True),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="content_version_fits_status",
                        violation_error_message="A draft has no definition and no dates of publishing; any other version has.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="draft",
                        serialize=False,
                        to="content.checklistversion",
                        verbose_name="version",
                    ),
                ),
                ("title", models.TextField(blank=True, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="A tag such as en or pt-BR.",
                        max_length=200,
                        verbose_name="language",
                    ),
                ),
                ("introduction", models.TextField(blank=True, verbose_name="introduction")),
                ("not_for", models.TextField(blank=True, verbose_name="not for")),
                ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                (
                    "starts_from",
                    models.CharField(
                        blank=True,
                        help_text="The slug of the checklist that this one follows; empty if it stands alone.",
                        max_length=200,
                        verbose_name="starts from",
                    ),
                ),
            ],
            options={
                "verbose_name": "draft",
                "verbose_name_plural": "drafts",
                "ordering": ["version__checklist__slug", "version__created_at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Limit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="content.draft",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="limit")),
            ],
            options={
                "verbose_name": "limit",
                "verbose_name_plural": "limits",
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="content.draft",
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=200, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("article", "article"),
                            ("label", "label"),
                            ("guideline", "guideline"),
                            ("consensus", "consensus statement"),
                            ("regulator", "regulator"),
                            ("trial", "trial"),
                            ("review", "review"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.TextField(blank=True, verbose_name="title")),
                ("publisher", models.TextField(blank=True, verbose_name="publisher")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty where the copy that was read shows none.",
                        null=True,
                        verbose_name="year",
                    ),
                ),
                (
                    "locators",
                    models.TextField(
                        blank=True,
                        help_text="How places in it are named: section, page, heading.",
                        verbose_name="locators",
                    ),
                ),
                (
                    "address",
                    models.TextField(
                        blank=True, help_text="Web address or DOI.", verbose_name="address"
                    ),
                ),
                (
                    "verified_with",
                    models.TextField(
                        blank=True,
                        help_text="Which copy was read, and how much of it.",
                        verbose_name="verified with",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="content.draft",
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=200, verbose_name="key")),
                ("title", models.TextField(blank=True, verbose_name="title")),
                ("lead", models.TextField(blank=True, verbose_name="lead")),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="content.section",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("choice", "one of several options")],
                        default="choice",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=200, verbose_name="key")),
                ("short", models.TextField(blank=True, verbose_name="short name")),
                ("question", models.TextField(blank=True, verbose_name="question")),
                ("help", models.TextField(blank=True, verbose_name="help")),
                (
                    "match",
                    models.CharField(
                        choices=[
                            ("all", "all of the conditions hold"),
                            ("any", "any one of the conditions holds"),
                        ],
                        default="all",
                        help_text="Without conditions the question is always asked.",
                        max_length=10,
                        verbose_name="asked when",
                    ),
                ),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AnswerOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="content.criterion",
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=200, verbose_name="key")),
                ("label", models.TextField(blank=True, verbose_name="label")),
                ("unknown", models.BooleanField(default=False, verbose_name="means “not known”")),
            ],
            options={
                "verbose_name": "answer option",
                "verbose_name_plural": "answer options",
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="content.draft",
                    ),
                ),
                (
                    "match",
                    models.CharField(
                        choices=[
                            ("all", "all of the conditions hold"),
                            ("any", "any one of the conditions holds"),
                        ],
                        default="all",
                        max_length=10,
                        verbose_name="fires when",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule",
                "verbose_name_plural": "rules",
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Consideration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="considerations",
                        to="content.answeroption",
                    ),
                ),
                (
                    "rule",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consideration",
                        to="content.rule",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        help_text="Kept for ever: never give it to another thought.",
                        max_length=200,
                        verbose_name="key",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("urgent", "urgent"),
                            ("resolve", "needs attention before proceeding"),
                            ("caution", "weighs against"),
                            ("support", "supports considering"),
                            ("note", "good to know"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "consideration",
                "verbose_name_plural": "considerations",
                "ordering": ["position", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("option__isnull", False), ("rule__isnull", True)),
                            models.Q(("option__isnull", True), ("rule__isnull", False)),
                            _connector="OR",
                        ),
                        name="content_consideration_one_parent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="content.criterion",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="content.rule",
                    ),
                ),
            ],
            options={
                "verbose_name": "condition",
                "verbose_name_plural": "conditions",
                "ordering": ["position", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("criterion__isnull", False), ("rule__isnull", True)),
                            models.Q(("criterion__isnull", True), ("rule__isnull", False)),
                            _connector="OR",
                        ),
                        name="content_condition_one_parent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConditionOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accepted",
                        to="content.condition",
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="conditions",
                        to="content.answeroption",
                    ),
                ),
            ],
            options={
                "verbose_name": "accepted option",
                "verbose_name_plural": "accepted options",
                "ordering": ["position", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("condition", "option"), name="content_condition_option_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContextLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="content.draft",
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=200, verbose_name="key")),
                ("text", models.TextField(blank=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "context line",
                "verbose_name_plural": "context lines",
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="content.criterion",
                    ),
                ),
                (
                    "consideration",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="content.consideration",
                    ),
                ),
                (
                    "context_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="content.contextline",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="citations",
                        to="content.source",
                        verbose_name="source",
                    ),
                ),
                ("locator", models.TextField(blank=True, verbose_name="locator")),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["position", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("consideration__isnull", True),
                                ("context_line__isnull", True),
                                ("criterion__isnull", False),
                            ),
                            models.Q(
                                ("consideration__isnull", False),
                                ("context_line__isnull", True),
                                ("criterion__isnull", True),
                            ),
                            models.Q(
                                ("consideration__isnull", True),
                                ("context_line__isnull", False),
                                ("criterion__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="content_citation_one_parent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Difference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="content.draft",
                    ),
                ),
                ("locator", models.TextField(blank=True, verbose_name="place in the article")),
                ("says", models.TextField(blank=True, verbose_name="what it says")),
                ("beside", models.TextField(blank=True, verbose_name="beside it")),
                ("shows", models.TextField(blank=True, verbose_name="where it shows")),
            ],
            options={
                "verbose_name": "difference between sources",
                "verbose_name_plural": "differences between sources",
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="order",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="content.draft",
                    ),
                ),
                (
                    "before",
                    models.TextField(
                        blank=True,
                        help_text="Keys of criteria there, separated by spaces.",
                        verbose_name="then",
                    ),
                ),
                (
                    "after",
                    models.TextField(
                        blank=True,
                        help_text="Keys of criteria here, separated by spaces.",
                        verbose_name="now",
                    ),
                ),
            ],
            options={
                "verbose_name": "then and now",
                "verbose_name_plural": "then and now",
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
    ]
