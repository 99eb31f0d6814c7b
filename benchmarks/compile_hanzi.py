"""Make ``align/text/hanzi.txt`` again: traditional characters and their simplified ones, from OpenCC's tables.

usage: python -m benchmarks.compile_hanzi      with the package opencc (Apache-2.0) installed
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from opencc import OpenCC

TABLE = Path(__file__).parent.parent / "align" / "text" / "hanzi.txt"
# Common in simplified texts as well, where they are other words than what OpenCC makes of them in Taiwan's.
BOTH = frozenset("著么")
HEAD = """\
# Traditional characters, each with its simplified one behind it. Made by benchmarks/compile_hanzi.py from the tables
# of OpenCC {version} (https://github.com/BYVoid/OpenCC, Apache License 2.0): those of the mainland's standard, then the
# variants of Hong Kong and Taiwan that it leaves alone. Changed: only single characters, and of several simplified
# ones the first.
"""


def main() -> None:
    characters = [
        chr(code) for first, last in ((0x3400, 0x9FFF), (0x20000, 0x323AF)) for code in range(first, last + 1)
    ]
    found: dict[str, str] = {}
    for name in ("t2s", "hk2s", "tw2s"):
        convert = OpenCC(name).convert
        for char in characters:
            simple = convert(char)
            if len(simple) == 1 and simple != char and char not in BOTH:
                found.setdefault(char, simple)
    pairs = [char + simple for char, simple in sorted(found.items())]
    lines = [" ".join(pairs[start : start + 30]) for start in range(0, len(pairs), 30)]
    TABLE.write_text(HEAD.format(version=version("opencc")) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
