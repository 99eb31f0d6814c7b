"""Damaged files for every registered reader: an ``AlignError`` or a result, nothing else, soon and in little memory.

``python -m tests.formats.fuzz 2000`` gives each reader 2,000 inputs, always the same; ``python -m tests.formats.fuzz
--atheris 100000`` lets atheris (extra ``fuzz``) look for others, guided by what code they reach.
"""

from __future__ import annotations

import random
import resource
import signal
import sys
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from io import BytesIO
from pathlib import Path

from align import formats
from align.errors import AlignError
from align.model import Alignment, Bead, Termbase
from tests.conftest import GLOSSARY, SHARED
from tests.formats.books import example, written

SECONDS = 20
"""What a reader may take for one input of some kilobytes, on any machine."""
MEMORY = 2 << 30
"""Bytes of address space that all may take, the libraries included."""
LARGEST = 64_000
"""Real files that are larger are not taken: what is in them is in smaller ones too."""
TOKENS = (
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b'"', b"'", b"<", b">", b"&", b"&a;", b"]]>", b"<!--", b"\n"),
    *(b"\r", b"\t", b",", b";", b"=", b"\\", b"{", b"}", b"[", b"]", b":", b"-1", b"0", b"9" * 5000, b"1e999", b"nan"),
    *(b"null", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b'<?xml version="1.0" encoding="utf-7"?>', b"<a>" * 300, b"(" * 3000),
    *("中".encode(), "\u2028".encode(), b"\xed\xa0\x80", b"charset=utf-16", b"charset=rot13", b"msgstr[99]"),
    *(b"sep=,\n", b"#", b"1:1;1:2", b"x-align: {"),
)

Reader = Callable[[bytes], object]


def readers() -> dict[str, Reader]:
    """Every registered reader of bytes or streams, as a function of bytes."""
    found: dict[str, Reader] = {}

    def add(
        registry: str, call: Callable[[Callable[..., object], str, bytes], object], names: Iterable[str] = ()
    ) -> None:
        known = getattr(formats, registry)
        for name in names or known:
            read = formats.load(known, name)
            found[f"{registry}{' and more' if names else ''} {name}"] = partial(call, read, name)

    langs = ("zh", "en")
    xml = ("x.zh.en.xml", ["x.zh.xml", "x.en.xml"])
    add("READERS", lambda read, _, data: read(BytesIO(data)))
    add("READERS", lambda read, _, data: read(BytesIO(data), langs), formats.LANGUAGE_READERS - formats.TABLE_READERS)
    add("READERS", lambda read, _, data: read(BytesIO(data), langs, "source,target"), formats.TABLE_READERS)
    add("NOTICES", lambda read, _, data: read(BytesIO(data)))
    add("PART_READERS", lambda read, name, data: read([BytesIO(data)] * (3 if name == "intertext" else 2), langs))
    add("PARTS", lambda read, _, data: read(xml[0], data, xml[1], langs))
    add("ALIGNMENT_READERS", lambda read, _, data: read(BytesIO(data)))
    add("MEMORY_READERS", lambda read, _, data: list(read(BytesIO(data), *langs)))
    add("GLOSSARY_READERS", lambda read, _, data: read(data, langs, None))
    for registry in ("GLOSSARY_REMAINDERS", "TERMBASE_READERS", "DICTIONARY_READERS", "DOCUMENT_READERS"):
        add(registry, lambda read, _, data: read(data, None))
    add("RULE_READERS", lambda read, _, data: read(data))
    return found


def seeds() -> dict[str, list[bytes]]:
    """Whole files of each format: ours, and those of other programs where they lie beside the project."""
    found = {name: [written(example(), name)] for name in formats.READERS}
    alignment = Alignment((Bead((0, 1), (0,)), Bead((2,), (1,))))
    for name in formats.ALIGNMENT_WRITERS:
        stream = BytesIO()
        formats.load(formats.ALIGNMENT_WRITERS, name)(alignment, stream)
        found.setdefault(name, []).append(stream.getvalue())
    terms = formats.load(formats.TERMBASE_READERS, "csv")(
        b"".join(GLOSSARY.read_bytes().splitlines(keepends=True)[:30])
    )
    for name in formats.GLOSSARY_WRITERS:
        stream = BytesIO()
        formats.load(formats.GLOSSARY_WRITERS, name)(Termbase.from_terms(terms), stream, ("zh", "en"))
        found.setdefault(name, []).append(stream.getvalue())
    for name in ("docx", "html"):
        found.setdefault(name, []).append(written(example(), name))
    found["markdown"] = [
        b"# The vote\n\nWe **won**[^1]: <b>all</b>.\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: So far.\n"
    ]
    found["srt"] = [b"1\n00:00:01,000 --> 00:00:02,000\nWe <i>won</i>.\n\n2\n00:00:03,000 --> 00:00:04,000\n- Yes.\n"]
    found["vtt"] = [b"WEBVTT\n\nNOTE x\n\na\n00:01.000 --> 00:02.000 line:0\n<v Ann>We won.\n"]
    found["moses"] = ["一\n二\n".encode()]
    found.setdefault("txt", []).append(b"source\ttarget\n" + "一\tOne\n".encode() * 3)
    found.setdefault("dic", []).append(b"One @ one\n")
    folders = {"hunalign": ["ladder"], "xliff12": ["xliff12"], "xliff2": ["xliff2"], "csv": ["csv", "tsv"]}
    shared = SHARED / "eval" / "formats"
    for path in sorted(shared.rglob("*")) if shared.is_dir() else ():
        if path.is_file() and path.stat().st_size <= LARGEST and path.name != "README.md":
            folder = path.relative_to(shared).parts[0]
            for name in folders.get(folder, [folder]):
                found.setdefault(name, []).append(path.read_bytes())
    return found


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """A file that something has happened to, or bytes of no file at all."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(300))
    if whole.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return rezipped(whole, chance)
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 1, 2, 10, 100, 1000)))
        match chance.randrange(6):
            case 0:
                del data[start:]
            case 1:
                data[start:end] = chance.randbytes(end - start)
            case 2:
                del data[start:end]
            case 3:
                data[start:start] = data[start:end] * chance.choice((1, 2, 30))
            case 4:
                data[start:start] = chance.choice(TOKENS)
            case _:
                data[start:end] = chance.choice(TOKENS)
    return bytes(data)


def rezipped(whole: bytes, chance: random.Random) -> bytes:
    """A zip archive with one member damaged."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        struck = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, damaged(content, chance) if name == struck else content)
    return stream.getvalue()


def guarded(what: str, read: Reader, data: bytes) -> bool:
    """Whether a reader took some bytes; an error that is none of ours ends the run, the bytes in ``fuzzed.bin``."""
    signal.alarm(SECONDS)
    try:
        read(data)
    except AlignError as error:
        if not error.message or "\n" in str(error):
            raise
        return False
    except BaseException:
        Path("fuzzed.bin").write_bytes(data)
        sys.stderr.write(f"{what}: {len(data)} bytes, in fuzzed.bin: {data[:300]!r}\n")
        raise
    finally:
        signal.alarm(0)
    return True


def run(count: int) -> None:
    """Give each reader so many inputs, and print how many it took."""
    files = seeds()
    for what, read in readers().items():
        whole = files[what.rpartition(" ")[2]]
        chance = random.Random(what)
        taken = sum(guarded(what, read, damaged(chance.choice(whole), chance)) for _ in range(count))
        sys.stdout.write(f"{what}: {count} inputs, {taken} read\n")


def guided(count: int) -> None:
    """Let atheris choose the inputs: the first byte chooses the reader."""
    import atheris

    known = list(readers().items())

    def one(data: bytes) -> None:
        if data:
            what, read = known[data[0] % len(known)]
            guarded(what, read, data[1:])

    corpus = Path("corpus")
    corpus.mkdir()
    files = seeds()
    for number, (what, _) in enumerate(known):
        for place, whole in enumerate(files[what.rpartition(" ")[2]][:4]):
            (corpus / f"{number}-{place}").write_bytes(bytes([number]) + whole[:8000])
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-runs={count}", "-max_len=8192", "-verbosity=0", str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1] == "--atheris":
        guided(int(sys.argv[2]))
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        run(int(sys.argv[1]))
