"""Files: read whole, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from align.errors import AlignError, FileAccessError, FileChangedError, OutputExistsError
from align.storage import check_folder, check_output, is_folder, list_files, make_folder, read_bytes, replacing, rewrite

with suppress(ImportError):  # there is none on Windows
    import fcntl

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has neither these links nor these mode bits")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_content_becomes_the_file_when_the_block_ends(tmp_path):
    path = tmp_path / "x.bin"
    with replacing(path, force=False) as stream:
        stream.write(b"new")
        stream.flush()
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["x.bin"]


@POSIX
@pytest.mark.parametrize("force", [False, True])
def test_a_pipe_or_a_device_never_becomes_a_file(tmp_path, force):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(FileAccessError, match="is no plain file"), replacing(path, force=force):
        pass
    with pytest.raises(FileAccessError, match="is no plain file"):
        rewrite(path, b"old", b"new")
    assert path.is_fifo()


def test_force_replaces_what_was_there(tmp_path):
    path = tmp_path / "x.bin"
    path.write_bytes(b"old and longer")
    with replacing(path, force=True) as stream:
        stream.write(b"new")
        stream.flush()
        assert path.read_bytes() == b"old and longer"
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["x.bin"]


def test_the_stream_can_seek_and_read_as_zip_files_need_it(tmp_path):
    with replacing(tmp_path / "x.bin", force=False) as stream:
        stream.write(b"abcd")
        stream.seek(1)
        assert stream.read(2) == b"bc"
        stream.seek(0)
        stream.write(b"A")
    assert (tmp_path / "x.bin").read_bytes() == b"Abcd"


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, MemoryError, AlignError, OSError])
@pytest.mark.parametrize("old", [b"old", None])
def test_whatever_happens_in_the_block_the_old_file_stays(tmp_path, fault, old):
    path = tmp_path / "x.bin"
    if old is not None:
        path.write_bytes(old)
    with pytest.raises((fault, FileAccessError)), replacing(path, force=True) as stream:  # noqa: PT012
        stream.write(b"half")
        stream.flush()
        raise fault("stop")
    assert names(tmp_path) == ([] if old is None else ["x.bin"])
    assert old is None or path.read_bytes() == old


def test_without_force_a_file_that_exists_is_refused(tmp_path):
    path = tmp_path / "x.bin"
    path.write_bytes(b"old")
    with pytest.raises(OutputExistsError, match="--force"), replacing(path, force=False):
        pytest.fail("the block must not be entered")
    assert path.read_bytes() == b"old"


def test_without_force_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path):
    path = tmp_path / "x.bin"
    with pytest.raises(OutputExistsError), replacing(path, force=False) as stream:  # noqa: PT012
        stream.write(b"ours")
        path.write_bytes(b"theirs")
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["x.bin"]


def test_a_file_system_without_hard_links_will_do(tmp_path, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "x.bin"
    with replacing(path, force=False) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    other = tmp_path / "y.bin"
    with pytest.raises(OutputExistsError), replacing(other, force=False) as stream:  # noqa: PT012
        stream.write(b"ours")
        other.write_bytes(b"theirs")
    assert other.read_bytes() == b"theirs"
    assert names(tmp_path) == ["x.bin", "y.bin"]


def test_a_disk_that_fills_up_is_told_as_a_fault_of_the_file(tmp_path):
    path = tmp_path / "x.bin"
    path.write_bytes(b"old")
    with pytest.raises(FileAccessError, match="No space left") as caught, replacing(path, force=True):
        raise OSError(28, "No space left on device")
    assert caught.value.path == str(path)
    assert path.read_bytes() == b"old"


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path, mode):
    path = tmp_path / "x.bin"
    path.write_bytes(b"old")
    path.chmod(mode)
    with replacing(path, force=True) as stream:
        stream.write(b"new")
    assert path.stat().st_mode & 0o777 == mode


@POSIX
def test_a_new_file_gets_the_mode_that_the_user_wants(tmp_path):
    mask = os.umask(0o027)
    try:
        with replacing(tmp_path / "x.bin", force=False) as stream:
            stream.write(b"new")
    finally:
        os.umask(mask)
    assert (tmp_path / "x.bin").stat().st_mode & 0o777 == 0o640


@POSIX
def test_behind_a_link_the_file_is_replaced_and_not_the_link(tmp_path):
    (tmp_path / "deep").mkdir()
    target, link = tmp_path / "deep" / "x.bin", tmp_path / "link.bin"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with replacing(link, force=True) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert not target.is_symlink()
    assert names(tmp_path / "deep") == ["x.bin"]


@POSIX
def test_a_link_to_nothing_yet_is_followed(tmp_path):
    link = tmp_path / "link.bin"
    link.symlink_to(tmp_path / "x.bin")
    with replacing(link, force=False) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert (tmp_path / "x.bin").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["nowhere/x.bin", "file/x.bin", "folder", "zero\0.bin"])
def test_an_output_that_cannot_be_is_refused_early(tmp_path, name):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileAccessError) as caught:
        check_output(tmp_path / name, force=True)
    assert caught.value.path == str(tmp_path / name)


def test_a_relative_output_is_one_in_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with replacing(Path("x.bin"), force=False) as stream:
        stream.write(b"new")
    assert (tmp_path / "x.bin").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["missing", "folder", "file/below", "zero\0"])
def test_a_file_that_cannot_be_read_is_one_error(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileAccessError) as caught:
        read_bytes(tmp_path / name)
    assert caught.value.path == str(tmp_path / name)
    assert str(caught.value).isprintable()


def test_a_folder_is_made_once(tmp_path):
    folder = tmp_path / "out"
    assert not check_folder(folder)
    make_folder(folder)
    make_folder(folder)
    assert check_folder(folder)
    assert is_folder(folder)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    for path, said in (("file", "is a file"), ("nowhere/out", "no folder|no such"), ("x" * 300, "cannot|long")):
        for refusing in (check_folder, make_folder):
            with pytest.raises(FileAccessError, match=said):
                refusing(tmp_path / path)


@pytest.mark.parametrize("name", ["nowhere", "x" * 300, "a\0b"])
def test_what_is_not_there_is_no_folder(tmp_path, name):
    assert not is_folder(tmp_path / name)
    with pytest.raises(FileAccessError):
        list_files(tmp_path / name)


def test_files_are_listed_by_name_and_folders_left_out(tmp_path):
    for name in ("b", "a"):
        (tmp_path / name).write_text("x")
    (tmp_path / "c").mkdir()
    assert [path.name for path in list_files(tmp_path)] == ["a", "b"]


def test_a_file_that_holds_what_was_read_is_rewritten(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    rewrite(path, b"old", b"new")
    assert path.read_bytes() == b"new"
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o640
    rewrite(tmp_path / "y.csv", None, b"first")
    assert names(tmp_path) == ["x.csv", "y.csv"]


@pytest.mark.parametrize(("there", "read"), [(b"other", b"old"), (b"other", None), (None, b"old")])
def test_a_file_that_was_changed_since_is_not_rewritten(tmp_path, there, read):
    path = tmp_path / "x.csv"
    if there is not None:
        path.write_bytes(there)
    with pytest.raises(FileChangedError, match="changed by somebody else"):
        rewrite(path, read, b"new")
    assert (path.read_bytes() if path.exists() else None) == there
    assert names(tmp_path) == ([] if there is None else ["x.csv"])


@POSIX
def test_a_file_that_another_run_is_changing_is_left_to_it(tmp_path):
    path, lock = tmp_path / "x.csv", tmp_path / ".x.csv.align-lock"
    path.write_bytes(b"old")
    lock.write_bytes(b"theirs")
    with lock.open("rb") as theirs:
        fcntl.flock(theirs, fcntl.LOCK_EX)
        with pytest.raises(FileChangedError, match=r"delete \.x\.csv\.align-lock beside it"):
            rewrite(path, b"old", b"new")
    assert (path.read_bytes(), lock.read_bytes()) == (b"old", b"theirs")


@POSIX
def test_the_lock_of_a_run_that_is_gone_is_taken_over(tmp_path):
    path, lock = tmp_path / "x.csv", tmp_path / ".x.csv.align-lock"
    path.write_bytes(b"old")
    lock.write_bytes(b"half")
    rewrite(path, b"old", b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["x.csv"]


def test_what_is_to_happen_before_happens_under_the_lock_and_stops_the_change_if_it_fails(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")

    def fail():
        assert names(tmp_path) == [".x.csv.align-lock", "x.csv"]
        raise OSError(28, "No space left on device")

    with pytest.raises(FileAccessError, match="No space left"):
        rewrite(path, b"old", b"new", before=fail)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["x.csv"]


@POSIX
def test_a_link_stays_a_link_when_its_file_is_rewritten(tmp_path):
    (tmp_path / "x.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("x.csv")
    rewrite(tmp_path / "link.csv", b"old", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "x.csv").read_bytes() == b"new"


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_rewriting_that_fails_leaves_the_old_file_and_no_lock(tmp_path, monkeypatch, fault):
    def fail(_descriptor):
        raise fault

    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises((FileAccessError, KeyboardInterrupt)):
        rewrite(path, b"old", b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["x.csv"]
