"""Programs that others use, run on our files where they are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
GROOVY = Path("/usr/share/java/groovy-all.jar")  # OmegaT has it for its scripts
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>EN</source_lang><target_lang>FR</target_lang>
<source_tok>org.omegat.tokenizer.LuceneEnglishTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.LuceneFrenchTokenizer</target_tok>
<sentence_seg>true</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""

needs_omegat = pytest.mark.skipif(
    not OMEGAT.exists() or shutil.which("java") is None, reason="OmegaT and Java are not installed"
)
needs_jing = pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
needs_msgfmt = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
needs_xmllint = pytest.mark.skipif(shutil.which("xmllint") is None, reason="xmllint is not installed")


def glossary(path: Path, source_lang: str, target_lang: str) -> list[tuple[str, str, str]]:
    """The terms, translations and comments that OmegaT reads from a glossary."""
    script = Path(__file__).with_name("omegat_glossary.groovy")
    command = ["java", "-Djava.awt.headless=true", "-cp", f"{OMEGAT}:{GROOVY}", "groovy.ui.GroovyMain", str(script)]
    command += [str(path), str(path.parent / "config"), source_lang, target_lang]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    found = [line.removeprefix("ENTRIES ") for line in done.stdout.splitlines() if line.startswith("ENTRIES ")]
    assert len(found) == 1, done
    return [tuple(entry) for entry in json.loads(found[0])]


def complaints(*options: str | Path, data: bytes, folder: Path) -> str:
    """What xmllint says of a file; nothing if it is valid."""
    path = folder / "checked.xml"
    path.write_bytes(data)
    command = ["xmllint", "--noout", "--nonet", *map(str, options), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return "" if done.returncode == 0 else done.stderr


def translated(folder: Path, source: str, content: bytes, memory: bytes | None = None) -> bytes:
    """What OmegaT makes of a source file, with all it knows from a translation memory."""
    project = folder / "project"
    for name in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (project / "source" / source).write_bytes(content)
    if memory is not None:
        (project / "tm" / "auto" / "ours.tmx").write_bytes(memory)
    command = ["java", "-Djava.awt.headless=true", f"-Duser.home={folder}", "-jar", str(OMEGAT), str(project)]
    command += ["--mode=console-translate", f"--config-dir={folder / 'config'}", "--no-team"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, timeout=240, check=False, env=environment)
    target = project / "target" / source
    assert target.exists(), done
    return target.read_bytes()
