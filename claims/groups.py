"""Who may do what: four groups, each with all that the one before it has.

`grant_groups` is called by a migration. A later migration that adds a model calls it again, so that the groups
get the permissions of the new model; it only ever adds.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.management import create_permissions

VIEWER, EDITOR, CURATOR, ADMINISTRATOR = "viewer", "editor", "curator", "administrator"
GROUPS = (VIEWER, EDITOR, CURATOR, ADMINISTRATOR)

# Apps whose every row each member of the newsroom may read; users, keys and the work queue are not among them.
_READABLE_APPS = ("articles", "speakers", "claims")
_EDITOR = {
    "articles": ("add_article", "add_ingestattempt", "change_ingestattempt"),
    "claims": (
        "review_statement",
        *("add_statement", "change_statement"),
        *("add_claimlink", "change_claimlink"),
        *("add_question", "change_question"),
        *("add_claim", "change_claim"),
        *("add_claimrelation", "change_claimrelation", "delete_claimrelation"),
        *("add_statementjudgement", "change_statementjudgement"),
        "change_statementgroup",
        *("add_questiontie", "change_questiontie"),
        *("add_partnerreview", "change_partnerreview", "add_reviewimport"),
        "add_extractionrun",
    ),
}
_CURATOR = {"claims": ("export_corrections", "settle_secondreading", "return_statement")}
_CURATED = {
    "speakers": (
        *("speaker", "speakername", "post", "membership"),
        *("judgement", "succession", "parentage", "registryimport"),
    ),
    "articles": ("outlet", "feed", "origin"),
    "claims": ("desk", "deskroute"),
}


def grant_groups(apps: Any, schema_editor: Any) -> None:
    """Make the four groups and give each what it may do; nothing is taken away."""
    using = schema_editor.connection.alias
    _make_permissions(apps, using)
    granted = _permissions(apps, using)
    for name in GROUPS:
        group, _is_new = (
            apps.get_model("auth", "Group").objects.using(using).get_or_create(name=name)
        )
        group.permissions.add(*granted[name])


def drop_groups(apps: Any, schema_editor: Any) -> None:
    """Remove the four groups; the users stay."""
    using = schema_editor.connection.alias
    apps.get_model("auth", "Group").objects.using(using).filter(name__in=GROUPS).delete()


def _make_permissions(apps: Any, using: str) -> None:
    """Make the permissions now: Django makes them only after the last migration."""
    for config in apps.get_app_configs():
        config.models_module = True
        create_permissions(config, verbosity=0, using=using, apps=apps)
        config.models_module = None


def _permissions(apps: Any, using: str) -> dict[str, list[Any]]:
    """Return the permissions of each group."""
    granted: dict[str, list[Any]] = {name: [] for name in GROUPS}
    known = apps.get_model("auth", "Permission").objects.using(using).select_related("content_type")
    for permission in known.all():
        app, code = permission.content_type.app_label, permission.codename
        is_viewer = app in _READABLE_APPS and code.startswith("view_")
        is_editor = is_viewer or code in _EDITOR.get(app, ())
        is_curator = (
            is_editor
            or code in _CURATOR.get(app, ())
            or code.partition("_")[2] in _CURATED.get(app, ())
        )
        for name, may in ((VIEWER, is_viewer), (EDITOR, is_editor), (CURATOR, is_curator)):
            if may:
                granted[name].append(permission)
        granted[ADMINISTRATOR].append(permission)
    return granted
