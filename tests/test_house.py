"""The house's own rules, held by machine: imports, sizes, templates, and what a file may name."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.management import call_command

from bench.__main__ import find_benchmarks
from tests.conftest import ROOT, need_or_skip

MAX_LINES = 320
PACKAGES = (
    "analysis",
    "articles",
    "bench",
    "claims",
    "partners",
    "speakers",
    "tracker",
    "training",
)
# 500.html stands alone: it has to appear when nothing else works.
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if path.name != "500.html")
# Words that stand in templates as they are: they are the same in every language.
UNTRANSLATED = {"Crossclaim", "REST", "API", "JSON", "URL", "Wikidata", "OpenAPI", "CSV"}
# An absolute path of somebody's machine, or a registry of their own.
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|opt|work|mnt)/[\w.-]+")
REGISTRY = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host|file:///\w")
TEXT_FILES = {
    ".py",
    ".md",
    ".toml",
    ".in",
    ".txt",
    ".sh",
    ".html",
    ".css",
    ".js",
    ".json",
    ".jsonl",
    ".yml",
    ".yaml",
    ".po",
}


def tracked_files() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def own_modules() -> list[Path]:
    return [path for name in (*PACKAGES, "scripts") for path in sorted((ROOT / name).rglob("*.py"))]


# Sizes


def test_no_module_outgrows_a_page():
    too_long = {
        str(path.relative_to(ROOT)): n_lines
        for path in own_modules()
        if "migrations" not in path.parts
        and (n_lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }

    assert not too_long


# Templates


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "template" in metafunc.fixturenames:
        names = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
        metafunc.parametrize("template", TEMPLATES, ids=names)


def without_comments(text: str) -> str:
    text = re.sub(r"{%\s*comment\b.*?endcomment\s*%}", "", text, flags=re.DOTALL)
    return re.sub(r"{#.*?#}", "", text)


def test_a_template_marks_nothing_safe(template):
    text = without_comments(template.read_text(encoding="utf-8"))

    assert not re.findall(r"\|\s*(?:safe|safeseq)\b|autoescape\s+off", text)


def test_a_template_styles_nothing_inline(template):
    text = without_comments(template.read_text(encoding="utf-8"))

    assert not re.findall(r"\sstyle\s*=|<style\b", text)


def test_a_template_handles_no_event_inline(template):
    text = without_comments(template.read_text(encoding="utf-8"))

    assert not re.findall(r"<[^>]*\son[a-z]+\s*=|javascript:|\shx-on", text)


class BareWords(HTMLParser):
    """Collects the words that stand between tags or in spoken attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_skipped = False

    def handle_starttag(self, tag, attrs):
        self.is_skipped = tag in {"script", "style", "code", "kbd", "pre"}
        spoken = {"title", "alt", "placeholder", "aria-label"}
        self.found += [value for name, value in attrs if name in spoken and value]

    def handle_endtag(self, tag):
        self.is_skipped = False

    def handle_data(self, data):
        if not self.is_skipped:
            self.found.append(data)


def bare_words(text: str) -> set[str]:
    """Return the words of a template that no translation tag covers."""
    text = without_comments(text)
    text = re.sub(r"{%-?\s*blocktranslate\b.*?endblocktranslate\s*-?%}", " ", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.DOTALL)
    parser = BareWords()
    parser.feed(text)
    words = re.findall(
        r"[^\W\d_]{2,}", " ".join(re.sub(r"&\w+;", " ", part) for part in parser.found)
    )
    return set(words) - UNTRANSLATED


def test_bare_words_are_found_and_translated_ones_are_not():
    assert bare_words(
        '<p title="{% translate "x" %}">Hello {% translate "there" %} {{ name }}</p>'
    ) == {"Hello"}


def test_every_word_of_a_template_can_be_translated(template):
    assert not bare_words(template.read_text(encoding="utf-8"))


@pytest.mark.skipif(
    shutil.which("xgettext") is None, reason="gettext is not installed: sudo apt install gettext"
)
def test_every_message_can_be_collected(tmp_path, monkeypatch):
    for name in ("templates", "tracker", "claims", "articles", "speakers", "partners"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "locale").mkdir()
    monkeypatch.chdir(tmp_path)

    call_command("makemessages", locale=["en"], verbosity=0)

    collected = list(tmp_path.rglob("django.po"))
    assert sum(path.read_text(encoding="utf-8").count("msgid ") for path in collected) > 100


# What a file may name


def test_no_tracked_file_names_a_machine_of_ours():
    named = {
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in tracked_files()
        if (path.suffix in TEXT_FILES or path.name in {"Makefile", "run"})
        and (found := MACHINE.findall(path.read_text(encoding="utf-8")))
    }

    assert not named


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_names_no_registry_and_has_a_hash_for_every_pin(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(
        r"^[\w.\[\]-]+==[^\\\n]+\\\n((?:\s+--hash=\S+(?: \\)?\n)+)", text, flags=re.MULTILINE
    )

    assert not REGISTRY.findall(text)
    assert len(pins) == len(re.findall(r"^[\w.\[\]-]+==", text, flags=re.MULTILINE)) > 0


def test_every_runtime_dependency_says_why():
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    wordless = [
        line for line in lines if line and not line.startswith(("#", "-")) and "  # " not in line
    ]

    assert not wordless


def test_a_vendored_script_is_the_one_on_record():
    folder = ROOT / "static" / "vendor"
    listed = re.findall(
        r"^([0-9a-f]{64})  (\S+)$", (folder / "README.md").read_text(), re.MULTILINE
    )
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.js")
    }

    assert found == {name: digest for digest, name in listed}


# Imports


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for name in PACKAGES:
        ignore = shutil.ignore_patterns("__pycache__", "data", "runs", "*.onnx", "*.json*")
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, copy / name, ignore=ignore)
    return copy


VIOLATIONS = {
    "articles-uses-claims": (
        "articles/models/outlet.py",
        "import claims.models",
        "articles .*claims",
    ),
    "speakers-uses-articles": (
        "speakers/querysets.py",
        "import articles.models",
        "speakers .*articles",
    ),
    "claims-uses-partners": ("claims/models/run.py", "import partners.models", "claims .*partners"),
    "analysis-uses-django": (
        "analysis/types.py",
        "import django.db",
        "analysis.* not allowed to import django",
    ),
    "analysis-uses-an-app": (
        "analysis/types.py",
        "import speakers.names",
        "analysis.* not allowed to import speakers",
    ),
    "querysets-use-services": (
        "articles/querysets.py",
        "import articles.services",
        "articles.querysets .*articles.services",
    ),
    "web-loads-onnxruntime": ("claims/models/statement.py", "import onnxruntime", "onnxruntime"),
    "web-loads-spacy-by-a-detour": ("claims/selectors.py", "import spacy", "spacy"),
}


@pytest.mark.parametrize(("file", "line", "told"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_forbidden_import_is_caught(copy_of_the_house, file, line, told):
    path = copy_of_the_house / file
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        checked = lint_imports(copy_of_the_house)
    finally:
        path.write_text(before, encoding="utf-8")

    assert checked.returncode == 1
    assert re.search(told, " ".join(checked.stdout.split()))


def test_the_house_as_it_stands_keeps_its_rules(copy_of_the_house):
    checked = lint_imports(copy_of_the_house)

    assert checked.returncode == 0, checked.stdout


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    if not program.exists():
        need_or_skip("import-linter is not installed: make install")
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


# Benchmarks


def test_every_benchmark_can_be_run_by_name():
    for name in find_benchmarks():
        assert "def measure(" in (ROOT / "bench" / f"{name}.py").read_text(encoding="utf-8")
