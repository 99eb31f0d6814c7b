"""How many forms of a noun a language has beside numbers, as PO files tell it.

References:
    GNU gettext manual, "Additional functions for plural forms".
"""

from __future__ import annotations

import re
from typing import Final

from align.text.tags import primary

__all__ = ["count_of", "forms_of"]

_ONE: Final = "nplurals=1; plural=0;"
_TWO: Final = "nplurals=2; plural=(n != 1);"
_TWO_FRENCH: Final = "nplurals=2; plural=(n > 1);"
_SLAVIC: Final = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
_CZECH: Final = "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"
_FORMS: Final = {
    **dict.fromkeys(("id", "ja", "km", "ko", "lo", "ms", "my", "th", "vi", "yue", "zh"), _ONE),
    **dict.fromkeys(("fr", "tr"), _TWO_FRENCH),
    **dict.fromkeys(("be", "bs", "hr", "ru", "sr", "uk"), _SLAVIC),
    **dict.fromkeys(("cs", "sk"), _CZECH),
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    "ro": "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "ga": "nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4;",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
_COUNT: Final = re.compile(r"nplurals\s*=\s*([0-9]{1,2})")


def forms_of(lang: str) -> str:
    """The field ``Plural-Forms`` for a language; two forms, as in English, where nothing else is known."""
    if lang in {"pt-BR", "pt_BR"}:
        return _TWO_FRENCH
    return _FORMS.get(primary(lang), _TWO)


def count_of(forms: str) -> int:
    """How many forms a value of ``Plural-Forms`` tells; 0 where it tells none."""
    match = _COUNT.search(forms)
    return int(match[1]) if match else 0
