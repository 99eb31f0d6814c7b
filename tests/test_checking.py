"""What ``align.toml`` says of checks: read, refused with one sentence, and obeyed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.checking import Checking, load_checking, select_checks
from align.errors import ArgumentError, FormatError

TEXT = "The colour is  bright.\nThey utilise it."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def settled(folder):
    def write(toml: str):
        (folder / "align.toml").write_text(toml, encoding="utf-8")
        return folder

    return write


def rules(run, *more):
    done = run("check", "x.txt", "--lang", "en", "--json", *more)
    return {(issue["rule"], issue["severity"]) for issue in json.loads(done.out)["issues"]}, done.code


def test_without_a_file_the_defaults_hold(folder):
    assert load_checking() == Checking()


def test_severities_and_options_are_obeyed(run, settled):
    settled('[checks.severity]\nspacing = "info"\n[checks.options.variant_spelling]\nenglish = "American"\n')
    assert rules(run) == ({("spacing", "info"), ("variant_spelling", "warning")}, 1)


def test_checks_are_selected_and_ignored(run, settled):
    settled('[checks]\nselect = ["spacing", "grammar"]\nignore = ["grammar"]\n')
    assert rules(run) == ({("spacing", "warning")}, 1)
    assert rules(run, "--select", "grammar") == (set(), 0)
    settled('[checks]\nignore = ["spacing"]\n')
    assert rules(run, "--select", "spacing") == ({("spacing", "warning")}, 1)


def test_what_is_grave_can_be_set_and_overruled(run, settled):
    settled('[checks]\nfail-on = "error"\n')
    assert rules(run)[1] == 0
    assert rules(run, "--fail-on", "warning")[1] == 1


OWN = '[[checks.rules]]\nname = "no_utilise"\npattern = "(?i)utili([sz])e"\nmessage = "write use, not utili\\\\1e"\n'


def test_own_rules_run_beside_the_others(run, settled):
    settled(OWN + 'severity = "error"\nreplacement = "use"\nlang = "en"\n')
    assert ("no_utilise", "error") in rules(run)[0]
    (issue,) = json.loads(run("check", "x.txt", "--select", "no_utilise", "--lang", "en", "--json").out)["issues"]
    assert (issue["text"], issue["message"], issue["fix"]) == ("utilise", "write use, not utilise", "use")
    assert run("check", "x.txt", "--select", "no_utilise", "--lang", "de").code == 0


def test_own_rules_look_at_the_side_that_they_name(run, settled):
    settled(OWN + 'side = "source"\n')
    assert "no_utilise" not in {name for name, _ in rules(run)[0]}


def test_a_pattern_that_never_ends_is_stopped(run, settled):
    settled('[[checks.rules]]\nname = "evil"\npattern = "(a+)+$"\nmessage = "x"\n')
    Path("x.txt").write_text("a" * 60 + "!", encoding="utf-8")
    done = run("check", "x.txt", "--lang", "en", "--select", "evil")
    assert done.code in {0, 2}
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("checks = 3", "checks is no table"),
        ("[checks]\nlevel = 1", "knows no level"),
        ('[checks]\nfail-on = "fatal"', "fail-on 'fatal' is none of"),
        ('[checks]\nselect = "spacing"', "select is no list"),
        ('[checks.severity]\nspacing = "grave"', "severity of spacing is 'grave'"),
        ("[checks.options]\nspacing = 3", "spacing has none"),
        ("[checks.options.repeated_word]\nmuch = 3", "knows no much"),
        ('[checks.options.repeated_word]\nallowed = "the"', "allowed of repeated_word is no list"),
        ('[checks.options.length_ratio]\nlongest = "long"', "write a number"),
        ("[checks.options.variant_spelling]\nenglish = 3", "write a text"),
        ('[[checks.rules]]\nname = "x"', "a rule has no pattern"),
        ('[[checks.rules]]\nname = "x"\npattern = "["\nmessage = "x"', "is no regular expression"),
        ('[[checks.rules]]\nname = "x"\npattern = "a"\nmessage = "\\\\3"', "is no regular expression"),
        ('[[checks.rules]]\nname = "spacing"\npattern = "a"\nmessage = "x"', "cannot be named 'spacing'"),
        ('[[checks.rules]]\nname = "x"\npattern = "a"\nmessage = "x"\nseverity = "y"', "not known"),
        ('[[checks.rules]]\nname = "x"\npattern = "a"\nmessage = "x"\ncolour = "y"', "knows no colour"),
        ('[[checks.rules]]\nname = "x"\npattern = 3', "write a text"),
    ],
)
def test_every_fault_is_told_with_the_file(settled, toml, said):
    settled(toml)
    with pytest.raises(FormatError) as error:
        load_checking()
    assert said in str(error.value)
    assert "align.toml" in str(error.value)


def test_names_of_no_check_are_refused(settled):
    settled('[checks]\nignore = ["nothing"]\n')
    with pytest.raises(ArgumentError, match="unknown check 'nothing'"):
        select_checks(checking=load_checking())
