"""Dumps: whole, checkable, the same as the lists, and gone on with by the feed."""

import datetime as dt
import gzip
import hashlib
import io
import json

import pyarrow.parquet as pq
import pytest
import time_machine
from django_q.models import OrmQ

from claims.models import Claim
from partners import tasks
from partners.dump_files import write_files
from partners.models import Dump, DumpFile
from partners.services.dumping import remove_old_dumps, request_dump, write_parts
from partners.services.feed import publish_all_changes
from tests.factories import ClaimFactory, QuestionFactory
from tests.partners.changing import Newsroom
from tests.partners.mirroring import Mirror, read_lists

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dumps_dir(settings, tmp_path):
    settings.DUMPS_DIR = tmp_path
    settings.SITE_URL = "http://testserver"
    return tmp_path


def make_dump():
    dump = request_dump()
    tasks.write_dump(dump.pk)
    dump.refresh_from_db()
    return dump


def fetch(api, file):
    answer = api.get(file["href"])
    data = b"".join(answer.streaming_content)
    assert hashlib.sha256(data).hexdigest() == file["sha256"]
    assert len(data) == file["bytes"]
    return data


def read_dump(api, manifest, form="jsonl"):
    """Return what the files of a dump hold, by type and id."""
    things = {}
    for file in manifest["files"]:
        if file["format"] != form:
            continue
        data = fetch(api, file)
        if form == "jsonl":
            rows = [json.loads(line) for line in gzip.decompress(data).decode().splitlines()]
        else:
            rows = pq.read_table(io.BytesIO(data)).to_pylist()
        assert len(rows) == file["rows"]
        things |= {(file["type"], row["id"]): row for row in rows}
    return things


@pytest.fixture
def newsroom():
    newsroom = Newsroom(seed=7)
    for _ in range(40):
        newsroom.act()
    return newsroom


def test_a_dump_holds_what_the_lists_serve(api, newsroom):
    dump = make_dump()

    manifest = api.get(f"/api/v1/dumps/{dump.pk}").json()

    assert manifest["state"] == "ready"
    assert read_dump(api, manifest) == read_lists(api)


def test_the_feed_goes_on_from_a_dump(api, newsroom, settings):
    settings.DUMP_PART_ROWS = 2
    dump = request_dump()
    while write_parts(dump_id=dump.pk, within_s=0.0, write=write_files):
        newsroom.act()  # the newsroom does not stop for a dump
    manifest = api.get(f"/api/v1/dumps/{dump.pk}").json()
    mirror = Mirror(api)
    mirror.things, mirror.token = read_dump(api, manifest), manifest["token"]
    for _ in range(5):
        newsroom.act()

    mirror.catch_up()
    while api.get("/api/v1/changes?cursor=" + mirror.token).json()["results"]:
        mirror.catch_up()

    assert mirror.things == read_lists(api)


def test_what_a_dump_caught_for_a_moment_does_not_stay_in_a_mirror(api):
    """Withdrawn again, and changed back, before the feed compares: neither would give an entry."""
    known = ClaimFactory(text="As it was told.")
    publish_all_changes()
    claims = Claim.objects.filter(pk=known.pk)
    dump = request_dump()

    def written_between(component, pages, paths):
        moment = component == "Claim" and not Claim.objects.filter(text="Too soon.").exists()
        if moment:
            claims.update(text="For a moment.")
            ClaimFactory(text="Too soon.", question=known.question)
        written = write_files(component, pages, paths)
        if moment:
            claims.update(text="As it was told.")
            Claim.objects.filter(text="Too soon.").delete()
        return written

    write_parts(dump_id=dump.pk, within_s=60, write=written_between)
    manifest = api.get(f"/api/v1/dumps/{dump.pk}").json()
    mirror = Mirror(api)
    mirror.things, mirror.token = read_dump(api, manifest), manifest["token"]
    texts = {t["text"] for (kind, _id), t in mirror.things.items() if kind == "claim"}
    assert texts == {"For a moment.", "Too soon."}

    mirror.catch_up()

    assert mirror.things == read_lists(api)


@pytest.mark.parametrize("is_compared", [True, False])
def test_what_was_published_for_a_moment_is_withdrawn_from_a_mirror(api, is_compared):
    """Whether the feed compared it after it was gone, or has yet to."""
    question = QuestionFactory(is_published=False)
    publish_all_changes()
    dump = request_dump()

    def written_between(component, pages, paths):
        if component == "Question":
            question.is_published = True
            question.save()
        shown = list(pages)
        if component == "Question":
            question.is_published = False
            question.save()
            if is_compared:
                publish_all_changes()
        return write_files(component, shown, paths)

    write_parts(dump_id=dump.pk, within_s=60, write=written_between)
    manifest = api.get(f"/api/v1/dumps/{dump.pk}").json()
    mirror = Mirror(api)
    mirror.things, mirror.token = read_dump(api, manifest), manifest["token"]
    assert ("question", question.pk) in mirror.things

    mirror.catch_up()

    assert mirror.things == read_lists(api) == {}


def test_parquet_holds_the_same_in_columns(api, newsroom):
    dump = make_dump()
    manifest = api.get(f"/api/v1/dumps/{dump.pk}").json()

    def plain(value):
        if isinstance(value, dict):
            return {name: plain(one) for name, one in value.items()}
        if isinstance(value, list):
            return [plain(one) for one in value]
        if hasattr(value, "isoformat"):
            return value.isoformat().replace("+00:00", "Z")
        return value

    assert plain(read_dump(api, manifest, "parquet")) == read_dump(api, manifest)


def test_an_empty_site_has_a_dump_with_empty_files(api):
    dump = make_dump()

    files = api.get(f"/api/v1/dumps/{dump.pk}").json()["files"]

    assert {file["rows"] for file in files} == {0}
    assert len(files) == 10
    assert read_dump(api, {"files": files}, "parquet") == {}


def test_a_part_holds_no_more_rows_than_it_should(api, settings):
    settings.DUMP_PART_ROWS = 2
    QuestionFactory.create_batch(5)

    dump = make_dump()

    questions = DumpFile.objects.filter(dump=dump, kind="question", format="jsonl")
    assert [f.n_rows for f in questions] == [2, 2, 1]
    assert questions[0].name == "questions-0001.jsonl.gz"


def test_a_writer_that_was_killed_is_gone_on_from_its_last_part(settings, api):
    settings.DUMP_PART_ROWS = 2
    question = QuestionFactory()
    ClaimFactory.create_batch(5, question=question)
    dump = request_dump()
    n_pages = 0

    def killed_in_the_third_part(component, pages, paths):
        nonlocal n_pages
        n_pages += component == "Claim"
        if n_pages == 2:
            paths[0].write_bytes(b"half a file")
            raise KeyboardInterrupt
        return write_files(component, pages, paths)

    with pytest.raises(KeyboardInterrupt):
        write_parts(dump_id=dump.pk, within_s=60, write=killed_in_the_third_part)
    before = set(dump.files.values_list("sha256", flat=True))

    tasks.write_dump(dump.pk)

    manifest = api.get(f"/api/v1/dumps/{dump.pk}").json()
    assert read_dump(api, manifest) == read_lists(api)
    assert before < {file["sha256"] for file in manifest["files"]}
    assert not list(Dump.objects.get().path.glob("*.part"))


def test_the_same_rows_give_the_same_bytes():
    ClaimFactory()

    first, second = (
        list(make_dump().files.values_list("kind", "format", "sha256")) for _ in range(2)
    )

    assert first == second


def test_a_long_dump_is_handed_on(settings, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(tasks, "WRITE_FOR_S", 0.0)
    with django_capture_on_commit_callbacks(execute=True):
        dump = request_dump()

    tasks.write_dump(dump.pk)

    assert OrmQ.objects.count() == 2
    assert Dump.objects.get().state == "running"


def test_doing_a_finished_dump_again_changes_nothing():
    dump = make_dump()
    before = list(DumpFile.objects.values())

    tasks.write_dump(dump.pk)

    assert list(DumpFile.objects.values()) == before


def test_a_dump_that_cannot_be_written_says_why(settings, tmp_path, api):
    settings.DUMPS_DIR = tmp_path / "a-file"
    settings.DUMPS_DIR.write_text("in the way")
    dump = request_dump()

    with pytest.raises(OSError, match="a-file"):
        tasks.write_dump(dump.pk)

    failed = api.get(f"/api/v1/dumps/{dump.pk}").json()
    assert failed["state"] == "failed"
    assert failed["error"]
    assert failed["files"] == []


def test_one_that_no_job_goes_on_with_is_given_up(dumps_dir, api):
    dump = request_dump()
    write_parts(dump_id=dump.pk, within_s=0, write=write_files)

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=23)):
        tasks.tidy_up()
    assert api.get(f"/api/v1/dumps/{dump.pk}").json()["state"] == "running"
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=25)):
        tasks.tidy_up()

    assert api.get(f"/api/v1/dumps/{dump.pk}").json()["state"] == "failed"
    assert list(dumps_dir.iterdir()) == []


def test_only_the_newest_are_kept(dumps_dir):
    kept = [make_dump() for _ in range(4)][-2:]

    assert remove_old_dumps(keep=2) == 2

    assert list(Dump.objects.order_by("pk")) == kept
    assert {path.name for path in dumps_dir.iterdir()} == {str(d.folder) for d in kept}


def test_asking_twice_gives_one_dump(api, api_key, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (api.post("/api/v1/dumps") for _ in range(2))

    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == second.json()
    assert first["Location"] == f"http://testserver/api/v1/dumps/{first.json()['id']}"
    assert first.json()["state"] == "queued"
    assert first.json()["token"] is None
    assert Dump.objects.get().asked_by == api_key
    assert OrmQ.objects.count() == 1


def test_a_file_comes_once_and_then_as_304(api):
    dump = make_dump()
    file = api.get(f"/api/v1/dumps/{dump.pk}").json()["files"][0]

    answer = api.get(file["href"])

    assert answer["ETag"] == f'"{file["sha256"]}"'
    assert answer["Content-Type"] == "application/gzip"
    assert file["name"] in answer["Content-Disposition"]
    assert answer["RateLimit"]
    b"".join(answer.streaming_content)
    unchanged = api.get(file["href"], HTTP_IF_NONE_MATCH=answer["ETag"])
    assert unchanged.status_code == 304


def test_a_file_is_served_whatever_format_is_asked_for(api):
    href = api.get(f"/api/v1/dumps/{make_dump().pk}").json()["files"][0]["href"]

    answer = api.get(href, HTTP_ACCEPT="application/vnd.apache.parquet")

    assert answer.status_code == 200
    b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    "path", ["9/files/claims-0001.parquet", "1/files/claims-0009.parquet", "1/files/secret"]
)
def test_what_is_not_there_is_404(api, path):
    make_dump()

    assert api.get(f"/api/v1/dumps/{path}").status_code == 404


def test_a_file_needs_a_key(client):
    make_dump()

    assert client.get("/api/v1/dumps/1/files/claims-0001.parquet").status_code == 401


def test_what_was_withdrawn_is_in_no_later_dump(api):
    claim = ClaimFactory()
    first = make_dump()
    Claim.objects.filter(pk=claim.pk).update(folded_into=ClaimFactory())
    second = make_dump()

    manifests = (api.get(f"/api/v1/dumps/{d.pk}").json() for d in (first, second))

    assert [("claim", claim.pk) in read_dump(api, m) for m in manifests] == [True, False]


@pytest.mark.parametrize(
    ("who", "n_dumps"), [("viewer", 0), ("editor", 0), ("curator", 0), ("administrator", 1)]
)
def test_who_makes_one_in_the_admin(client_as, who, n_dumps):
    client_as(who).post("/admin/partners/dump/make/")

    assert Dump.objects.count() == n_dumps


def test_the_admin_lists_dumps_and_their_files(client_as):
    dump = make_dump()
    client = client_as("administrator")

    assert "Make a dump now" in client.get("/admin/partners/dump/").content.decode()
    page = client.get(f"/admin/partners/dump/{dump.pk}/change/").content.decode()
    assert "questions-0001.jsonl.gz" in page


def test_the_night_orders_a_dump():
    tasks.request_nightly_dump()

    assert Dump.objects.get().asked_by is None
