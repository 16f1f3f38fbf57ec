import pytest
from django.core.management import CommandError, call_command

from analysis.types import Extraction
from articles.models import Article, Feed, IngestAttempt
from claims.models import ExtractionRun
from tests.articles.conftest import PROSE, answer
from tests.factories import OutletFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_engine(monkeypatch):
    """The engine is a model to be loaded; here it finds nothing."""
    found = Extraction(attributions=(), speakers=(), engine="test@1")
    monkeypatch.setattr("claims.tasks.extract", lambda text: found)


@pytest.mark.usefixtures("without_engine")
def test_files_are_taken_in_and_read_at_once(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text(PROSE, encoding="utf-8")

    call_command("ingest", str(path))
    call_command("ingest", str(path))

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{path}: stored as article {Article.objects.get().pk}, 0 statements"
    assert "already here, unchanged" in lines[1]
    assert ExtractionRun.objects.get().state == "done"


@pytest.mark.usefixtures("without_engine")
def test_one_place_that_fails_does_not_stop_the_others(tmp_path, capsys):
    good, bad, missing = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "missing.txt"
    good.write_text(PROSE, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7")

    with pytest.raises(CommandError, match="3 of 4 failed"):
        call_command("ingest", str(missing), str(bad), "http://127.0.0.1/", str(good))

    said = capsys.readouterr()
    assert "this is a PDF" in said.err
    assert "not a public address" in said.err
    assert "good.txt: stored" in said.out


def test_with_queue_the_worker_does_the_work(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text(PROSE, encoding="utf-8")

    call_command("ingest", "--queue", str(path))

    assert IngestAttempt.objects.get().state == "queued"
    assert "waiting for the worker" in capsys.readouterr().out


def test_due_feeds_are_polled_and_each_has_its_line(network, capsys):
    Feed.objects.create(outlet=OutletFactory(), url="https://news.example/feed.xml")
    network.answers = [answer(status="503 Busy")]

    call_command("poll_feeds", "--once")
    call_command("poll_feeds", "--once")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("https://news.example/feed.xml: failed: news.example answered 503")
