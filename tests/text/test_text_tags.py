"""Language tags: the standard form, or an error that says what to give."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import LanguageTagError
from align.text.tags import primary, same_language, script_of, standard_tag
from tests.strategies import nasty_text


@pytest.mark.parametrize(
    ("given_tag", "standard"),
    [
        ("en", "en"),
        ("EN", "en"),
        (" zh ", "zh"),
        ("zh_cn", "zh-CN"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("zh-Hant", "zh-Hant"),
        ("pt-br", "pt-BR"),
        ("de-1996", "de-1996"),
        ("es-419", "es-419"),
        ("und", "und"),
        ("yue", "yue"),
    ],
)
def test_a_tag_gets_its_standard_form(given_tag, standard):
    assert standard_tag(given_tag) == standard


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "e",
        "english",
        "Chinese",
        "zh--CN",
        "en-",
        "-en",
        "xx-YYYYY",
        "qqq1",
        "日本語",
        "en\0",
        "12",
        "q9",
        "zz-zz-zz",
    ],
)
def test_what_is_no_tag_is_refused(text):
    with pytest.raises(LanguageTagError, match="no language tag"):
        standard_tag(text)


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(nasty_text, st.text("abcdeEhnzxu-_19 ", max_size=12)))
def test_any_text_is_a_tag_or_refused(text):
    try:
        standard = standard_tag(text)
    except LanguageTagError:
        return
    assert standard_tag(standard) == standard


@pytest.mark.parametrize(("tag", "language"), [("zh-Hans-CN", "zh"), ("ZH_cn", "zh"), ("en", "en")])
def test_the_language_of_a_tag(tag, language):
    assert primary(tag) == language


def test_script_and_region_do_not_make_another_language():
    assert same_language("zh", "zh-Hant-TW")
    assert same_language("en_US", "en-GB")
    assert not same_language("zh", "yue")


@pytest.mark.parametrize(
    ("tag", "script"), [("zh", "Hans"), ("zh-TW", "Hant"), ("zh-Hant-CN", "Hant"), ("ru", "Cyrl"), ("und", "Latn")]
)
def test_the_script_of_a_tag(tag, script):
    assert script_of(tag) == script
