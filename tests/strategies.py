"""Hypothesis strategies that several rooms use: hostile texts, units, bitexts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from align.model import (
    BLOCK_KINDS,
    DIGESTED,
    PLACEHOLDER,
    SOURCE_STATES,
    STATUSES,
    Bitext,
    Code,
    Conflict,
    Leftover,
    Provenance,
    Unit,
)

# Pieces that break things: line ends of every kind, marks without width, halves of pairs, escapes of other formats.
PIECES = (
    *("\n", "\r", "\r\n", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", " ", "\u00a0", "\u3000", "\u200b"),
    *("\x00", "\x01", "\x1f", "\x7f", "\ufeff", "\ufffe", "\uffff", "\ud800", "\udfff", "\u200d", "\u00ad"),
    *("\u202e", "\u2067", "\u2069", "\u0301", "👩‍👩‍👧", "🇨🇳", "𠀀"),
    *("_x0041_", "_x005F_", "_x000D_", "_x", "=1+1", "#N/A", "&amp;", "<b>", "]]>", "\\n", '\\"', "%00"),
    *(
        '"',
        "'",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "「",
        "」",
        "『",
        "』",
        "＂",
        "(",
        ")",
        "（",
        "）",
        "《",
        "》",
        "[",
        "]",
    ),
    *(".", "...", "…", "!", "?", "。", "！", "？", "，", ":", "：", ";", ",", "-", "—"),
    *("Mr", "U.S.", "e.g.", "No. 5", "I", "J.", "3.14", "1.", "etc.", "Ph.D.", "a.m.", "www.a.com"),
    *(
        "said",
        "He",
        "Note: ",
        "Photo: ",
        "word",
        "说",
        "他说",
        "中文",
        "注：",
        "图：",
        "かな",
        "한국",
        "ไทย",
        "Ärger",
        "İ",
        "ß",
    ),
    *("." * 50, '"' * 50, "(" * 50, "（" * 20, "《" * 20, "。" * 20, " " * 20),
)


def joined(text: str) -> str:
    """The text with the two halves of a pair that stand side by side as the one character that they are anywhere."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


any_text = st.text(st.characters(), max_size=30).map(joined)
"""Text over every code point, lone surrogates included."""

nasty_text = st.one_of(
    st.lists(st.one_of(st.sampled_from(PIECES), any_text), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    any_text,
).map(joined)
"""Text made of the pieces above, of anything, or of both."""

field_text = st.one_of(
    st.just(""),
    st.text(max_size=20),
    any_text,
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
).map(joined)
"""What a cell may be made to hold."""

plain_ids = st.from_regex(r"[a-z]{1,2}[0-9]{1,4}", fullmatch=True)
hostile_ids = field_text.filter(bool)
small = st.integers(0, 10**6)
scores = st.none() | st.floats(0, 1, allow_subnormal=False).map(lambda value: round(value, 6))


@st.composite
def units(draw: st.DrawFn, ids: st.SearchStrategy[str] = plain_ids) -> Unit:
    """Any unit but the one that a sheet cannot tell from an empty slot."""
    state = draw(st.sampled_from(SOURCE_STATES))
    source = draw(field_text)
    return Unit(
        id=draw(ids),
        target=draw(field_text),
        source="" if (source, state) == (PLACEHOLDER, "missing") else source,
        source_state=state,
        status=draw(st.sampled_from(STATUSES)),
        section=draw(field_text),
        speaker=draw(field_text),
        note=draw(field_text),
        comment=draw(field_text),
        score=draw(scores),
        kind=draw(st.sampled_from(BLOCK_KINDS)),
        block=draw(small),
        line=draw(small),
        start=draw(small),
        end=draw(small),
    )


provenances = st.builds(
    Provenance,
    tool=field_text,
    input=field_text,
    sha256=st.text("0123456789abcdef", max_size=64),
    options=st.lists(st.tuples(field_text, field_text), max_size=3).map(tuple),
)


conflicts = st.builds(Conflict, field_text, st.sampled_from(DIGESTED), field_text, field_text, field_text)
leftovers = st.builds(Leftover, field_text, st.integers(0, 10**6), field_text)


@st.composite
def bitexts(draw: st.DrawFn, ids: st.SearchStrategy[str] = plain_ids, max_size: int = 4) -> Bitext:
    """Bitexts with any content."""
    rows = draw(st.lists(units(ids), max_size=max_size + 1, unique_by=lambda unit: unit.id))
    shown = min(len(rows), max_size)
    return Bitext(
        units=tuple(rows[:shown]),
        source_lang=draw(st.sampled_from(("zh", "zh-Hant-TW", "ja", "und"))),
        target_lang=draw(st.sampled_from(("en", "de", "pt-BR"))),
        provenance=draw(provenances),
        next_id=draw(st.integers(1, 10**6)),
        gone=tuple(rows[shown:]),
        conflicts=tuple(draw(st.lists(conflicts, max_size=1))),
        leftovers=tuple(draw(st.lists(leftovers, max_size=1))),
        seen=tuple(draw(st.lists(field_text, max_size=1))),
    )


@st.composite
def codes(draw: st.DrawFn, text: str, first: int = 1) -> tuple[Code, ...]:
    """Inline codes in a text: pairs, halves of pairs, and single ones, each with a number of its own."""
    found = []
    for number in range(first, draw(st.integers(0, 4)) + first):
        kinds = draw(st.sampled_from((("open", "close"), ("open",), ("close",), ("alone",))))
        places = sorted(draw(st.integers(0, len(text))) for _ in kinds)
        kind = draw(st.sampled_from(("", "bold", "link")))
        for place, which in zip(places, kinds, strict=True):
            own = "" if which == "close" and len(kinds) == 2 else kind
            found.append(Code(place, which, str(number), draw(st.sampled_from(("", "<b>", "a & b"))), own))
    return tuple(sorted(found, key=lambda code: code.offset))


@st.composite
def coded_bitexts(draw: st.DrawFn) -> Bitext:
    """Bitexts whose texts have inline codes."""
    bitext = draw(bitexts())

    def coded(unit: Unit) -> Unit:
        return replace(unit, source_codes=draw(codes(unit.source)), target_codes=draw(codes(unit.target, 10)))

    return replace(bitext, units=tuple(map(coded, bitext.units)), gone=tuple(map(coded, bitext.gone)))
