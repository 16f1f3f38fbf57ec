"""Addresses that pages name by the hundred are those that Django finds."""

from __future__ import annotations

import pytest
from django.urls import reverse, set_script_prefix

from articles.paths import path_to


@pytest.fixture
def mounted_below():
    set_script_prefix("/desk/")
    yield
    set_script_prefix("/")


@pytest.mark.parametrize(
    ("view_name", "key"),
    [("claims:article-detail", 7), ("claims:question-detail", "dead-in-port-orsel")],
)
def test_a_path_is_the_one_that_django_finds(view_name, key):
    assert path_to(view_name, key) == reverse(view_name, args=[key])


def test_a_path_follows_where_the_site_is_mounted(mounted_below):
    assert path_to("claims:article-detail", 7) == "/desk/articles/7/"
