"""Manifests: every form gives the same documents, and a fault is told with its line."""

from __future__ import annotations

import json

import pandas
import pytest

from align.corpus.manifests import load_folders, load_manifest
from align.corpus.planning import Entry
from align.errors import AlignError

ROWS = [
    {"id": "a", "source": "a.zh", "target": "a.en", "source_lang": "zh", "target_lang": "en"},
    {"id": "=1+1", "source": "b, c.zh", "target": "b.en", "source_lang": "", "target_lang": "EN_us"},
    {"id": "../x", "source": "sub/../x", "target": "数.en", "source_lang": "zh", "target_lang": ""},
]
WANTED = [
    Entry("a", "a.zh", "a.en", "zh", "en"),
    Entry("=1+1", "b, c.zh", "b.en", "", "en-US"),
    Entry("../x", "sub/../x", "数.en", "zh", ""),
]


def written(path, rows):
    frame = pandas.DataFrame(rows)
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    elif path.suffix == ".jsonl":
        path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    else:
        frame.to_csv(path, index=False, sep="\t" if path.suffix == ".tsv" else ",")
    return path


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "parquet"])
def test_every_form_gives_the_same_documents(tmp_path, ending):
    found = load_manifest(written(tmp_path / f"m.{ending}", ROWS))
    assert [entry._replace(line=0) for entry in found] == WANTED
    first = {"csv": 2, "tsv": 2}.get(ending, 1)
    assert [entry.line for entry in found] == [first, first + 1, first + 2]


def test_languages_of_the_command_count_where_the_manifest_has_none(tmp_path):
    found = load_manifest(written(tmp_path / "m.csv", ROWS), ("ja", "fr"))
    assert [(entry.source_lang, entry.target_lang) for entry in found] == [("zh", "en"), ("ja", "en-US"), ("zh", "fr")]


def test_numbers_are_ids_too(tmp_path):
    assert load_manifest(written(tmp_path / "m.parquet", [{"id": 7, "source": "a", "target": "b"}]))[0].id == "7"


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "parquet"])
@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "a"}, "the id 'a' stands on line {first} already"),
        ({"id": ""}, "has no id"),
        ({"target": ""}, "has no target"),
        ({"id": "a\x07b"}, "characters that cannot be printed"),
        ({"source_lang": "klingonese"}, "no language tag"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path, ending, row, said):
    first = 2 if ending in {"csv", "tsv"} else 1
    with pytest.raises(AlignError, match=said.format(first=first)) as told:
        load_manifest(written(tmp_path / f"m.{ending}", [*ROWS, {**ROWS[0], "id": "new", **row}]))
    assert told.value.line == first + 3
    assert told.value.path == str(tmp_path / f"m.{ending}")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("m.csv", b"", "is empty"),
        ("m.csv", b"id,source\na,b\n", "has no column target"),
        ("m.csv", b"id,id,source,target\na,b,c,d\n", "has the column id twice"),
        ("m.csv", b"id,source,target\n", "names no documents"),
        ("m.jsonl", b"{", "is no JSON"),
        ("m.jsonl", b"[1]", "is no object"),
        ("m.jsonl", b'{"id": ["a"], "source": "a", "target": "b"}', "id is no text"),
        ("m.parquet", b"PAR1 and no more", "is no Parquet file"),
        ("m.xlsx", b"", "is no manifest"),
        ("m.csv", b"\xff\xff\x00", "is binary data"),
    ],
)
def test_what_is_no_manifest_is_refused(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(AlignError, match=said):
        load_manifest(tmp_path / name)


def test_two_folders_are_paired_by_their_names(tmp_path):
    for folder, ending in (("src", "zh.txt"), ("tgt", "en.txt")):
        (tmp_path / folder).mkdir()
        for name in ("b", "a"):
            (tmp_path / folder / f"{name}.{ending}").write_text("x")
    found = load_folders(tmp_path / "src", tmp_path / "tgt", ("zh", "en"))
    assert found == [Entry(name, f"{name}.zh.txt", f"{name}.en.txt", "zh", "en") for name in "ab"]
    with pytest.raises(AlignError, match="is no folder"):
        load_folders(tmp_path / "src", tmp_path / "none")
