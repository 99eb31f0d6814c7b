"""Which way texts run on the page."""

from __future__ import annotations

import pytest

from align.web.directions import direction, shown_tag


@pytest.mark.parametrize(
    ("lang", "text", "shown"),
    [
        ("mn-Mong", "", "mn-Mong"),
        ("mn-CN", "", "mn-Mong-CN"),
        ("mn-CN", "Монгол", "mn-CN"),
        ("mnc", "ᠮᠠᠨᠵᡠ ᡤᡳᠰᡠᠨ", "mnc-Mong"),
        ("mnc", "manju gisun", "mnc"),
        ("mnc-Latn", "ᠮᠠᠨᠵᡠ", "mnc-Latn"),
        ("ja", "日本語", "ja"),
        ("en", "1, 2, 3", "en"),
        ("und", "", "und"),
    ],
)
def test_a_column_is_upright_where_its_tag_or_its_text_says_so(lang, text, shown):
    assert shown_tag(lang, text) == shown


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("DeepSeek شركة صينية", "ar", "rtl"),
        ("جاء.", "ar", "rtl"),
        ("He came.", "ar", "auto"),
        ("אדם means man", "en", "ltr"),
        ("אדם", "en", "auto"),
        ("He came.", "en", "auto"),
        ("人工智能", "zh", "auto"),
        ("", "he", "auto"),
    ],
)
def test_a_text_runs_as_its_language_does_whatever_it_begins_with(text, lang, found):
    assert direction(text, lang) == found
