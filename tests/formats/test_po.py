"""PO: what other programs wrote is read, and what is written is valid for gettext."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from align.errors import EncodingError, FormatError
from align.formats.declarations import held
from align.formats.po.read import notices, read
from align.formats.po.write import write
from align.model import Bitext, Provenance, Sheet, Unit
from tests.formats.books import bitext_of, example, written
from tests.formats.clients import needs_msgfmt, needs_omegat, translated
from tests.formats.hostile import HOSTILE
from tests.strategies import bitexts

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {lang}\\n"\n{more}'
RUSSIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"


def of(body: str, lang="zh_CN", more="", langs=("en", None)) -> Bitext:
    return read(io.BytesIO((HEAD.format(lang=lang, more=more) + body).encode()), langs)


def po(bitext: Bitext) -> str:
    stream = io.BytesIO()
    write(Sheet(bitext, ()), stream)
    return stream.getvalue().decode()


def complaints(data: bytes, folder: Path) -> str:
    """What msgfmt says that makes it refuse a file."""
    path = folder / "checked.po"
    path.write_bytes(data)
    command = ["msgfmt", "-c", "-o", str(folder / "checked.mo"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return "" if done.returncode == 0 else done.stderr


def test_a_message_is_a_unit():
    found = of(
        '#  checked twice\n#. a button\n#: a.c:1\n#, fuzzy, c-format\n#| msgid "Old"\nmsgctxt "menu"\n'
        'msgid "Save "\n"%s\\n"\nmsgstr "保存 %s\\n"\n\n#~ msgid "gone"\n#~ msgstr "没了"\n'
    )
    (unit,) = found.units
    assert (found.source_lang, found.target_lang) == ("en", "zh-CN")
    assert (unit.id, unit.source, unit.target) == ("u0001", "Save %s\n", "保存 %s\n")
    assert (unit.section, unit.note, unit.comment, unit.status) == ("menu", "a button", " checked twice", "initial")


def test_what_is_not_read_is_told():
    body = '#, c-format\nmsgid "a"\nmsgstr "b"\n#: x.c:1\nmsgid "c"\nmsgstr "d"\n#, fuzzy\nmsgid "e"\nmsgstr "f"\n'
    data = (HEAD.format(lang="de", more="") + body).encode()
    assert notices(io.BytesIO(data)) == ["references, flags of formats and former texts of 2 messages are not read"]


def test_an_untranslated_message_is_initial():
    assert [unit.status for unit in of('msgid "a"\nmsgstr ""\nmsgid "b"\nmsgstr "乙"\n').units] == [
        "initial",
        "translated",
    ]


def test_plural_forms_are_units_and_become_one_message_again():
    body = (
        'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d файл"\nmsgstr[1] "%d файла"\nmsgstr[2] "%d файлов"\n'
    )
    found = of(body, "ru", f'"Plural-Forms: {RUSSIAN}\\n"\n')
    assert [(unit.id, unit.source, unit.target) for unit in found.units] == [
        ("u0001[0]", "%d file", "%d файл"),
        ("u0001[1]", "%d files", "%d файла"),
        ("u0001[2]", "%d files", "%d файлов"),
    ]
    assert body in po(found)
    units = (found.units[0], replace(found.units[1], target="%d файла!", status="reviewed"), found.units[2])
    again = po(replace(found, units=units))
    assert 'msgstr[1] "%d файла!"' in again
    assert read(io.BytesIO(again.encode())).units == units


def test_a_language_with_one_form_keeps_the_text_for_one():
    body = '#. how many\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d 个文件"\n'
    found = of(body)
    (unit,) = found.units
    assert (unit.id, unit.source, unit.target) == ("u0001[0]", "%d files", "%d 个文件")
    assert unit.note == "singular: %d file\nhow many"
    assert body in po(found)


def test_plural_forms_of_a_file_come_with_it():
    found = of('msgid "a"\nmsgstr "b"\n', "sl", '"Plural-Forms: nplurals=2; plural=(n > 7);\\n"\n')
    assert found.provenance == Provenance(options=(("plural-forms", "nplurals=2; plural=(n > 7);"),))
    assert "Plural-Forms: nplurals=2; plural=(n > 7);\\n" in po(found)


def test_forms_that_are_not_all_there_stay_messages_of_their_own():
    bitext = bitext_of(Unit("a[0]", "one", "一"), Unit("a[2]", "many", "多"))
    text = po(bitext)
    assert "msgid_plural" not in text
    assert read(io.BytesIO(text.encode())) == held(bitext, "po")


def test_as_people_see_it():
    assert po(example()).split("\n\n", 1)[1] == (
        "# Found.\n"
        '#. x-align: {"score": "0.75", "block": "2", "line": "2", "start": "0", "end": "0", "status": "reviewed", '
        '"id": "\\"u0002\\""}\n'
        'msgid "他们输了。"\nmsgstr "They lost."\n\n'
        "#. Weather.\n"
        '#. x-align: {"source_state": "back-translated", "block": "3", "line": "4", "start": "0", "end": "0", '
        '"id": "\\"u0003\\""}\n'
        '#, fuzzy\nmsgid "下雨了。"\nmsgstr "It rained."\n\n'
    )


def test_what_has_one_text_and_one_context_is_told_apart():
    bitext = bitext_of(*(Unit(f"u000{n}", "x", "一", section="S") for n in (1, 2, 3)), Unit("u0004", "x", "一"))
    text = po(bitext)
    assert re.findall(r'msgctxt "(.*)"', text) == ["S", "S|u0002", "S|u0003"]
    assert read(io.BytesIO(text.encode())) == held(bitext, "po")


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1251", "CP1251"), ("gb18030", "GB18030"), ("utf-16", "UTF-8"), ("utf-8-sig", "UTF-8")]
)
def test_encodings(encoding, name):
    text = HEAD.format(lang="be", more="").replace("UTF-8", name) + 'msgid "Error"\nmsgstr "Памылка"\n'
    found = read(io.BytesIO(text.encode(encoding)), ("en", None))
    assert found.units[0].target == "Памылка"


def test_a_wrong_encoding_is_refused():
    data = HEAD.format(lang="be", more="").encode() + 'msgid "Error"\nmsgstr "Памылка"\n'.encode("cp1251")
    with pytest.raises(EncodingError):
        read(io.BytesIO(data), ("en", None))


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ('msgid "a"\nmsgstr "b\n', 6, "a string is not closed"),
        ('msgid "a" b\nmsgstr "b"\n', 5, "a string is not closed, or something stands behind it"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 6, "msgid stands twice"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 7, "msgstr stands twice"),
        ('msgid "a"\n', 5, "a message without its msgstr"),
        ('msgctxt "a"\nmsgstr "b"\n', 5, "a message without its msgid"),
        ('# x\n"a"\n', 6, "a string that belongs to no msgid"),
        ("msgid a\n", 5, "is no line of a PO file"),
        ("<po/>\n", 5, "is no line of a PO file"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(body, line, said):
    with pytest.raises(FormatError, match=said) as caught:
        of(body)
    assert caught.value.line == line


def test_a_lacking_source_language_names_the_message():
    with pytest.raises(FormatError, match="nothing says what language this msgid is in") as caught:
        of('msgid "a"\nmsgstr "b"\n', langs=(None, None))
    assert caught.value.line == 5


def test_plural_forms_that_are_not_there_are_not_translated():
    found = of('msgid "a"\nmsgid_plural "b"\n\n#, fuzzy\nmsgid "c"\nmsgstr "d"\n')
    assert [(unit.source, unit.target) for unit in found.units] == [("b", ""), ("c", "d")]


def test_a_text_of_very_many_lines_takes_no_time():
    lines = "".join(f'"{"x" * 70}\\n"\n' for _ in range(60_000))
    assert len(of(f'msgid ""\n{lines}msgstr "b"\n').units[0].source) == 60_000 * 71


@pytest.mark.parametrize("lang", ["zh", "zh_CN", "zh_Hans", "zh_CN@latin", "zh-CN"])
def test_tags_of_one_language_mean_the_same_text(lang):
    body = 'msgid "a"\nmsgstr "b"\n'
    assert of(body, lang, langs=("en", "zh-Hans-CN")).target_lang == "zh-Hans-CN"
    with pytest.raises(FormatError, match="where de is wanted"):
        of(body, lang, langs=("en", "de"))


def test_escapes():
    assert of('msgid "a\\t\\"b\\"\\\\n\\x41\\101\\n"\nmsgstr "\\q"\n').units[0].source == 'a\t"b"\\nAA\n'


@needs_msgfmt
@pytest.mark.parametrize("case", HOSTILE)
def test_msgfmt_takes_hostile_texts(case, tmp_path):
    text = HOSTILE[case]
    fields = ("target", "section", "note", "comment")
    units = [Unit(f"u{n}", **{"target": "t", "source": f"s{n}", field: text}) for n, field in enumerate(fields)]
    units += [Unit("all", text, text, section=text), Unit(text or "x", "t", "s0", section=text)]
    assert complaints(written(bitext_of(*units), "po"), tmp_path) == ""


@needs_msgfmt
@settings(max_examples=25, deadline=None)
@given(bitext=bitexts())
def test_msgfmt_takes_any_bitext(tmp_path_factory, bitext):
    assert complaints(written(bitext, "po"), tmp_path_factory.mktemp("po")) == ""


@needs_msgfmt
@pytest.mark.parametrize("lang", ["ar", "cs", "de", "fr", "ga", "lt", "lv", "pl", "pt-BR", "ro", "ru", "sl", "zh"])
def test_msgfmt_takes_the_plural_forms_of_every_language(lang, tmp_path):
    bitext = replace(bitext_of(*(Unit(f"a[{n}]", "x", "one" if not n else "many") for n in range(6))), target_lang=lang)
    assert complaints(written(bitext, "po"), tmp_path) == ""


@needs_omegat
def test_omegat_translates_what_was_written(tmp_path):
    units = (Unit("u0001", "", "We won."), Unit("u0002", "", "They lost.", section="menu", note="Short."))
    filled = tuple(replace(unit, target=text) for unit, text in zip(units, ("On a gagné.", "Perdu."), strict=True))
    bitext = replace(bitext_of(*units), source_lang="en", target_lang="fr")
    memory = written(replace(bitext, units=filled), "tmx")
    found = read(io.BytesIO(translated(tmp_path, "a.po", written(bitext, "po"), memory)), ("en", "fr"))
    assert [(unit.source, unit.target) for unit in found.units] == [
        ("We won.", "On a gagné."),
        ("They lost.", "Perdu."),
    ]
    assert (found.units[1].section, found.units[1].note) == ("menu", "Short.")


def test_the_samples_of_other_tools_are_read_and_come_back(shared, tmp_path):
    files = sorted((shared / "eval" / "formats" / "po").rglob("*.po"))
    assert files
    for path in files:
        bitext = read(io.BytesIO(path.read_bytes()), ("en", None))
        data = written(bitext, "po")
        assert read(io.BytesIO(data)) == bitext, path
        assert shutil.which("msgfmt") is None or complaints(data, tmp_path) == "", path
