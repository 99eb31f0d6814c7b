"""Glossaries taken into a termbase: what it has already is not repeated, what contradicts it is refused."""

from __future__ import annotations

import pytest

from align.errors import AlignError
from align.termbases.changes import save
from align.termbases.exchange import export_file, import_file
from align.termbases.layers import open_layers

ROWS = """\
# kept by hand
concept,lang,term,status,note,Colour
AGI,en,artificial general intelligence,preferred,,red
AGI,zh,通用人工智能,preferred,,
AGI,zh,人工通用智能,deprecated,,
model,en,model,preferred,,
"""


@pytest.fixture
def take(tmp_path):
    """``take("x.utf8", text)``: the rows that come in, and what is told."""
    path = tmp_path / "g.csv"
    path.write_text(ROWS, encoding="utf-8", newline="")

    def run(name, text, rows=None, **more):
        if rows is not None:
            path.write_text(rows, encoding="utf-8", newline="")
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        layers, into = open_layers([path])
        done = import_file(layers, tmp_path / name, langs=("en", "zh"), into=into, **more)
        put = [line[1:] for line in done.change.diff.splitlines()[2:] if not line.startswith("@@")]
        return put, done

    return run


def test_terms_go_to_the_concept_that_shares_one(take):
    put, done = take("x.utf8", "artificial general intelligence\t通用智能\nhuman-level AI\t通用人工智能\n")
    assert put == ["AGI,en,human-level AI,admitted,,", "AGI,zh,通用智能,admitted,,"]
    assert (done.known, done.refused) == (2, ())
    assert done.notes == ("terms that became admitted, for their concepts have a preferred one: 2",)


def test_new_concepts_are_named_after_their_english_term(take):
    put, _ = take("x.utf8", "reinforcement learning\t强化学习\tBy trial.\nRL\tRL\n")
    assert put == [
        "reinforcement-learning,en,reinforcement learning,preferred,By trial.,",
        "reinforcement-learning,zh,强化学习,preferred,,",
        "RL,en,RL,preferred,,",
        "RL,zh,RL,preferred,,",
    ]


def test_an_id_that_is_taken_gets_a_number(take):
    put, _ = take("x.utf8", "Model\t模特\n", ROWS.replace("model,en,model", "model,en,some model"))
    assert [row.split(",")[0] for row in put] == ["Model-2", "Model-2"]


def test_what_contradicts_the_termbase_is_refused_with_file_and_line(take, tmp_path):
    rows = "concept,lang,term\nmodel,en,model\nmodel,en,artificial general intelligence\nmodel,de,Modell\n"
    put, done = take("x.csv", rows)
    assert put == ["model,de,Modell,preferred,,"]
    (reason,) = done.refused
    assert reason.startswith(f'{tmp_path / "x.csv"}:3: "artificial general intelligence" is preferred in AGI, ')


def test_a_term_to_avoid_is_told(take, tmp_path):
    put, done = take("x.utf8", "strong AI\t人工通用智能\n")
    assert put == ["AGI,en,strong AI,admitted,,"]
    assert done.notes[0] == f'{tmp_path / "x.utf8"}:1: "人工通用智能" is preferred there and deprecated in AGI'


def test_a_second_import_changes_nothing(take):
    put, done = take("x.utf8", "reinforcement learning\t强化学习\nmodel\t模型\n")
    assert len(put) == 3
    save(done.change)
    text = done.change.path.read_text("utf-8")
    assert text.startswith("# kept by hand\nconcept,")
    put, done = take("x.utf8", "reinforcement learning\t强化学习\nmodel\t模型\n", text)
    assert (put, done.known) == ([], 4)
    save(done.change)
    assert done.change.path.read_text("utf-8") == text


def test_values_without_a_column_are_told(take):
    put, done = take("x.csv", "concept,lang,term,pos,case\nRL,en,RL,noun,exact\n")
    assert put == ["RL,en,RL,preferred,,"]
    assert [note.split(" has no ")[1] for note in done.notes] == [
        "column pos: 1 of its values are not taken",
        "column case: 1 of its values are not taken",
    ]


def test_a_status_without_a_column_is_not_made_preferred(take):
    put, done = take(
        "x.csv", "concept,lang,term,status\nRL,en,RL,\nRL,en,RLL,deprecated\n", "concept,lang,term\na,en,x\n"
    )
    assert put == ["RL,en,RL"]
    assert done.refused[0].endswith(
        'x.csv:3: "RLL" is deprecated, and ' + str(done.change.path) + " has no column status"
    )


def test_a_csv_file_is_a_termbase_or_pairs_by_its_first_row(take):
    assert take("x.csv", "robot,机器人\n")[0] == ["robot,en,robot,preferred,,", "robot,zh,机器人,preferred,,"]
    assert take("x.csv", '# note\n"Term",lang,CONCEPT\nrobot,en,r\n')[0] == ["r,en,robot,preferred,,"]
    with pytest.raises(AlignError, match="no column concept"):
        take("x.csv", "robot,机器人\n", from_format="csv")


def test_an_ending_that_tells_nothing_is_refused(take, tmp_path):
    with pytest.raises(AlignError, match=r"its ending tells no format; known are \.csv"):
        take("x.doc", "")
    with pytest.raises(AlignError, match="its ending tells no format"):
        export_file([tmp_path / "g.csv"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_export_that_fails_leaves_no_file(take, tmp_path):
    with pytest.raises(AlignError, match="give --source-lang"):
        export_file([tmp_path / "g.csv"], tmp_path / "out.utf8")
    assert not (tmp_path / "out.utf8").exists()
