"""`manage.py seed`: load the demo into an empty database."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError

from articles.errors import IngestError
from articles.models import Article
from claims.demo.acts import Replay, open_questions, replay_acts
from claims.demo.articles import load_articles
from claims.demo.beside import set_beside
from claims.demo.curation import curate
from claims.demo.desks import load_desks, set_up_queue
from claims.demo.history import make_history
from claims.demo.imports import import_list
from claims.demo.published import import_feed
from claims.demo.registry import load_outlets, load_registry
from claims.demo.second import read_second, set_shares, settle_some, talk
from claims.demo.suggestions import suggest_everywhere
from claims.models import Statement
from claims.services.counting import count_outcomes

# Mara and Tomas work at the demo's desks; only the editor and the curator log in.
EDITORS = {"editor": "editor", "curator": "curator", "mara": "editor", "tomas": "editor"}


class Command(BaseCommand):
    """Loads outlets, speakers, articles, questions and a recorded set of editors' acts."""

    help = "Load the demo articles through the real ingest and engine, then replay the editors' recorded acts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the demo, unless there are articles already."""
        if Article.objects.exists():
            self.stdout.write("The database holds articles already: the demo is left as it is.")
            return
        users = {name: _worker(name, group) for name, group in EDITORS.items()}
        outlets, speakers = load_outlets(), load_registry()
        import_list(curator=users["curator"])
        desks = load_desks(outlets, users)
        set_shares(desks)
        replay, n_acts = Replay({}, speakers, users), 0
        try:
            for file_name, version in load_articles(outlets, editor=users["editor"]):
                replay.versions[file_name] = version
                n_found = Statement.objects.of(version).count()
                self.stdout.write(f"  {version.article.title} · {n_found} statements")
                n_acts += replay_acts(replay, article=file_name)
        except IngestError as error:
            raise CommandError(str(error)) from error
        n_acts += read_second(users) + settle_some(users)
        n_links = open_questions(replay)
        set_beside(editor=users["editor"])
        set_up_queue(replay, desks)
        n_acts += make_history(replay.versions, users) + talk(users)
        n_acts += curate(speakers, users)
        n_suggested = suggest_everywhere()
        import_feed(editor=users["editor"])
        count_outcomes()
        self.stdout.write(
            f"{len(replay.versions)} pages read, {n_acts} acts replayed, {n_links} links made, "
            f"{n_suggested} more suggested."
        )
        for line in dict.fromkeys(replay.missing):
            self.stderr.write(f"  the engine proposed no statement with these words: {line}")


def _worker(name: str, group: str) -> User:
    """Return one of the demo's editors; nobody can log in as them until `demo_accounts` sets a password."""
    user, is_new = get_user_model().objects.get_or_create(username=name)
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        user.groups.add(*Group.objects.filter(name=group))
    return user
