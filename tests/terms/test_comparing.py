"""Termbases compared and merged: the laws, and each kind of difference and conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.terms.comparing import ConceptDifference, FieldChange, compare
from align.terms.merging import PREFERRED, Conflict, merge

fields = st.fixed_dictionaries(
    {"status": st.sampled_from(["admitted", "deprecated", "preferred"]), "note": st.sampled_from(["", "a", "b"])}
)
keys = st.tuples(st.sampled_from(["x", "y"]), st.sampled_from(["en", "zh"]), st.sampled_from(["p", "q", "r"]))
rows = st.dictionaries(keys, fields, max_size=6)

P, Q = ("x", "en", "p"), ("x", "en", "q")


def row(status="admitted", note=""):
    return {"status": status, "note": note}


def done(ours, merged):
    """Our rows after the merge."""
    kept = {key: {**fields, **merged.changed.get(key, {})} for key, fields in ours.items() if key not in merged.removed}
    return {**kept, **merged.added}


@given(rows)
def test_a_termbase_does_not_differ_from_itself(one):
    assert compare(one, one) == []


@given(rows, rows)
def test_the_differences_lead_from_one_termbase_to_the_other(old, new):
    now = {key: dict(fields) for key, fields in old.items()}
    for one in compare(old, new):
        if one.renamed:
            now = {(one.renamed if key[0] == one.concept else key[0], *key[1:]): held for key, held in now.items()}
        for key in one.removed:
            del now[key]
        for key in one.added:
            now[key] = dict(new[key])
        for change in one.changed:
            key = (one.renamed or one.concept, *change.key[1:])
            assert now[key][change.column] == change.old
            now[key][change.column] = change.new
    assert now == new


def test_each_kind_of_difference():
    old = {P: row(note="a"), Q: row(), ("gone", "en", "g"): row(), ("old", "en", "o"): row()}
    new = {P: row("deprecated"), ("x", "zh", "q"): row(), ("new", "en", "o"): row(), ("come", "en", "c"): row()}
    assert compare(old, new) == [
        ConceptDifference(
            "x",
            "changed",
            removed=(Q,),
            added=(("x", "zh", "q"),),
            changed=(FieldChange(P, "status", "admitted", "deprecated"), FieldChange(P, "note", "a", "")),
        ),
        ConceptDifference("gone", "removed", removed=(("gone", "en", "g"),)),
        ConceptDifference("old", "renamed", "new"),
        ConceptDifference("come", "added", added=(("come", "en", "c"),)),
    ]


@given(rows, rows)
def test_what_only_they_changed_comes_in_whole(base, theirs):
    merged = merge(base, base, theirs)
    assert done(base, merged) == theirs
    assert merged.conflicts == []


@given(rows, rows)
def test_what_only_we_changed_stays_whole(base, ours):
    merged = merge(base, ours, base)
    assert done(ours, merged) == ours
    assert merged.conflicts == []


@given(rows, rows)
def test_what_both_changed_alike_is_no_conflict(base, both):
    merged = merge(base, both, both)
    assert (done(both, merged), merged.conflicts) == (both, [])


@given(rows, rows, rows)
def test_the_sides_are_mirrors_of_each_other(base, ours, theirs):
    one, other = merge(base, ours, theirs), merge(base, theirs, ours, prefer_theirs=True)
    assert done(ours, one) == done(theirs, other)
    assert len(one.conflicts) == len(other.conflicts)


@given(rows, rows, rows)
def test_no_row_is_lost_that_nobody_removed(base, ours, theirs):
    held = done(ours, merge(base, ours, theirs))
    assert set(held) >= {key for key in {*ours, *theirs} if key not in base or (key in ours and key in theirs)}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "held", "conflict"),
    [
        ({P: row()}, {P: row(note="a")}, {P: row("deprecated")}, {P: row("deprecated", "a")}, None),
        ({P: row()}, {P: row(note="a")}, {P: row(note="b")}, {P: row(note="a")}, Conflict(P, "note", "", "a", "b")),
        ({}, {P: row(note="a")}, {P: row(note="")}, {P: row(note="a")}, None),
        ({}, {P: row()}, {P: row("deprecated")}, {P: row()}, Conflict(P, "status", None, "admitted", "deprecated")),
        ({P: row()}, {}, {P: row()}, {}, None),
        ({P: row()}, {}, {P: row(note="b")}, {}, Conflict(P, "", "status admitted", None, "status admitted, note b")),
        (
            {P: row()},
            {P: row(note="a")},
            {},
            {P: row(note="a")},
            Conflict(P, "", "status admitted", "status admitted, note a", None),
        ),
        (
            {},
            {P: row("preferred")},
            {Q: row("preferred")},
            {P: row("preferred"), Q: row()},
            Conflict(("x", "en", ""), PREFERRED, None, "p", "q"),
        ),
    ],
)
def test_each_kind_of_conflict(base, ours, theirs, held, conflict):
    merged = merge(base, ours, theirs)
    assert done(ours, merged) == held
    assert merged.conflicts == ([] if conflict is None else [conflict])
