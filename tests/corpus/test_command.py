"""``align corpus`` as people give it: run, filter, export, and what is refused."""

from __future__ import annotations

import json
import re
import sys

import pandas
import pytest

import align
from tests.corpus.conftest import tree, write_corpus


@pytest.fixture
def corpus(run, tmp_path, scheduler):
    """A manifest and the folder that the command made of it."""
    manifest = write_corpus(tmp_path / "texts", 6)
    (tmp_path / "texts" / "2.fr").write_bytes(b"")
    done = run("corpus", manifest, tmp_path / "out", "--scheduler", scheduler, "--presegmented")
    assert (done.code, done.err) == (0, "")
    return manifest, tmp_path / "out", done.out


def test_a_run_ends_with_a_summary(run, corpus, scheduler):
    manifest, out, said = corpus
    beads = pandas.read_parquet(out / "parts")
    assert said.startswith(f"documents   5 aligned, 1 could not be read: {out / 'errors.parquet'}\n")
    assert f"beads       {len(beads)}, {((beads.source == '') | (beads.target == '')).sum()} of them" in said
    assert "confidence  0.9 to 1.0" in said
    assert said.endswith(f"written     {out}: 1 part\n")
    again = run("corpus", manifest, out, "--scheduler", scheduler, "--presegmented", "--json")
    told = json.loads(again.out)
    assert (told["documents"], told["errors"], told["beads"]) == (5, 1, len(beads))


def test_a_terminal_shows_how_far_the_run_is(run, tmp_path, scheduler, monkeypatch):
    manifest = write_corpus(tmp_path / "texts", 6)
    (tmp_path / "texts" / "2.fr").write_bytes(b"")
    how = ("--scheduler", scheduler, "--presegmented", "--batch-size", "4", "--learn-lexicon")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    done = run("corpus", manifest, tmp_path / "out", *how)
    lines = done.err.replace("\033[K", "").split("\r")
    assert any(line.startswith("words counted: 2 of ") for line in lines)
    assert re.fullmatch(r"6 of 6 documents  [\d,]+ sentences/s  0:00:00 left  1 error", lines[-2])
    assert lines[-1] == ""


def test_a_corpus_is_filtered_and_exported_in_shards(run, corpus, tmp_path):
    _, out, _ = corpus
    filtered = run("corpus", "filter", out, tmp_path / "new", "--min-score", "0.5", "--both-sides", "--duplicates")
    assert filtered.code == 0
    assert [line.split()[0] for line in filtered.out.splitlines()] == [
        *("beads", "both", "min", "duplicates", "left", "written"),
    ]
    left = pandas.read_parquet(tmp_path / "new" / "parts")
    done = run("corpus", "export", tmp_path / "new", "--to", "tmx", "--shard-size", "5")
    files = sorted((tmp_path / "new-tmx").iterdir())
    assert done.out == f"{len(left)} units exported: {tmp_path / 'new-tmx'}: {len(files)} files\n"
    assert [path.name for path in files] == [f"de-fr-{n:05d}.tmx" for n in range(1, len(files) + 1)]
    units = [unit for path in files for unit in align.read(path).units]
    assert [(u.id, u.source, u.target, u.score) for u in units] == [
        (f"{row.id}:{row.bead}", row.source, row.target, row.score) for row in left.itertuples()
    ]
    refused = run("corpus", "export", tmp_path / "new", "--shard-size", "5")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    before = tree(tmp_path / "new-tmx")
    assert run("corpus", "export", tmp_path / "new", "--shard-size", "5", "--force").code == 0
    assert tree(tmp_path / "new-tmx") == before


def test_an_export_leaves_out_beads_with_an_empty_side_and_says_so(run, corpus):
    _, out, _ = corpus
    beads = pandas.read_parquet(out / "parts")
    lone = int(((beads.source == "") | (beads.target == "")).sum())
    done = run("corpus", "export", out)
    assert done.out.startswith(f"{len(beads) - lone} units")
    assert (f"note: {lone} bead" in done.err) == (lone > 0)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["missing.csv", "out"], "there is no such file"),
        (["m.csv", "out", "--aligner", "embed"], "no aligner for a corpus"),
        (["m.csv", "out", "--workers", "0"], "0 is not in the range"),
        (["m.csv", "out", "--workers", "2", "--scheduler", "tcp://x:1"], "leave --workers out"),
        (["m.csv", "m.csv", "out"], "is no folder"),
        (["a", "b", "c", "out"], "give one manifest"),
        (["m.csv", "m.csv"], "is a file, where a folder is wanted"),
        (["m.csv", "out", "--source-lang", "nonsense_"], "no language tag"),
        (["m.csv", "out", "--lexicon", "missing.tsv"], "there is no such file"),
        (["m.csv", "out", "--glossary", "missing.csv"], "there is no such file"),
        (["m.csv"], "Missing argument"),
        (["filter", "m.csv", "new", "--duplicates"], "is no folder of align corpus"),
        (["export", "m.csv"], "is no folder of align corpus"),
    ],
)
def test_what_is_at_fault_is_said_in_one_line(run, tmp_path, monkeypatch, args, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.csv").write_text("id,source,target\na,b,c\n", encoding="utf-8")
    done = run("corpus", *args)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["m.csv"]


def test_a_library_that_is_not_installed_is_named(run, tmp_path, monkeypatch):
    from align.corpus import extra

    def lacking(name):
        raise ImportError(name)

    monkeypatch.setattr(extra, "import_module", lacking)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.csv").write_text("id,source,target\na,b,c\n", encoding="utf-8")
    done = run("corpus", "m.csv", "out")
    assert done.code == 2
    assert 'pip install "translation-align[scale]"' in done.err
    assert not (tmp_path / "out").exists()
