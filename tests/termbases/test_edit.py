"""Terms are added, changed and removed: by the smallest change, in their place, and never against the termbase."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import AlignError, ArgumentError, FileAccessError, FileChangedError, LanguageTagError
from align.formats.termbase_edit import TermbaseFile
from align.termbases.changes import Change, save
from align.termbases.edit import add, edit, remove
from align.termbases.layers import Layer, open_layers
from tests.termbases.files import contents, notes, words

ROWS = """\
# kept by hand
concept,lang,term,status,pos,type,case,definition,note,source,Zuständig
AGI,en,artificial general intelligence,preferred,noun,full,any,A machine.,,,Li
AGI,en,AGI,admitted,noun,acronym,exact,,,,
# the Chinese
AGI,zh,通用人工智能,preferred,noun,full,any,,,,

model,en,model,preferred,noun,full,any,,see: AGI,,
model,de,Modell,preferred,noun,full,any,,,,
"""


def layer(text: str | bytes = ROWS, path: str = "g.csv") -> Layer:
    data = text if isinstance(text, bytes) else text.encode()
    return Layer(Path(path), data, TermbaseFile(data, path=path))


def lines(data: bytes) -> list[str]:
    return data.decode().splitlines()


def plus(change: Change) -> list[str]:
    """The lines that a change puts in and takes out; no other is touched."""
    return [line for line in change.diff.splitlines()[2:] if not line.startswith("@@")]


def row(concept: str, lang: str, term: str, **more: str) -> dict[str, str]:
    return {"concept": concept, "lang": lang, "term": term, **more}


@pytest.mark.parametrize(
    ("fields", "above"),
    [
        (row("AGI", "en", "human-level AI"), "AGI,en,AGI,"),
        (row("AGI", "en", "general AI", status="deprecated"), "AGI,en,AGI,"),
        (row("AGI", "de", "allgemeine KI"), "# kept by hand|concept,"),
        (row("AGI", "fr", "IA générale"), "AGI,en,AGI,"),
        (row("AGI", "zh-TW", "通用人工智慧"), "AGI,zh,"),
        (row("model", "en", "AI model"), "model,en,model"),
        (row("agent", "en", "agent"), "concept,"),
        (row("base", "en", "base"), "AGI,zh,"),
        (row("zero", "en", "zero"), "model,de,"),
    ],
)
def test_a_new_term_goes_where_it_belongs(fields, above):
    change = add([layer()], fields)
    (put,) = plus(change)
    now = lines(change.new)
    assert now[now.index(put[1:]) - 1].startswith(tuple(above.split("|")))
    assert [line for line in now if line != put[1:]] == lines(ROWS.encode())


def test_a_term_without_a_status_is_preferred_if_it_is_the_first():
    assert plus(add([layer()], row("AGI", "fr", "IA générale"))) == ["+AGI,fr,IA générale,preferred,,full,any,,,,"]
    assert plus(add([layer()], row("AGI", "en", "general AI"))) == ["+AGI,en,general AI,admitted,,full,any,,,,"]


def test_a_column_of_their_own_is_kept_and_can_be_filled():
    change = add([layer()], row("AGI", "en", "general AI", zuständig="Wang"))
    assert plus(change) == ["+AGI,en,general AI,admitted,,full,any,,,,Wang"]
    change = edit([layer()], ("AGI", "en", "artificial general intelligence"), {"note": "x"})
    assert plus(change)[1].endswith(",A machine.,x,,Li")


def test_demote_makes_room_for_another_preferred_term():
    change = add([layer()], row("model", "en", "AI model"), demote=True)
    assert plus(change) == [
        "+model,en,AI model,preferred,,full,any,,,,",
        "-model,en,model,preferred,noun,full,any,,see: AGI,,",
        "+model,en,model,admitted,noun,full,any,,see: AGI,,",
    ]
    change = edit([layer()], ("AGI", "en", "AGI"), {"status": "preferred"}, demote=True)
    assert [(term.text, term.status) for term in change.added] == [
        ("artificial general intelligence", "admitted"),
        ("AGI", "preferred"),
    ]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (
            row("AGI", "en", "AGI"),
            r'"AGI" is a term of AGI in en already: admitted, g.csv:4; change it with align terms',
        ),
        (row("AGI", "en", "AGI", status="deprecated"), r"already: admitted, g.csv:4"),
        (row(" AGI ", "EN", " AGI "), r"already: admitted, g.csv:4"),
        (row("AGI", "en", "x", status="preferred"), r'AGI has a preferred term in en already: "artificial .*--demote'),
        (row("Agi", "en", "x"), r"there is a concept AGI, which differs from Agi only in letter case"),
        (row("other", "en", "model"), r'"model" is preferred in model already, g.csv:8; .*--note \'see: model\''),
        (row("other", "en", "Model"), r'"model" is preferred in model already'),
        (row("other", "en", "model", status="deprecated"), r'"model" is preferred in model, g.csv:8'),
        (row("other", "en", "AGI", case="exact"), r'"AGI" is admitted in AGI, g.csv:4'),
        (row("other", "zh", "通用人工智能", status="forbidden"), r"is preferred in AGI"),
        (row("x", "en", "x", note="use: x"), r'"use: x" refers to its own concept, so nothing was changed'),
        (row("x", "en", "x", colour="red"), r"g.csv: there is no column colour in it"),
        (row("", "en", "x"), r"the concept is empty"),
        (row("x", "en", " \u3000"), r"the term is empty"),
        (row("x", "en", "a\nb"), r"must be one line of text"),
        (row("x", "en", "a\ud800"), r"is no text"),
        (row("x", "en", "x", status="best"), r"status 'best' is none of preferred, admitted"),
    ],
)
def test_what_is_there_already_or_contradicts_is_refused_with_the_reason(fields, reason):
    with pytest.raises(AlignError, match=reason):
        add([layer()], fields)


def test_what_is_no_language_is_refused():
    with pytest.raises(LanguageTagError):
        add([layer()], row("x", "english", "x"))


def test_concepts_that_refer_to_each_other_may_share_a_term():
    assert plus(add([layer()], row("fashion-model", "en", "model", note="see: model")))
    assert plus(add([layer()], row("AGI", "en", "model")))  # model refers to AGI


def test_an_edit_touches_the_fields_that_it_names():
    change = edit([layer()], ("AGI", "zh", "通用人工智能"), {"term": "通用智能", "note": "a, b"})
    assert plus(change) == [
        "-AGI,zh,通用人工智能,preferred,noun,full,any,,,,",
        '+AGI,zh,通用智能,preferred,noun,full,any,,"a, b",,',
    ]


def test_an_edit_that_says_what_stands_there_changes_nothing():
    change = edit([layer()], ("AGI", "en", "AGI"), {"status": "admitted", "note": ""})
    assert (change.new, change.diff, change.added) == (ROWS.encode(), "", ())


@pytest.mark.parametrize(
    ("which", "fields", "reason"),
    [
        (("AGI", "en", "agi"), {"note": "x"}, r'AGI has no term "agi" in en; it has "artificial general .*", "AGI"'),
        (("AGI", "fr", "x"), {"note": "x"}, r'AGI has no term "x" in fr; it has none in fr'),
        (("modle", "en", "x"), {"note": "x"}, r"there is no concept modle; perhaps model"),
        (("AGI", "en", "AGI"), {"status": "preferred"}, r"AGI has a preferred term in en already"),
        (("AGI", "en", "AGI"), {"term": "artificial general intelligence"}, r"is a term of AGI in en already"),
        (("AGI", "en", "AGI"), {"concept": "model", "term": "model"}, r"is a term of model in en already"),
        (("model", "de", "Modell"), {"lang": "en"}, r"model has a preferred term in en already"),
        (("AGI", "en", "AGI"), {"concept": "agi"}, r"differs from agi only in letter case"),
    ],
)
def test_an_edit_that_cannot_be_is_refused_with_the_reason(which, fields, reason):
    with pytest.raises(ArgumentError, match=reason):
        edit([layer()], which, fields)


def test_an_edit_is_not_held_up_by_what_was_wrong_before():
    wrong = layer("concept,lang,term,note\na,en,x,\nb,en,x,\n")
    assert plus(edit([wrong], ("b", "en", "x"), {"note": "y"})) == ["-b,en,x,", "+b,en,x,y"]
    assert plus(edit([layer(ROWS + "c,en,model,preferred,verb,full,any,,,,\n")], ("c", "en", "model"), {"pos": "noun"}))


def test_a_removed_term_leaves_everything_else():
    change = remove([layer()], "AGI", ("zh", "通用人工智能"))
    assert plus(change) == ["-AGI,zh,通用人工智能,preferred,noun,full,any,,,,"]
    assert "# the Chinese" in lines(change.new)


def test_a_concept_that_others_refer_to_is_not_removed():
    with pytest.raises(ArgumentError, match=r"model refers to AGI \(g.csv:8\); change its note first"):
        remove([layer()], "AGI")
    assert len(plus(remove([layer()], "model"))) == 2
    with pytest.raises(ArgumentError, match="model refers to b"):
        edit([layer("concept,lang,term,note\nmodel,en,m,see: b\nb,en,x,\n")], ("b", "en", "x"), {"concept": "c"})


def test_what_is_worth_a_second_look_is_told():
    (note,) = add([layer()], row("AGI", "zh-Hans", "通用人工智慧體")).notes
    assert note == 'g.csv:7: "通用人工智慧體" has traditional characters (體), and its language is zh-Hans'
    (lost,) = remove(
        [layer(ROWS.replace(",admitted", ",preferred"))], "AGI", ("en", "artificial general intelligence")
    ).notes
    assert lost == "the definition of AGI went with it"


def test_the_layer_that_has_the_concept_is_changed_else_the_uppermost():
    project, domain = layer("concept,lang,term\na,en,x\n", "p.csv"), layer(path="d.csv")
    assert add([project, domain], row("AGI", "fr", "y")).path == Path("d.csv")
    assert add([project, domain], row("new", "fr", "y")).path == Path("p.csv")
    change = add([project, domain], row("AGI", "en", "general AI"), into=project)
    assert (change.path, plus(change)) == (Path("p.csv"), ["+AGI,en,general AI"])
    assert any("preferred in p.csv:3" in note for note in change.notes)


def test_a_term_of_two_layers_must_be_told_apart():
    upper, lower = layer("concept,lang,term,status\nAGI,en,AGI,deprecated\n", "p.csv"), layer(path="d.csv")
    with pytest.raises(ArgumentError, match=r'"AGI" is in p.csv and d.csv; choose one with --file'):
        edit([upper, lower], ("AGI", "en", "AGI"), {"status": "admitted"})
    with pytest.raises(ArgumentError, match=r"AGI is in p.csv and d.csv; choose one with --file"):
        add([upper, lower], row("AGI", "fr", "x"))
    assert edit([upper, lower], ("AGI", "en", "AGI"), {"note": "x"}, into=lower).path == Path("d.csv")


def test_without_a_termbase_it_is_said_how_to_begin_one(tmp_path):
    with pytest.raises(FileAccessError, match=r"begin one with --file glossary/terms.csv"):
        add([], row("a", "en", "x"))
    layers, into = open_layers([], tmp_path / "glossary" / "terms.csv")
    save(add(layers, row("a", "en", "x"), into=into))
    text = (tmp_path / "glossary" / "terms.csv").read_text("utf-8")
    assert text == "concept,lang,term,status,pos,type,case,definition,note,source\na,en,x,preferred,,full,any,,,\n"


def test_what_somebody_else_wrote_meanwhile_is_not_lost(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text(ROWS, encoding="utf-8")
    first, second = (open_layers([path])[0] for _ in range(2))
    save(add(first, row("a", "en", "x")))
    with pytest.raises(
        FileChangedError, match="was changed by somebody else meanwhile; nothing was written, try again"
    ):
        save(add(second, row("b", "en", "y")))
    assert "a,en,x" in path.read_text("utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["g.csv"]


@given(contents(), st.sampled_from(["new", "AGI", "b"]), st.sampled_from(["en", "zh", "fr"]), words, notes)
def test_a_term_that_is_added_is_read_back_and_removing_it_gives_the_file_back(content, concept, lang, term, note):
    before = layer(content.data)
    fields = row(concept, lang, term, **({"note": note} if "note" in before.file.columns else {}))
    try:
        change = add([before], fields)
    except ArgumentError:
        return
    after = layer(change.new)
    old, new = ([(t.concept, t.lang, t.text, t.status, t.note) for t in one.file.terms] for one in (before, after))
    (added,) = change.added
    assert (added.concept, added.lang, added.text) == (concept, lang, term)
    assert added.note == fields.get("note", "")
    new.remove((added.concept, added.lang, added.text, added.status, added.note))
    assert new == old
    assert len(plus(change)) == 1 + note.count("\n") * ("note" in fields)
    if "see:" not in content.data.decode():
        assert remove([after], concept, (lang, term)).new == content.data


@given(contents().filter(lambda content: content.rows), st.data())
def test_an_edit_is_read_back_and_its_diff_is_one_row(content, data):
    before = layer(content.data)
    index = data.draw(st.integers(0, len(content.rows) - 1))
    old = before.file.terms[index]
    fields = {"term": data.draw(words)}
    try:
        change = edit([before], (old.concept, old.lang, old.text), fields)
    except ArgumentError:
        return
    after = layer(change.new).file.terms
    assert after[index].text == fields["term"].strip()
    assert [t for n, t in enumerate(after) if n != index] == [t for n, t in enumerate(before.file.terms) if n != index]
    assert len([line for line in plus(change) if line.startswith("+")]) <= 1
