"""Figures in results.md: measured sections are replaced, everything else stays."""

from bench.recording import MARKER, record_sections


def test_a_section_is_replaced_and_the_others_stay(tmp_path):
    path = tmp_path / "results.md"
    path.write_text(f"# Results\n\nby hand\n\n{MARKER}\n\n## search\n\nold\n\n## pages\n\nkept\n")

    record_sections({"search": "new\n"}, path=path)

    assert path.read_text() == (
        f"# Results\n\nby hand\n\n{MARKER}\n\n## search\n\nnew\n\n## pages\n\nkept\n"
    )


def test_a_new_section_goes_to_the_end(tmp_path):
    path = tmp_path / "results.md"

    record_sections({"search": "one"}, path=path)
    record_sections({"pages": "two"}, path=path)

    assert path.read_text().endswith("## search\n\none\n\n## pages\n\ntwo\n")
