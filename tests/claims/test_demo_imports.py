"""The demo's list of ministers goes through the real importer and joins the demo's registry."""

from __future__ import annotations

import pytest

from claims.demo.imports import import_list
from claims.demo.registry import load_registry
from speakers.models import Membership, RegistryImport, Speaker
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_list_joins_the_registry_of_the_demo():
    known = load_registry()

    n_records = import_list(curator=UserFactory())

    run = RegistryImport.objects.with_outcomes().get()
    assert (n_records, run.n_refused, run.state) == (15, 0, "imported")
    mandate = Membership.objects.get(person=known["radek-solane"])
    assert mandate.source_note == "Gazette 87 of 2023"
    assert known["interior-ministry"].posts.filter(label="Interior Minister").count() == 1
    assert Speaker.objects.filter(name="Henrik Doss").count() == 1
    assert Speaker.objects.filter(name="Civic Alliance").count() == 1
