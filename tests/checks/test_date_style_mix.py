"""``date_style_mix``: dates are written in several styles in one document."""

import pytest

RULE = "date_style_mix"

ALIKE = [
    ("in May 2023", "on January 20, 2025", "in 2024"),
    ("on January 20, 2025", "on March 3, it rained", "from May 1 to 7"),
    ("on Jan. 20, 2025", "in January 2025", "on May 5, 2025"),
    ("on 20 January 2025", "on 6 May"),
    ("You may take 5.", "on 6 May"),
    ("In May, 20 people came.", "on June 3"),
    ("See https://example.com/2025-01-20.", "on January 20, 2025"),
]

MIXED = [
    (("in May 2023", "in December, 2024"), (2, "December, 2024")),
    (("on January 20, 2025", "on 21 January 2025"), (2, "21 January 2025")),
    (("on 2025-01-20", "on January 21, 2025"), (2, "January 21, 2025")),
    (("on January 20, 2025", "on 1/21/2025"), (2, "1/21/2025")),
    (("on January 20th", "on January 21"), (2, "January 21")),
    (("on Jan. 20, 2025", "on January 21, 2025"), (2, "January 21, 2025")),
    (("on January 20 2025", "on March 21, 2025", "on May 1, 2025"), (1, "January 20 2025")),
]


@pytest.mark.parametrize("targets", ALIKE)
def test_one_style(flagged, targets):
    assert flagged(RULE, *targets) == []


@pytest.mark.parametrize(("targets", "expected"), MIXED)
def test_the_style_of_fewer_dates_is_reported(flagged, targets, expected):
    assert flagged(RULE, *targets) == [expected]


def test_other_languages(flagged):
    assert flagged(RULE, "am 20. Januar 2025", "am 21.01.2025", lang="de") == [(2, "21.01.2025")]
    assert flagged(RULE, "le 20 janvier 2025", "en mai 2024", lang="fr") == []
    assert flagged(RULE, "2025年1月20日", "二〇二五年一月二十一日", lang="zh") == [(2, "二〇二五年一月二十一日")]


def test_the_message_shows_both(issues):
    (issue,) = issues(RULE, "in May 2023", "in December, 2024")
    assert issue.message == (
        '"December, 2024" has a comma before the year; "May 2023" (line 1) has no comma before the year'
    )
