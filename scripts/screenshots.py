"""Take the screenshots of the README from a running demo: `python scripts/screenshots.py http://127.0.0.1:8000`."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path("docs/screenshots")
DESKTOP, PHONE = (1360, 900), (390, 844)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, the page, the size of the window and the scheme of colours."""

    name: str
    path: str
    size: tuple[int, int] = DESKTOP
    scheme: str = "light"


def list_shots(article: str, question: str, speaker: str) -> list[Shot]:
    """Return every picture that the docs show, and a few that only a developer looks at."""
    return [
        Shot("desk", "/"),
        Shot("article", article),
        Shot("article-phone", article, PHONE),
        Shot("article-dark", article, scheme="dark"),
        Shot("review", "/review/?disputed=1"),
        Shot("review-phone", "/review/?disputed=1", PHONE),
        Shot("review-dark", "/review/?carried=1", scheme="dark"),
        Shot("review-second", "/review/?verdict=second"),
        Shot("comments", "/statements/41/#comments"),
        Shot("differences", "/review/differences/?statement=46"),
        Shot("review-list", "/review/list/?whose=desk"),
        Shot("review-keys", "/review/keys/"),
        Shot("contrast", question),
        Shot("contrast-dark", question, scheme="dark"),
        Shot("contrast-phone", question, PHONE),
        Shot("quality", "/quality/"),
        Shot("quality-phone", "/quality/", PHONE),
        Shot("quality-dark", "/quality/", scheme="dark"),
        Shot("agreement", "/quality/agreement/"),
        Shot("agreement-phone", "/quality/agreement/", PHONE, "dark"),
        Shot("speaker", speaker),
        Shot("add", "/articles/add/"),
        Shot("history", "/history/"),
        Shot("history-phone", "/history/", PHONE, "dark"),
    ]


def sign_in(page: Page, base: str) -> None:
    """Sign in as the demo's editor."""
    page.goto(f"{base}/login/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("crossclaim-demo")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{base}/")


def take(browser: Browser, base: str, shot: Shot, cookies: list[dict[str, str]]) -> None:
    """Take one picture into the folder."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(base + shot.path)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{shot.name}.png")
    context.close()


def main() -> None:
    """Sign in, look up pages worth showing, take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--article", default="/articles/7/")
    parser.add_argument("--question", default="/questions/dead-in-port-orsel/")
    parser.add_argument("--speaker", default="/speakers/interior-ministry/")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=given.chromium,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
            ],
        )
        context = browser.new_context()
        sign_in(context.new_page(), given.base)
        cookies = [
            {"name": c["name"], "value": c["value"], "url": given.base} for c in context.cookies()
        ]
        for shot in list_shots(given.article, given.question, given.speaker):
            take(browser, given.base, shot, cookies)
        browser.close()


if __name__ == "__main__":
    main()
