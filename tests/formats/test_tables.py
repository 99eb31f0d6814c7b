"""Tables of units as text: what divides the cells, which column is what, and formulas that are none."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import AlignError, ArgumentError, EncodingError, FormatError
from align.formats import format_of
from align.formats.tables.delimited import notices, read
from align.formats.tables.dialect import rows_of
from align.model import Bitext, Unit
from tests.formats.books import bitext_of, example, saving, written
from tests.formats.hostile import HOSTILE

PAIRS = [("我们赢了。", "We won."), ("他们输了。", "They lost.")]
EN_ZH = (None, "en")


def of(text: str | bytes, langs=(None, "en"), columns=None, encoding=None) -> Bitext:
    data = text.encode() if isinstance(text, str) else text
    return read(io.BytesIO(data), langs, columns, encoding)


def texts(bitext: Bitext) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in bitext.units]


def as_others_read(bitext: Bitext, name: str) -> list[dict[str, str]]:
    """The rows as the module csv has them, which is how most programs do."""
    text = written(bitext, name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if name == "tsv" else ","))


def test_the_name_tells_the_format():
    assert [format_of(name) for name in ("x.TSV", "x.tab", "x.csv")] == ["tsv", "tsv", "csv"]


# Written -----------------------------------------------------------------------------------------------------------


def test_csv_as_people_see_it():
    bitext = bitext_of(Unit("u1", 'He said: "We won."', "他说：“我们赢了。”", "original"), Unit("u2", "=1+1", "- 二"))
    assert written(bitext, "csv").decode().splitlines() == [
        "\ufeffid,section,speaker,source,source_state,target,status,terms,issues,note,comment,score,source_lang,target_lang",
        'u1,,,他说：“我们赢了。”,original,"He said: ""We won.""",translated,,,,,,zh,en',
        "u2,,,'- 二,missing,'=1+1,translated,,,,,,zh,en",
    ]


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_other_programs_read_the_same(name):
    rows = as_others_read(example(), name)
    assert [row["id"] for row in rows] == ["u0001", "u0002", "u0003"]
    assert rows[1] | {"source": "他们输了。", "target": "They lost.", "score": "0.75", "status": "reviewed"} == rows[1]
    assert (rows[0]["source"], rows[0]["score"], rows[0]["source_state"]) == ("", "", "missing")


@pytest.mark.parametrize("name", ["csv", "tsv"])
@pytest.mark.parametrize("case", [case for case in HOSTILE if "UL" not in case])
def test_no_cell_is_a_formula_and_every_text_is_whole(name, case):
    text = HOSTILE[case].encode("utf-8", "replace").decode()
    (row,) = as_others_read(bitext_of(Unit("u1", text, text, "original", note=text)), name)
    for cell in (row["source"], row["target"], row["note"]):
        assert cell[:1] not in set("=+-@\t\r\n＝＋－＠")
        assert cell in {text, f"'{text}"}


def test_halves_of_characters_are_told():
    assert saving(bitext_of(Unit("u1", "a\ud800b")), "tsv") == ["halves of characters became U+FFFD in 1 unit"]


def test_columns_of_place_and_codes_are_there_where_a_unit_has_any():
    head = written(bitext_of(Unit("u1", "t", line=3)), "csv").decode("utf-8-sig").split("\n")[0]
    assert head.endswith("score,kind,block,line,start,end,source_lang,target_lang")


# Read: what divides the cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_mark_between_the_cells_is_found(delimiter, newline):
    rows = [("source", "target"), ("一，二, 三; 四", "One, two, three; four."), ("五", "Five.")]
    text = "".join(delimiter.join(f'"{cell}"' for cell in row) + newline for row in rows)
    assert texts(of(text)) == rows[1:]


def test_excel_may_say_what_divides_the_cells():
    assert texts(of("sep=;\nsource;target\n一,二;One, two\n")) == [("一,二", "One, two")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_byte_order_marks_and_utf_16(encoding):
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    data = marks.get(encoding, b"") + "source\ttarget\n一\tOne\n".encode(encoding)
    assert texts(of(data)) == [("一", "One")]


def test_another_encoding_is_told():
    data = "source,target\n我们赢了。,We won.\n".encode("gb18030")
    with pytest.raises(EncodingError, match="gb18030"):
        of(data)
    assert texts(of(data, encoding="gb18030")) == [("我们赢了。", "We won.")]


def test_quotation_marks_in_a_table_of_tabs_are_letters():
    text = 'source\ttarget\n“好。”\t"Good."\n“好，”他说。\t"Good," he said.\n'
    assert texts(of(text)) == [("“好。”", '"Good."'), ("“好，”他说。", '"Good," he said.')]


def test_quotation_marks_in_a_table_of_tabs_that_a_spreadsheet_wrote_are_none():
    assert texts(of('source\ttarget\n一\t"""Good."""\n二\t"a\nb"\n')) == [("一", '"Good."'), ("二", "a\nb")]
    assert texts(of('"source"\t"target"\n"一"\t"One"\n')) == [("一", "One")]


def test_backslashes_before_quotation_marks():
    assert texts(of('source,target\n"一","one, \\"two\\""\n')) == [("一", 'one, "two"')]


@given(st.lists(st.lists(st.text("a,;|\t\"'\n\r =一", max_size=8), min_size=2, max_size=2), max_size=6))
@settings(max_examples=300, deadline=None)
def test_what_the_module_csv_writes_is_read(rows):
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["id", "target"], *rows])
    assert [cells for _, cells in rows_of(stream.getvalue())[1:]] == [row for row in rows if any(row)]


# Read: which column is what -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    ["source,target", "Target,SOURCE", "译文,原文", "Translation,Source String", "en,zh", "English,Chinese (PRC)",
     "Target [en-GB],Source [zh-Hans]", "target,zh_CN", "Translation,Original"],
)  # fmt: skip
def test_columns_are_found_by_what_people_call_them(head):
    rows = ["We won.,我们赢了。"] if head[0] not in "sS" else ["我们赢了。,We won."]
    asked = ("zh", "en") if head[:2].lower() == "en" else (None, "en")
    assert texts(of("\n".join([head, *rows]), asked)) == PAIRS[:1]


def test_headers_may_stand_below_a_title():
    assert texts(of("Chapter 1,\n,\nSource,Target\n一,One\n")) == [("一", "One")]


def test_a_table_of_weblate():
    text = (
        '"location","source","target","id","fuzzy","context","translator_comments","developer_comments"\n'
        '"a.c:1","Save","保存","","True","menu","checked","a verb"\n'
    )
    found = of(text, ("en", "zh"))
    unit = found.units[0]
    assert (unit.id, unit.source, unit.target, unit.status) == ("u0001", "Save", "保存", "initial")
    assert (unit.note, unit.comment) == ("menu", "checked")
    assert notices(io.BytesIO(text.encode())) == ["the columns location, developer_comments are not read"]


def test_languages_choose_among_columns():
    text = "key,en,zh_CN,zh_TW,fr\nyes,Yes,是,是的,Oui\n"
    assert texts(of(text, ("en", "fr"))) == [("Yes", "Oui")]
    assert texts(of(text, ("en", "zh-TW"))) == [("Yes", "是的")]
    assert texts(of(text, ("zh", "en"))) == [("是", "Yes")]
    assert of(text, ("zh", "en")).units[0].id == "yes"
    with pytest.raises(FormatError, match=r"has columns in en, zh-CN, zh-TW, fr; give --source-lang and --target-lang"):
        of(text, (None, None))
    with pytest.raises(FormatError, match="has no column in de"):
        of(text, ("en", "de"))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("source,target", [("Original", "Version 2"), *PAIRS]),
        ("target,source", [("Version 2", "Original"), *((two, one) for one, two in PAIRS)]),
        ("-,target", [("", "Version 2"), *(("", two) for _, two in PAIRS)]),
        ("source=Original,target=version 2", PAIRS),
        ("source=1,target=2", PAIRS),
        ("source=A,target=B", PAIRS),
        ("target=B", [("", two) for _, two in PAIRS]),
    ],
)
def test_columns_by_option(columns, expected):
    text = "Original,Version 2\n" + "\n".join(",".join(pair) for pair in PAIRS)
    assert texts(of(text, ("zh", "en"), columns)) == expected


@pytest.mark.parametrize(
    "columns", ["", "source,source", "text,target", "id,note", "source=A,source=B", "=", "source=A,target"]
)
def test_an_option_that_says_nothing_is_refused(columns):
    with pytest.raises(AlignError):
        of("a,b\nc,d\n", ("zh", "en"), columns)


def test_a_column_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(FormatError, match="no row names the columns Origin, Text; the first row has a, b"):
        of("a,b\nc,d\n", ("zh", "en"), "source=Origin,target=Text")


def test_an_unknown_field_lists_the_known_ones():
    with pytest.raises(ArgumentError, match="'text' is none of id, section, speaker, source"):
        of("a,b\nc,d\n", ("zh", "en"), "text,target")


# Read: values -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "status"),
    [("Translated", "translated"), ("needs-work", "initial"), ("APPROVED", "final"), ("Proofread", "reviewed")],
)
def test_states_of_other_programs(said, status):
    assert of(f"source,target,status\n一,One,{said}\n").units[0].status == status


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("source,target,status\n一,One,so so\n", 2, "the status 'so so' is none of initial, translated"),
        ("source,target,score\n一,One,high\n", 2, "is no number"),
        ("source,target,score\n\n一,One,7\n", 3, "is not between 0 and 1"),
        ("source,target,source_codes\n一,One,[\n", 2, "the codes of a text are no JSON"),
        ("source,target,source_codes\n一,One,[1]\n", 2, "source_codes has a value of the wrong kind"),
        ("source,target,source_lang\n一,One,zh\n二,Two,ja\n", 3, "is in ja, where the rows above are in zh"),
        ("source,target\nUn,One\n", 2, "nothing says what language this source is in; give --source-lang"),
        ('source,target\n一,"One\n', 2, "a quotation mark is not closed"),
        ('source,target\n一,"One" two\n', 2, "text behind the quotation mark"),
        ("a,b\nc,d\n", 1, "no row names a column of sources and one of targets; give --columns"),
        ("", 1, "is empty"),
        ("source,target\n", 1, "holds no text below the names of its columns"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, line, said):
    with pytest.raises(FormatError, match=said) as caught:
        of(text)
    assert caught.value.line == line


def test_languages_that_the_script_makes_certain():
    found = of("source,target\n我们赢了。,We won.\n")
    assert (found.source_lang, found.target_lang) == ("zh", "en")


@pytest.mark.parametrize("tag", ["zh", "zh-Hans", "zh-CN", "zh_CN"])
def test_tags_of_one_language_mean_the_same_text(tag):
    text = f"source,target,source_lang\n一,One,{tag}\n"
    assert texts(of(text, ("zh-Hans-CN", "en"))) == [("一", "One")]
    with pytest.raises(FormatError, match="says that its sources are in zh"):
        of(text, ("ja", "en"))


def test_an_id_that_stands_twice_is_given_once_and_a_row_without_one_gets_one():
    found = of("id,source,target\na,一,One\na,二,Two\n,三,Three\n,,\n")
    assert [unit.id for unit in found.units] == ["a", "a-2", "u0003"]


@pytest.mark.parametrize("cell", ["'=1+1", "''=1+1", "'-", "'", "''", "'tis"])
def test_an_apostrophe_before_a_formula_goes_and_others_stay(cell):
    expected = cell[1:] if cell[:2] in {"'=", "''", "'-"} and len(cell) > 1 and cell != "''" else cell
    assert of(f"source,target\n一,{cell}\n").units[0].target == expected


@pytest.mark.parametrize("cell", [" " * 200_000 + "x", "a:" * 100_000, "(" * 200_000, "-" * 200_000])
def test_a_long_cell_takes_no_time(cell):
    assert texts(of(f"source,target,{cell}\n一,{cell}\n")) == [("一", cell[1:] if cell[:2] == "'-" else cell)]


def test_a_wide_table_takes_no_time():
    text = "source,target" + ",x" * 50_000 + "\n一,One" + "," * 50_000 + "\n"
    assert texts(of(text)) == [("一", "One")]


def test_the_samples_of_other_tools_are_read_or_refused_with_the_line(shared):
    files = sorted(path for path in (shared / "eval" / "formats" / "csv").iterdir() if path.is_file())
    assert files
    refused = []
    for path in files:
        try:
            assert of(path.read_bytes(), ("en", "fr"), "source,target").units, path
        except FormatError as error:
            refused.append(error.line)
    assert None not in refused
    assert len(refused) * 4 < len(files)
