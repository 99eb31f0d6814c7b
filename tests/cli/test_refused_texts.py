"""Texts that cannot be read: every command that reads a text says so in one line and leaves nothing behind."""

import os
import random

import pytest

CHINESE = "创新需要自由，也需要试错的空间。\n梁文锋说，好奇心驱动研究。\n" * 3
ENGLISH = "Innovation requires freedom.\nIt also requires room for trial and error.\n"

BAD_BYTES = {
    "empty": (b"", "empty"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "empty"),
    "white space": (b" \n\t\r\n\xc2\xa0\n", "empty"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "PNG"),
    "zip": (b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(range(256)), "zip"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
    "random bytes": (random.Random(1).randbytes(4096), ""),
    "zeros": (bytes(1000), "binary"),
    "control characters": (bytes(range(1, 32)) * 20, "binary"),
    "truncated UTF-8": ("一二三".encode()[:-1], "--encoding"),
    "odd UTF-16": (b"\xff\xfea\0b\0c", ""),
}


@pytest.mark.parametrize("name", BAD_BYTES)
def test_bytes_that_are_no_text(command, refused, tmp_path, name):
    data, said = BAD_BYTES[name]
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    err = refused(*command(path))
    assert str(path) in err
    assert said in err


def test_a_missing_file(command, refused, tmp_path):
    assert "no such file" in refused(*command(tmp_path / "missing.txt"))


def test_a_file_in_a_missing_folder(command, refused, tmp_path):
    assert "no such file" in refused(*command(tmp_path / "nowhere" / "missing.txt"))


def test_a_path_below_a_file(command, refused, tmp_path):
    (tmp_path / "file").write_text(ENGLISH)
    refused(*command(tmp_path / "file" / "text.txt"))


def test_a_directory(command, refused, tmp_path):
    (tmp_path / "folder.txt").mkdir()
    assert "directory" in refused(*command(tmp_path / "folder.txt"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["two\nlines.txt", "\x1b[31mred.txt", "half\udcff.txt", "x" * 300 + ".txt"])
def test_a_missing_file_with_a_hostile_name(command, refused, tmp_path, name):
    err = refused(*command(tmp_path / name))
    assert "\x1b" not in err


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_a_link_to_itself(command, refused, tmp_path):
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    refused(*command(tmp_path / "loop.txt"))


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission(command, refused, tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(ENGLISH)
    path.chmod(0)
    try:
        assert "permission" in refused(*command(path))
    finally:
        path.chmod(0o600)


def test_gb18030_is_not_guessed_but_named(command, refused, tmp_path):
    path = tmp_path / "gb.txt"
    path.write_bytes(CHINESE.encode("gb18030"))
    err = refused(*command(path))
    assert "--encoding" in err
    assert "gb18030" in err
    assert "gb.txt:1:" in err


def test_the_error_names_the_line_of_the_first_wrong_byte(command, refused, tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes("One.\nTwo.\nUn café noir.\n".encode("latin-1"))
    err = refused(*command(path))
    assert "latin.txt:3:" in err
    assert "--encoding" in err
    assert "windows-1252" in err


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_utf_16_without_a_mark_is_told_to_be_that(command, refused, tmp_path, order, text):
    path = tmp_path / "wide.txt"
    path.write_bytes(text.encode(order))
    assert order in refused(*command(path))


@pytest.mark.parametrize("name", ["klingon", "", "hex", "rot13", "undefined"])
def test_an_unknown_encoding(command, refused, tmp_path, name):
    path = tmp_path / "text.txt"
    path.write_text(ENGLISH)
    err = refused(*command(path), "--encoding", name)
    assert "encoding" in err


@pytest.mark.parametrize("name", ["ascii", "utf-8", "utf-16", "utf-32", "big5", "idna", "punycode", "unicode_escape"])
def test_an_encoding_that_does_not_fit(command, refused, tmp_path, name):
    path = tmp_path / "text.txt"
    path.write_bytes(b"\\x \xff\xff\xff " + b"long label " * 20)
    err = refused(*command(path), "--encoding", name)
    assert "encoding" in err
    assert "text.txt" in err


@pytest.mark.parametrize("tag", ["xx", "english", "", "en-", "e", "zh-Hanz-Q"])
def test_an_unknown_language(command, refused, tmp_path, tag):
    path = tmp_path / "text.txt"
    path.write_text("创新需要自由。", encoding="utf-8")
    args = command(path)
    option = "--target-lang" if args[0] == "sheet" else "--lang"
    args = [arg for arg in args if arg not in ("--target-lang", "en")]
    err = refused(*args, option, tag)
    assert "language tag" in err


@pytest.mark.parametrize("tag", ["xx", "english", "", "en-"])
def test_an_unknown_source_language(refused, tmp_path, tag):
    path = tmp_path / "text.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    assert "language tag" in refused("sheet", path, "--source-lang", tag, "--target-lang", "en")


def test_of_several_files_one_bad_one_is_enough(refused, article, tmp_path):
    refused("segment", article, tmp_path / "missing.txt")
    refused("check", article, tmp_path / "missing.txt")
