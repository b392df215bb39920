"""Every page of ours, in every state that it can be met in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from playwright.sync_api import Page, Response

from tests.browser.stage import Stage

SECTION = "/assessments/{%s}/%s/"
COHORT = "/practice/cohorts/{%s}/"
ATTEMPT = "/practice/attempts/{%s}/%s/"
TRIED = "/admin/preview/{draft}/{tried}/%s"
TOO_LONG = "A comment that goes on and on. " * 200
SEND = """([action, fields]) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = action;
    for (const [name, value] of Object.entries(fields)) {
        const box = document.createElement("textarea");
        box.name = name;
        box.value = value;
        form.append(box);
    }
    document.body.append(form);
    form.submit();
}"""
TOKEN = "document.querySelector('[name=csrfmiddlewaretoken]').value"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, in a state: who asks for it, at which address, and how it answers.

    Some states are only met by sending something: then a form with ``fields`` is sent to it from
    the page at ``sent_from``, which has a form with a token.
    """

    name: str
    path: str
    person: str = "visitor"
    status: int = HTTPStatus.OK
    sent_from: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    has_token: bool = True
    is_admin: bool = False

    def __str__(self) -> str:
        return self.name

    def open(self, page: Page, stage: Stage) -> Response:
        """Show the page in this state, and return what the server answered."""
        page.context.add_cookies(stage.cookies(self.person))  # type: ignore[arg-type]
        answer = self._send(page, stage) if self.sent_from else page.goto(stage.address(self.path))
        assert answer is not None
        assert answer.status == self.status, f"{self.name} answered {answer.status}"
        return answer

    def _send(self, page: Page, stage: Stage) -> Response:
        page.goto(stage.address(self.sent_from))
        token = {"csrfmiddlewaretoken": page.evaluate(TOKEN)} if self.has_token else {}
        with page.expect_navigation() as navigation:
            page.evaluate(SEND, [stage.address(self.path), {**self.fields, **token}])
        return navigation.value


def _refused(
    name: str, status: HTTPStatus, path: str, person: str = "clinician", **fields: str
) -> Shown:
    """A page that sends back to this person what they sent to it."""
    kept = {key.replace("_", "-"): value for key, value in fields.items()}
    return Shown(name, path, person, status, sent_from=path, fields=kept)


WALK = [
    Shown("home of a visitor", "/"),
    Shown("home of a newcomer", "/", "newcomer"),
    Shown("home with one left off", "/", "clinician"),
    Shown("about", "/about/"),
    Shown("blank checklist", "/checklists/ketamine-considerations/blank/"),
    Shown("list, empty", "/assessments/", "newcomer"),
    Shown("list, filled", "/assessments/", "clinician"),
    Shown(
        "list, nothing found",
        "/assessments/?reference=K7RW-4MTD",
        "clinician",
        status=HTTPStatus.NOT_FOUND,
    ),
    Shown("guest's list", "/assessments/", "guest"),
    Shown("section, fresh", SECTION % ("fresh", "depression"), "clinician"),
    Shown("section of a guest", SECTION % ("guests", "depression"), "guest"),
    Shown(
        "section, follow-up in view",
        SECTION % ("partly", "depression") + "?new=trial-limits#trial-limits",
        "clinician",
    ),
    Shown(
        "section, urgent",
        SECTION % ("urgent", "suicide-risk") + "?new=urgent#urgent",
        "clinician",
    ),
    _refused(
        "section, refused",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        SECTION % ("partly", "depression"),
        revision="1",
        diagnosis="no-such-answer",
        adequate_trials_comment=TOO_LONG,
    ),
    _refused(
        "section, changed elsewhere",
        HTTPStatus.CONFLICT,
        SECTION % ("twice", "depression"),
        revision="1",
        diagnosis="other",
        diagnosis_comment="Written in another tab.",
    ),
    Shown("review with gaps", SECTION % ("partly", "review"), "clinician"),
    _refused(
        "review, stale",
        HTTPStatus.CONFLICT,
        SECTION % ("urgent", "review"),
        revision="0",
        own_view="Wait.",
    ),
    _refused(
        "review, refused",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        SECTION % ("partly", "review"),
        revision="1",
        own_view=TOO_LONG,
    ),
    Shown("section, of an older version", SECTION % ("outdated", "effect-and-risk"), "latecomer"),
    Shown("review, carried over", SECTION % ("carried", "review"), "latecomer"),
    Shown("carry over", SECTION % ("outdated", "carry-over"), "latecomer"),
    Shown(
        "carry over, stale",
        SECTION % ("outdated", "carry-over"),
        "latecomer",
        HTTPStatus.CONFLICT,
        sent_from=SECTION % ("outdated", "carry-over"),
        fields={"revision": "0", "version": "1.0"},
    ),
    Shown("suggest, empty", SECTION % ("partly", "suggest") + "?section=depression", "clinician"),
    Shown(
        "suggest, about a line",
        SECTION % ("done", "suggest") + "?consideration=suicide-risk.imminent.1",
        "clinician",
    ),
    Shown(
        "suggest, urgent",
        SECTION % ("urgent", "suggest") + "?criterion=suicide-risk",
        "clinician",
    ),
    _refused(
        "suggest, refused",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        SECTION % ("partly", "suggest"),
        section="depression",
        text=TOO_LONG,
    ),
    Shown("results", SECTION % ("done", "results"), "clinician"),
    Shown("results, withdrawn since", SECTION % ("withdrawn", "results"), "editor"),
    Shown("results, nothing urgent", SECTION % ("quiet", "results"), "clinician"),
    Shown("results, empty", SECTION % ("empty", "results"), "clinician"),
]

ACCOUNTS = [
    Shown("sign-in", "/accounts/login/"),
    Shown(
        "sign-in, refused",
        "/accounts/login/",
        sent_from="/accounts/login/",
        fields={"login": "clinician", "password": "not this one"},
    ),
    Shown("sign-out", "/accounts/logout/", "clinician"),
]

ERRORS = [
    Shown("400", "/about/?a=%00", status=HTTPStatus.BAD_REQUEST),
    Shown("403", "/admin/", "clinician", status=HTTPStatus.FORBIDDEN),
    Shown(
        "403, form out of date",
        "/assessments/",
        "clinician",
        status=HTTPStatus.FORBIDDEN,
        sent_from="/about/",
        has_token=False,
    ),
    Shown("404", "/nowhere/", status=HTTPStatus.NOT_FOUND),
    Shown(
        "409, completed",
        SECTION % ("done", "depression"),
        "clinician",
        status=HTTPStatus.CONFLICT,
        sent_from="/assessments/",
        fields={"revision": "1"},
    ),
    Shown(
        "413",
        "/assessments/",
        "clinician",
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        sent_from="/assessments/",
        fields={"checklist": "x" * 300_000},
    ),
    Shown(
        "500",
        SECTION % ("broken", "results"),
        "clinician",
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
    ),
]

OUTLINES = [
    Shown(f"administration, {name}", f"/admin/{path}", "editor", is_admin=True)
    for name, path in {
        "outline of a published version": "content/checklistversion/{version}/change/",
        "outline of a draft": "content/checklistversion/{edited}/change/",
        "history": "content/checklistversion/{edited}/history/",
        "begin a checklist": "content/checklist/new/",
        "start a draft": "content/checklist/{checklist}/start-draft/",
        "publish": "content/draft/{draft}/publish/",
        "retire": "content/checklistversion/{version}/retire/",
        "put in use again": "content/checklistversion/{retired}/reactivate/",
        "withdraw": "content/checklistversion/{version}/withdraw/",
        "draft from a file": "content/checklist/import/",
        "suggestions": "content/suggestion/",
        "compare": "content/checklistversion/{version}/compare/{revised}/",
        "compare what is the same": "content/checklistversion/{version}/compare/{draft}/",
        "compare what is unsound": "content/checklistversion/{version}/compare/{unfinished}/",
        "effect": "content/draft/{revised}/effect/",
        "effect of what is unsound": "content/draft/{unfinished}/effect/",
        "check": "content/draft/{draft}/check/",
        "check with errors": "content/draft/{unfinished}/check/",
        "cases and a draft": "practice/case/foreseen/{revised}/",
        "criteria that confuse": "practice/case/confusion/{version}/",
        "cases from a pack": "practice/case/import/",
    }.items()
]
"""Those pages of the administration that are not Django's own forms and lists."""

ADMIN = [
    *(
        Shown(f"administration, {name}", f"/admin/{path}", "editor", is_admin=True)
        for name, path in {
            "start": "",
            "checklist": "content/checklist/{checklist}/change/",
            "draft": "content/draft/{draft}/change/",
            "discard": "content/draft/{draft}/discard/",
            "cases": "practice/case/",
            "begin a case": "practice/case/add/",
            "case on offer": "practice/case/{case_offered}/change/",
            "case to be written": "practice/case/{case_written}/change/",
        }.items()
    ),
    *OUTLINES,
]

PREVIEW = [
    Shown("preview, section", TRIED % "depression/", "editor"),
    Shown("preview, section, urgent", TRIED % "suicide-risk/?new=urgent#urgent", "editor"),
    Shown("preview, review", TRIED % "review/", "editor"),
    Shown("preview, results", TRIED % "results/", "editor"),
    Shown(
        "preview, section, refused",
        TRIED % "depression/",
        "editor",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        sent_from=TRIED % "depression/",
        fields={"revision": "0", "diagnosis": "no-such-answer"},
    ),
    Shown(
        "preview of what cannot be walked",
        "/admin/preview/{unfinished}/",
        "editor",
        status=HTTPStatus.CONFLICT,
    ),
]

PRACTICE = [
    Shown("practice, home of a newcomer", "/practice/", "newcomer"),
    Shown("practice, home", "/practice/", "trainee"),
    Shown("practice, progress of a newcomer", "/practice/progress/", "newcomer"),
    Shown("practice, progress", "/practice/progress/", "trainee"),
    Shown("practice, case", "/practice/podcast-request/", "newcomer"),
    Shown("practice, case tried before", "/practice/after-midnight/", "trainee"),
    Shown("practice, case withdrawn", "/practice/a-late-period/", "trainee"),
    Shown("practice, section, fresh", ATTEMPT % ("case_fresh", "depression"), "trainee"),
    Shown("practice, section, withdrawn", ATTEMPT % ("case_gone", "depression"), "trainee"),
    Shown("practice, section, with feedback", ATTEMPT % ("case_seen", "suicide-risk"), "trainee"),
    Shown(
        "practice, section, urgent",
        ATTEMPT % ("case_urgent", "suicide-risk") + "?new=urgent#urgent",
        "trainee",
    ),
    _refused(
        "practice, section, refused",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        ATTEMPT % ("case_partly", "depression"),
        "trainee",
        revision="1",
        diagnosis="no-such-answer",
        adequate_trials_comment=TOO_LONG,
    ),
    _refused(
        "practice, section, changed elsewhere",
        HTTPStatus.CONFLICT,
        ATTEMPT % ("case_twice", "depression"),
        "trainee",
        revision="1",
        diagnosis="other",
    ),
    Shown("practice, review", ATTEMPT % ("case_partly", "review"), "trainee"),
    _refused(
        "practice, review, stale",
        HTTPStatus.CONFLICT,
        ATTEMPT % ("case_urgent", "review"),
        "trainee",
        revision="0",
    ),
    Shown(
        "practice, feedback on a section", ATTEMPT % ("case_seen", "depression/feedback"), "trainee"
    ),
    Shown("practice, feedback", ATTEMPT % ("practised", "feedback"), "trainee"),
    Shown("practice, feedback, all agree", ATTEMPT % ("agreed", "feedback"), "trainee"),
    Shown("practice, feedback, panel", ATTEMPT % ("practised_panel", "feedback"), "trainee"),
    Shown("practice, feedback, withdrawn", ATTEMPT % ("practised_gone", "feedback"), "trainee"),
    Shown(
        "practice, submitted already",
        ATTEMPT % ("practised", "depression"),
        "trainee",
        HTTPStatus.CONFLICT,
        sent_from="/practice/after-midnight/",
        fields={"revision": "1"},
    ),
]

COHORTS = [
    Shown("practice, home of a supervisor", "/practice/", "supervisor"),
    Shown("practice, cohorts, none", "/practice/cohorts/", "deputy"),
    Shown("practice, cohorts", "/practice/cohorts/", "supervisor"),
    Shown(
        "practice, cohorts, refused",
        "/practice/cohorts/",
        "supervisor",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        sent_from="/practice/cohorts/",
        fields={"name": TOO_LONG},
    ),
    Shown("practice, cohort of nobody", COHORT % "nobodys", "supervisor"),
    Shown("practice, cohort", COHORT % "cohort", "supervisor"),
    Shown("practice, cohort, one case", COHORT % "cohort" + "?case=after-midnight", "supervisor"),
    Shown(
        "practice, cohort, refused",
        COHORT % "nobodys",
        "supervisor",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        sent_from=COHORT % "nobodys",
        fields={"person": "nobody by this name"},
    ),
    Shown(
        "practice, cohort, question",
        COHORT % "cohort" + "questions/ketamine-considerations/adequate-trials/",
        "supervisor",
    ),
    Shown("practice, cohort, trainee", COHORT % "cohort" + "trainees/{busy}/", "supervisor"),
    Shown("practice, cohort, trainee, idle", COHORT % "cohort" + "trainees/{idle}/", "supervisor"),
    Shown("practice, feedback, commented", ATTEMPT % ("commented", "feedback"), "supervisor"),
    Shown(
        "practice, feedback, comment refused",
        ATTEMPT % ("commented", "comments"),
        "supervisor",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        sent_from=ATTEMPT % ("commented", "feedback"),
        fields={"comment": TOO_LONG},
    ),
]

OURS = [*WALK, *ACCOUNTS, *ERRORS, *PREVIEW, *PRACTICE, *COHORTS]
PAGES = [*OURS, *ADMIN]
