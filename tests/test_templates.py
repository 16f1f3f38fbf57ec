"""What holds for every template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
INCLUDE = re.compile(r'{% include "([^"]+)"([^%]*)%}')


def has_form(name):
    return "{% csrf_token %}" in (Path(settings.BASE_DIR) / "templates" / name).read_text()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_fragment_with_a_form_is_handed_the_csrf_token(path):
    for name, values in INCLUDE.findall(path.read_text()):
        if " only" in values and has_form(name):
            assert "csrf_token=csrf_token" in values, f"{path.name} includes {name}"
