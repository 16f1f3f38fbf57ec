"""Check that what the documents point at is there: links to files, `make` targets, `manage.py` commands.

    python scripts/check_docs.py

Prints one line for each pointer that leads nowhere; exit status 1 if there is one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]+)?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MAKE = re.compile(r"`make ([a-z-]+)")
MANAGE = re.compile(r"manage\.py ([a-z_]+)")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
DJANGO_COMMANDS = {
    "migrate", "runserver", "createsuperuser", "check", "collectstatic", "shell", "changepassword",
    "clearsessions", "axes_reset", "makemigrations", "makemessages", "compilemessages", "dumpdata", "loaddata",
    "createcachetable", "spectacular",
}  # fmt: skip
SKIPPED = {".venv", ".venv-train", "node_modules", "var", "build"}


def main() -> int:
    """Check every Markdown file of the project; return the exit status."""
    problems = [line for path in _documents() for line in _problems(path)]
    sys.stdout.writelines(f"{line}\n" for line in problems)
    return int(bool(problems))


def _documents() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*.md")):
        if not SKIPPED & set(path.relative_to(ROOT).parts):
            yield path


def _problems(path: Path) -> Iterator[str]:
    text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT)
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    commands = {file.stem for file in ROOT.glob("*/management/commands/*.py")} | DJANGO_COMMANDS
    for file, anchor in LINK.findall(text):
        goal = (path.parent / file).resolve() if file else path
        if not goal.exists():
            yield f"{name}: no file {file}"
        elif anchor and goal.suffix == ".md" and anchor[1:] not in _anchors(goal):
            yield f"{name}: no heading {anchor} in {goal.relative_to(ROOT)}"
    yield from (
        f"{name}: no target `make {word}`" for word in MAKE.findall(text) if word not in targets
    )
    yield from (
        f"{name}: no command `manage.py {word}`"
        for word in MANAGE.findall(text)
        if word not in commands
    )


def _anchors(path: Path) -> set[str]:
    """Return the anchors that a Markdown page makes of its headings."""
    titles = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


if __name__ == "__main__":
    sys.exit(main())
