"""Every sentence by which something is refused can be translated, and is when it is shown."""

import ast
import re
import shutil
import subprocess
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import translation

from articles import cleaning, fetching
from articles.errors import IngestError, say
from articles.models import Feed, IngestAttempt
from articles.services.ingest import perform_attempt
from articles.services.polling import poll_feed
from articles.services.submission import submit_text, submit_url
from tests.articles.conftest import answer, redirect
from tests.factories import IngestAttemptFactory, OutletFactory

ROOT = Path(__file__).resolve().parents[2]
REFUSALS = {"IngestError", "CleaningError", "FetchError", "BlockedAddressError"}
PLACE = re.compile(r"%\((\w+)\)s")
URL = "https://news.example/a"
# What the pretended German says before each sentence.
MARK = "⟦"

with_gettext = pytest.mark.skipif(
    shutil.which("msgfilter") is None, reason="gettext is not installed: sudo apt install gettext"
)


def calls(names):
    """The calls in the app of what goes by one of `names`, each with where it stands."""
    for path in sorted((ROOT / "articles").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if is_call_of(node, names):
                yield path.relative_to(ROOT), node


def is_call_of(node, names):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def sentences():
    """The messages marked for translation in the modules that refuse something."""
    return {
        node.args[0].value
        for path, node in calls({"_"})
        if "gettext_noop as _" in (ROOT / path).read_text(encoding="utf-8")
    }


RAISED = {f"{path}:{node.lineno}": (path, node) for path, node in calls(REFUSALS)}


@pytest.mark.parametrize("where", RAISED)
def test_a_refusal_is_raised_with_a_marked_sentence_and_what_its_places_need(where):
    path, call = RAISED[where]
    message, given = call.args[0], {keyword.arg for keyword in call.keywords} - {"is_retryable"}

    # A name is a constant of the module; only `message` is a row of a table, and the tables have a test.
    if isinstance(message, ast.Name) and message.id == "message":
        return
    if isinstance(message, ast.Name):
        sentence = getattr(import_module(".".join(path.with_suffix("").parts)), message.id)
    else:
        assert is_call_of(message, {"_"})
        sentence = message.args[0].value

    assert sentence in sentences()
    assert set(PLACE.findall(sentence)) == given


def test_every_row_of_a_table_is_marked_and_its_places_are_filled():
    answers = {*fetching._ANSWERS.values(), fetching._BUSY, fetching._ODD}
    files = set(cleaning._MAGIC.values())

    assert answers | files <= sentences()
    assert all(set(PLACE.findall(sentence)) == {"host", "status"} for sentence in answers)
    assert not any(PLACE.findall(sentence) for sentence in files)


def test_a_sentence_has_no_percent_sign_but_before_a_place():
    assert not [sentence for sentence in sentences() if "%" in PLACE.sub("", sentence)]


def run(tool, *args, given=b""):
    command = [shutil.which(tool), *args]
    return subprocess.run(command, input=given, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    """The folder `locale` as `makemessages` fills it for German, every message translated by a mark before it."""
    house = tmp_path_factory.mktemp("house")
    for name in ("articles", "templates"):
        shutil.copytree(ROOT / name, house / name, ignore=shutil.ignore_patterns("__pycache__"))
    folder = house / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(house)
        call_command("makemessages", locale=["de"], verbosity=0)
    po = folder / "django.po"
    same = run("msgen", po)
    po.write_bytes(run("msgfilter", "--keep-header", "sed", f"1s/^/{MARK}/", given=same))
    run("msgfmt", "-c", "-o", folder / "django.mo", po)
    return house / "locale"


@pytest.fixture
def german(catalogue, settings):
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    settings.LOCALE_PATHS = [catalogue]
    return "de"


@with_gettext
def test_every_refusal_is_collected_for_translators(german):
    with translation.override(german):
        missing = [
            sentence for sentence in sentences() if translation.gettext(sentence) == sentence
        ]

    assert not missing


@with_gettext
@pytest.mark.django_db
def test_an_attempt_says_why_it_failed_in_the_language_of_its_reader(network, german, client_as):
    network.answers = [answer(status="503 Busy")]
    attempt = perform_attempt(submit_url(url=URL, submitted_by=None).pk)
    reader, english = client_as("editor"), "ews.example answered 503: try again later"

    for address in (reverse("articles:attempt-list"), attempt.get_absolute_url()):
        said = reader.get(address, headers={"accept-language": "de"}).content.decode()
        assert f"{MARK}n{english}" in said
        said = reader.get(address, headers={"accept-language": "en"}).content.decode()
        assert f">N{english}" in said


@with_gettext
@pytest.mark.django_db
def test_the_admin_says_why_attempts_and_feeds_failed_in_the_language_of_its_reader(
    network, german, admin_client
):
    network.answers = [redirect("http://127.0.0.1/"), answer("no feed")]
    attempt = perform_attempt(submit_url(url=URL, submitted_by=None).pk)
    feed = Feed.objects.create(outlet=OutletFactory(), url="https://news.example/feed")
    poll_feed(feed=feed)
    rows = [
        ("ingestattempt", attempt, "127.0.0.1 is not a public address"),
        ("feed", feed, "this is not a feed: give"),
    ]

    for model, row, sentence in rows:
        for page, args in (("changelist", []), ("change", [row.pk])):
            address = reverse(f"admin:articles_{model}_{page}", args=args)
            said = admin_client.get(address, headers={"accept-language": "de"}).content.decode()
            assert f"{MARK}{sentence}" in said
    said = admin_client.get(reverse("admin:articles_outlet_change", args=[feed.outlet.pk]))
    assert "This is not a feed" in said.content.decode()


@with_gettext
@pytest.mark.django_db
def test_a_form_is_refused_in_the_language_of_its_reader(german, client_as):
    values = {"door": "paste", "text": "It is so. " * 200_000}

    response = client_as("editor").post(
        reverse("articles:article-add"), values, headers={"accept-language": "de"}
    )

    assert (
        f"{MARK}the text has 2.000.000 characters, the limit is 1.000.000"
        in response.content.decode()
    )


@pytest.mark.django_db
def test_what_failed_is_found_in_the_admin_by_a_value_of_its_reason(network, admin_client):
    network.answers = [redirect("http://inner.example/")]
    network.names["inner.example"] = ["10.0.0.1"]
    perform_attempt(submit_url(url=URL, submitted_by=None).pk)
    address = reverse("admin:articles_ingestattempt_changelist")

    assert "1 ingest attempt" in admin_client.get(address, {"q": "inner.ex"}).content.decode()
    assert "0 ingest attempts" in admin_client.get(address, {"q": "outer.ex"}).content.decode()


@pytest.mark.django_db
def test_a_reason_stored_before_sentences_had_values_is_shown_as_it_was(client_as):
    old = "100% of news.example's answer, %(host)s and %s, was no text: paste it"
    attempt = IngestAttemptFactory(state="failed", reason=old)

    said = client_as("editor").get(attempt.get_absolute_url()).content.decode()

    assert "100% of news.example&#x27;s answer, %(host)s and %s, was no text: paste it" in said


@pytest.mark.parametrize(
    ("message", "values", "said"),
    [
        pytest.param("", {}, "", id="nothing"),
        pytest.param("100% of it", {}, "100% of it", id="percent-without-values"),
        pytest.param(
            "%(host)s: %(why)s",
            {"host": "a.example", "why": "[Errno 111] 100% refused, {so} %(x)s"},
            "a.example: [Errno 111] 100% refused, {so} %(x)s",
            id="a-value-that-is-a-sentence",
        ),
        pytest.param("%(n)s of %(limit)s", {"n": 1234567, "limit": 10.5}, "1,234,567 of 10.5"),
        pytest.param("%(port)s", {"port": "8080"}, "8080", id="a-name-made-of-digits"),
        pytest.param("%(host)s", {"host": "a" * 900}, "a" * 199 + "…", id="a-value-without-end"),
        pytest.param("%(lost)s", {"n": 1}, "%(lost)s", id="a-value-is-missing"),
        pytest.param("100% %(n)s", {"n": 1}, "100% %(n)s", id="stray-percent"),
    ],
)
def test_a_message_is_said_with_its_values(message, values, said):
    assert say(message, values) == said
    assert str(IngestError(message, **values)) == said


def test_a_translation_that_names_another_place_gives_way_to_the_english(monkeypatch):
    monkeypatch.setattr("articles.errors.gettext", lambda message: "%(wirt)s antwortet nicht")

    assert say("%(host)s is silent", {"host": "a.example"}) == "a.example is silent"


@pytest.mark.django_db
def test_a_refusal_is_one_sentence_without_a_place_left_open():
    with pytest.raises(IngestError) as caught:
        submit_text(text="Too short.", submitted_by=None)

    assert str(caught.value) == (
        "the text is too short, 10 of at least 30 characters: paste the whole article"
    )


@pytest.mark.django_db(transaction=True)
def test_going_back_writes_refusals_out_and_going_forward_keeps_them():
    new = IngestAttemptFactory(
        state="failed", reason="%(host)s is silent", reason_values={"host": "a.example"}
    )
    old = IngestAttemptFactory(state="failed", reason="100% silent")
    feed = Feed.objects.create(
        outlet=OutletFactory(),
        url=URL,
        last_error="%(n)s pages",
        last_error_values={"n": 1000},
    )
    try:
        call_command("migrate", "articles", "0002", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("SELECT reason FROM articles_ingestattempt ORDER BY id")
            assert [row[0] for row in cursor.fetchall()] == ["a.example is silent", "100% silent"]
    finally:
        call_command("migrate", verbosity=0)

    reasons = {row.pk: row.reason_said for row in IngestAttempt.objects.all()}
    assert reasons == {new.pk: "a.example is silent", old.pk: "100% silent"}
    assert Feed.objects.get(pk=feed.pk).last_error_said == "1,000 pages"
