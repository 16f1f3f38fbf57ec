import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.cleaning import (
    clean_html,
    clean_text,
    decode_bytes,
    find_correction,
    normalise_text,
    refuse_unfit,
)
from articles.errors import CleaningError
from tests.articles.conftest import PROSE, html_page


@given(st.text(st.characters(codec=None)))
def test_normalising_twice_is_normalising_once(text):
    once = normalise_text(text)

    assert normalise_text(once) == once


@given(st.text(st.characters(codec=None)))
def test_a_normalised_text_can_be_stored_anywhere(text):
    cleaned = normalise_text(text)

    cleaned.encode("utf-8")
    assert not [c for c in cleaned if (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f"]
    assert "\n\n\n" not in cleaned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\r\nb\rc\u2028d", "a\nb\nc\nd", id="line-endings"),
        pytest.param("a\n\n \n\t\n\nb", "a\n\nb", id="blank-lines"),
        pytest.param("a\x00b\x07c\x1bd\x9fe\tf", "abcde\tf", id="controls"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone-surrogate"),
        pytest.param("cafe\u0301", "café", id="decomposed"),
        pytest.param("12\u00a0dead", "12\u00a0dead", id="no-break-space-stays"),
        pytest.param("\ufeffwar\u00adning\u200b", "warning", id="invisible"),
        pytest.param("\u202eevil\u202c", "evil", id="bidi-override"),
        pytest.param("he said “no", "he said “no", id="unbalanced-quotes"),
        pytest.param("  \n a \n ", "a", id="ends"),
    ],
)
def test_a_text_is_stored_in_one_form(text, expected):
    assert normalise_text(text) == expected


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("“Twelve” – zwölf".encode(), ""),
        ("\ufeff“Twelve” – zwölf".encode(), ""),
        ("“Twelve” – zwölf".encode("utf-16"), ""),
        ("“Twelve” – zwölf".encode("cp1252"), "iso-8859-1"),
        ('<meta charset="windows-1252">“Twelve” – zwölf'.encode("cp1252"), ""),
        ((PROSE + " “Twelve” – zwölf").encode("cp1252"), "no-such-charset\x00windows"),
    ],
)
def test_the_encoding_of_a_file_is_found(data, charset):
    assert normalise_text(decode_bytes(data, charset)).endswith("“Twelve” – zwölf")


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        pytest.param("“Twelve” – zwölf".encode() + b"\xed\xa0\x80", "", id="lone-surrogate"),
        pytest.param("“Twelve” – zwölf ”".encode()[:-1], "iso-8859-1", id="cut-at-the-end"),
    ],
)
def test_a_broken_character_does_not_garble_the_others(data, charset):
    assert decode_bytes(data, charset).rstrip("\ufffd ") == "“Twelve” – zwölf"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n", id="pdf"),
        pytest.param(b"PK\x03\x04word/document.xml", id="docx"),
        pytest.param(b"\xd0\xcf\x11\xe0", id="doc"),
        pytest.param(b"\x7fELF" + bytes(300), id="program"),
        pytest.param(bytes(range(256)) * 40, id="every-byte"),
    ],
)
def test_a_file_that_is_not_text_is_refused(data):
    with pytest.raises(CleaningError, match="not text: save it"):
        decode_bytes(data)


def test_a_text_with_a_few_control_characters_is_still_text():
    assert "ministry" in decode_bytes(b"The\x00 ministry\x07 said so.\x1b" + b" And so on." * 40)


def test_the_article_on_a_page_is_found_without_its_menus():
    page = clean_html(html_page(), "https://news.example/a")

    assert page.title == "Port fire leaves questions"
    assert page.text.endswith(PROSE)
    assert "Home" not in page.text


def test_what_a_page_says_of_itself_is_read():
    head = (
        '<meta property="og:site_name" content="The Example">'
        '<link rel="canonical" href="/a">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Fire at the port",'
        ' "datePublished": "2026-03-01T09:00:00+02:00", "dateModified": "2026-03-02T08:30:00Z"}]}</script>'
    )

    page = clean_html(html_page(head=head), "https://news.example/a?utm_source=x")

    assert page.title == "Fire at the port"
    assert page.site_name == "The Example"
    assert page.canonical_url == "https://news.example/a"
    assert str(page.published_at) == "2026-03-01 07:00:00+00:00"
    assert str(page.modified_at) == "2026-03-02 08:30:00+00:00"


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{broken</script>',
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        '<script type="application/ld+json">[1, null, {"@type": ["Article", 3], "headline": 7}]</script>',
        '<meta property="article:published_time" content="yesterday"><link rel="canonical" href="http://[">',
        '<meta property="article:published_time" content="0001-01-01T00:00:00+14:00">',
    ],
)
def test_a_page_that_describes_itself_wrongly_is_still_read(head):
    page = clean_html(html_page(head=head), "https://news.example/a")

    assert page.title == "Port fire leaves questions"
    assert "twelve people" in page.text


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td", "ul><li", "span"])
@pytest.mark.parametrize("n_levels", [10_000, 100_000])
def test_a_page_nested_ten_thousand_deep_is_one_sentence_and_no_hang(tag, n_levels):
    html = html_page().replace("<article>", "<article>" + f"<{tag}>" * n_levels)
    started = time.perf_counter()

    with contextlib.suppress(CleaningError):
        assert clean_html(html).text

    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        "<script>alert(1)</script>",
        "<p>",
        "<<<>>>",
        "\x00\ud800",
        "<!--",
        "<svg/onload=x>",
    ],
)
def test_a_page_without_an_article_is_refused(html):
    with pytest.raises(CleaningError):
        refuse_unfit(clean_html(html).text, min_chars=200)


def test_a_short_first_line_becomes_the_title():
    assert clean_text(f"Fire at the port\n\n{PROSE}").title == "Fire at the port"
    assert clean_text(PROSE, title=" A  given\ntitle ").title == "A given title"
    assert clean_text("word " * 80).title == "word " * 19 + "word…"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Der Minister sagte am Dienstag, dass zwölf Menschen bei dem Brand im Hafen gestorben seien. Die Behörde "
            "war nicht gewarnt worden, und niemand hatte den Brief beantwortet, den die Gewerkschaft im Januar schrieb.",
            id="german",
        ),
        pytest.param(
            "Le ministre a déclaré mardi que douze personnes étaient mortes dans l’incendie du port. Il n’y avait pas "
            "eu d’avertissement, et personne n’avait répondu à la lettre que le syndicat avait écrite en janvier.",
            id="french",
        ),
        pytest.param(
            "El ministro dijo el martes que doce personas habían muerto en el incendio del puerto. No hubo ninguna "
            "advertencia, y nadie había respondido a la carta que el sindicato escribió en enero.",
            id="spanish",
        ),
        pytest.param(
            "De minister zei dinsdag dat twaalf mensen bij de brand in de haven zijn omgekomen. Er was geen "
            "waarschuwing, en niemand had de brief beantwoord die de vakbond in januari had geschreven.",
            id="dutch",
        ),
        pytest.param(
            "Министр заявил во вторник, что при пожаре в порту погибли двенадцать человек.",
            id="russian",
        ),
        pytest.param(
            "部长星期二说，港口火灾造成十二人死亡。没有任何警告，也没有人回复工会一月份写的信。"
            * 3,
            id="chinese",
        ),
        pytest.param("0123 4567 89 " * 30, id="figures"),
        pytest.param("qwert asdf zxcv " * 30, id="keys"),
    ],
)
def test_a_text_that_is_not_english_is_refused(text):
    with pytest.raises(CleaningError, match="English"):
        refuse_unfit(text)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Minister Reyes denied that the port was closed.",
        "“There was no warning,” said Ada Kovan.",
        "Jean-Luc de la Cruz told Le Monde that the Comité de la Liberté would not be at the talks in La Paz.",
    ],
)
def test_an_english_text_is_recognised(text):
    refuse_unfit(text)


@pytest.mark.parametrize(
    ("text", "said"), [("Too short.", "at least 30"), ("It is so. " * 200_000, "1,000,000")]
)
def test_a_text_of_the_wrong_length_is_refused_with_the_limit(text, said):
    with pytest.raises(CleaningError, match=said):
        refuse_unfit(text)


@pytest.mark.parametrize(
    "line",
    ["Correction, 17 March: the figure was 12.", "This article was amended on 3 March.", "CORRECTION: a name.",
     "Editor’s note: the figure was wrong.", "* Clarification: the ministry has since replied."],
)  # fmt: skip
def test_a_line_that_owns_to_a_correction_is_found(line):
    assert find_correction(f"{PROSE}\n\n{line}") == line


def test_the_word_correction_inside_a_sentence_is_no_correction():
    assert (
        find_correction("The ministry asked for a correction. Corrections officers were there.")
        == ""
    )
