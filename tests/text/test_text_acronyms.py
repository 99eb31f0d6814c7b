"""Whether the letters of an acronym come from a phrase."""

import pytest

from align.text.acronyms import shares_initials, spells


@pytest.mark.parametrize(
    ("phrase", "acronym"),
    [
        ("artificial general intelligence", "AGI"),
        ("supervised fine-tuning", "SFT"),
        ("extensible markup language", "XML"),
        ("the United States of America", "USA"),
        ("Hong Kong Stock Exchange", "HKEX"),
        ("Taiwan Semiconductor Manufacturing Company", "TSMC"),
        ("Künstliche Intelligenz", "KI"),
        ("Société nationale des chemins de fer français", "SNCF"),
        ("Организация Объединённых Наций", "ООН"),
        ("Coordinated Universal Time", "UTC"),
        ("3D printing", "3DP"),
        ("anything", "X"),
    ],
)
def test_a_phrase_that_spells_an_acronym(phrase, acronym):
    assert spells(phrase, acronym)


@pytest.mark.parametrize(
    ("phrase", "acronym"),
    [
        ("general artificial intelligence", "AGI"),
        ("artificial intelligence", "AGI"),
        ("artificial general intelligence", "AGX"),
        ("reinforcement learning", "LR"),
        ("large language model", "LM"),
    ],
)
def test_a_phrase_that_does_not(phrase, acronym):
    assert not spells(phrase, acronym)


def test_an_attempt_shares_initials_in_any_order():
    assert shares_initials("general artificial intelligence", "AGI")
    assert not shares_initials("Organisation des Nations", "XYZ")
