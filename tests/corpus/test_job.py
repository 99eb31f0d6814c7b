"""The job: results depend on manifest and options alone, and a document at fault never stops the others."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import chain

import pandas
import pytest
from distributed import LocalCluster

from align.corpus.job import align_corpus
from align.errors import AlignError
from align.texts import align_files
from tests.corpus.conftest import cluster_of, tree, write_corpus

SMALL = {"batch_bytes": 6_000, "presegmented": True}


@pytest.fixture
def manifest(tmp_path):
    return write_corpus(tmp_path / "texts", 12)


def test_a_corpus_is_tables_that_pandas_reads_and_counts_that_agree(manifest, tmp_path, scheduler):
    done = align_corpus([manifest], tmp_path / "out", scheduler=scheduler, **SMALL)
    beads = pandas.read_parquet(tmp_path / "out" / "parts")
    documents = pandas.read_parquet(tmp_path / "out" / "documents")
    told = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert done.batches > 2
    assert list(documents.id) == [f"d{number}" for number in range(12)]
    assert list(beads.id.unique()) == list(documents.id)
    assert (done.counts.documents, done.counts.errors) == (12, 0)
    assert len(beads) == done.counts.beads == documents.beads.sum() == sum(part["rows"] for part in told["parts"])
    assert sum(done.counts.confidence) + done.counts.one_sided == len(beads)
    for part in told["parts"]:
        data = (tmp_path / "out" / "parts" / part["name"]).read_bytes()
        assert (len(data), sha256(data).hexdigest()) == (part["bytes"], part["sha256"])
    for name, group in beads.groupby("id"):
        lines = (tmp_path / "texts" / f"{name[1:]}.de").read_text("utf-8").splitlines()
        assert list(chain(*group.source_sentences)) == list(range(len(lines)))
        assert " ".join(text for text in group.source if text) == " ".join(lines)
        assert list(group.bead) == list(range(len(group)))


def test_one_batch_is_what_align_texts_makes_of_the_folders(tmp_path, scheduler):
    write_corpus(tmp_path / "texts", 4)
    for lang in ("de", "fr"):
        (tmp_path / lang).mkdir()
        for path in (tmp_path / "texts").glob(f"*.{lang}"):
            path.rename(tmp_path / lang / path.name)
    langs = {"source_lang": "de", "target_lang": "fr"}
    align_corpus([tmp_path / "de", tmp_path / "fr"], tmp_path / "out", scheduler=scheduler, **langs)
    beads = pandas.read_parquet(tmp_path / "out" / "parts")
    for texts in align_files(tmp_path / "de", tmp_path / "fr", **langs).texts:
        mine = beads[beads.id == texts.name]
        # Texts as short as these are aligned without numba there: sums are rounded in another way.
        assert list(mine.score) == pytest.approx([bead.score for bead in texts.alignment.beads], abs=1e-3)
        assert [tuple(places) for places in mine.target_sentences] == [b.target for b in texts.alignment.beads]
        assert list(mine.target) == [unit.target for unit in texts.bitext.units]


def test_one_two_and_twenty_workers_write_the_same_bytes(manifest, tmp_path, scheduler):
    align_corpus([manifest], tmp_path / "one", workers=1, processes=False, **SMALL)
    align_corpus([manifest], tmp_path / "two", scheduler=scheduler, **SMALL)
    with cluster_of(LocalCluster, 20) as cluster:
        align_corpus([manifest], tmp_path / "twenty", scheduler=cluster.scheduler_address, **SMALL)
    assert tree(tmp_path / "one") == tree(tmp_path / "two") == tree(tmp_path / "twenty")


def test_only_what_is_missing_is_done_and_the_bytes_are_the_same(manifest, tmp_path, scheduler):
    out = tmp_path / "out"
    done = align_corpus([manifest], out, scheduler=scheduler, **SMALL)
    whole = tree(out)
    kept = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    (out / "manifest.json").unlink()
    (out / "documents" / "documents-000001.parquet").unlink()
    (out / "parts" / "part-000002.parquet").write_bytes(b"half")
    (out / "parts" / ".align-1-dead.tmp").write_bytes(b"of a worker that was killed")
    again = align_corpus([manifest], out, scheduler=scheduler, **SMALL)
    assert tree(out) == whole
    assert again.before == done.batches - 2
    changed = {path.name for path, time in kept.items() if path.stat().st_mtime_ns != time}
    assert changed <= {f"{kind}-00000{n}.parquet" for kind in ("part", "documents") for n in (1, 2)} | {
        "errors.parquet"
    }
    assert align_corpus([manifest], out, scheduler=scheduler, **SMALL).before == done.batches


def test_another_plan_in_the_same_folder_is_refused_unless_forced(manifest, tmp_path, scheduler):
    out = tmp_path / "out"
    align_corpus([manifest], out, scheduler=scheduler, **SMALL)
    whole = tree(out)
    with pytest.raises(AlignError, match="holds the work of another plan"):
        align_corpus([manifest], out, scheduler=scheduler, aligner="length", **SMALL)
    (tmp_path / "texts" / "3.de").write_text("Etwas anderes.\n", encoding="utf-8")
    with pytest.raises(AlignError, match="the size of a document"):
        align_corpus([manifest], out, scheduler=scheduler, **SMALL)
    assert tree(out) == whole
    align_corpus([manifest], out, scheduler=scheduler, aligner="length", force=True, presegmented=True)
    align_corpus([manifest], tmp_path / "fresh", scheduler=scheduler, aligner="length", presegmented=True)
    assert tree(out) == tree(tmp_path / "fresh")


def test_a_run_that_was_killed_before_it_had_a_plan_is_no_hindrance(manifest, tmp_path, scheduler):
    out = tmp_path / "out"
    out.mkdir()
    (out / ".align-77-dead.tmp").write_bytes(b"half a plan")
    (out / ".align-lock").write_bytes(b"")
    align_corpus([manifest], out, scheduler=scheduler, **SMALL)
    align_corpus([manifest], tmp_path / "fresh", scheduler=scheduler, **SMALL)
    assert tree(out) == tree(tmp_path / "fresh")


def test_a_folder_of_others_is_refused(manifest, tmp_path, scheduler):
    with pytest.raises(AlignError, match="is a folder with other files"):
        align_corpus([manifest], tmp_path / "texts", scheduler=scheduler)


def test_documents_at_fault_are_rows_with_a_reason(manifest, tmp_path, scheduler):
    texts = tmp_path / "texts"
    (texts / "1.de").write_bytes(b"\xff\xfe\xff half of \xd8")
    (texts / "3.fr").unlink()
    (texts / "5.fr").write_bytes(b" \n")
    (texts / "7.de").rename(texts / "7.docx")
    (texts / "8.de").unlink()
    (texts / "8.de").mkdir()
    lines = manifest.read_text("utf-8").replace("7.de", "7.docx").splitlines()
    lines[10] = "d9,9.de,9.fr,,fr"
    lines.append("d99,../../\x00,9.fr,de,fr")
    manifest.write_text("\n".join(lines), encoding="utf-8")
    done = align_corpus([manifest], tmp_path / "out", scheduler=scheduler, **SMALL)
    errors = pandas.read_parquet(tmp_path / "out" / "errors.parquet").set_index("id")
    assert (done.counts.documents, done.counts.errors) == (6, 7)
    assert set(errors.index) == {"d1", "d3", "d5", "d7", "d8", "d9", "d99"}
    assert errors.line["d3"] == 5
    assert errors.reason["d3"] == "3.fr: there is no such file"
    assert "empty" in errors.reason["d5"]
    assert "language" in errors.reason["d9"]
    assert not any(str(tmp_path) in reason or "Traceback" in reason for reason in errors.reason)
    assert set(pandas.read_parquet(tmp_path / "out" / "parts").id) == {"d0", "d2", "d4", "d6", "d10", "d11"}


def test_a_document_that_the_aligner_fails_on_is_a_row_too(manifest, tmp_path, scheduler, monkeypatch):
    from align.corpus import work

    real = work.align

    def failing(pairs, *more):
        if any(" 4 0." in sentence for pair in pairs for sentence in pair.source.sentences):
            raise ZeroDivisionError("of some text")
        return real(pairs, *more)

    monkeypatch.setattr(work, "align", failing)
    done = align_corpus([manifest], tmp_path / "out", scheduler=scheduler, **SMALL)
    errors = pandas.read_parquet(tmp_path / "out" / "errors.parquet")
    assert (done.counts.documents, list(errors.id)) == (11, ["d4"])
    assert list(errors.reason) == ["cannot be aligned: ZeroDivisionError: of some text"]
