"""Texts in other encodings that can be read: those with a byte order mark, and any with ``--encoding``."""

import pytest

import align

CHINESE = "创新需要自由，也需要试错的空间。\n梁文锋说，好奇心驱动研究。\n"
FIRST = "创新需要自由，也需要试错的空间。"

MARKED = {
    "UTF-8": b"\xef\xbb\xbf" + CHINESE.encode(),
    "UTF-16 LE": b"\xff\xfe" + CHINESE.encode("utf-16-le"),
    "UTF-16 BE": b"\xfe\xff" + CHINESE.encode("utf-16-be"),
    "UTF-32 LE": b"\xff\xfe\0\0" + CHINESE.encode("utf-32-le"),
}


@pytest.mark.parametrize("name", MARKED)
def test_a_byte_order_mark_is_enough(command, run, tmp_path, name):
    path = tmp_path / "text.txt"
    path.write_bytes(MARKED[name])
    assert run(*command(path)).code == 0


@pytest.mark.parametrize("name", MARKED)
def test_the_mark_is_no_part_of_the_text(run, tmp_path, name):
    path = tmp_path / "text.txt"
    path.write_bytes(MARKED[name])
    assert run("segment", path).out.splitlines()[0] == FIRST


@pytest.mark.parametrize("name", ["gb18030", "GBK", "big5", "shift_jis", "utf-16-le", "utf-16"])
def test_any_encoding_can_be_named(run, tmp_path, name):
    text = {"big5": "創新需要自由。", "shift_jis": "自由が必要です。"}.get(name, FIRST)
    path = tmp_path / "text.txt"
    path.write_bytes(text.encode(name))
    done = run("segment", path, "--encoding", name)
    assert done.code == 0
    assert done.out.splitlines()[0] == text


def test_every_command_takes_a_named_encoding(command, run, tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(CHINESE.encode("gb18030"))
    assert run(*command(path), "--encoding", "gb18030").code == 0


def test_a_sheet_of_a_gb18030_text_holds_its_characters(run, tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(CHINESE.encode("gb18030"))
    assert run("sheet", path, "--source-lang", "en", "--encoding", "gb18030").code == 0
    assert align.read(tmp_path / "text.xlsx").units[0].target == FIRST


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(run, tmp_path, end):
    path = tmp_path / "text.txt"
    path.write_bytes(f"One here.{end}Two there.{end}".encode())
    assert run("segment", path, "--lang", "en").out == "One here.\n\nTwo there.\n"
