"""The notebooks, run by nbmake: ``python -m tests.notebooks`` runs them anew and saves what they print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
from nbmake.nb_run import NotebookRun

from tests.conftest import ROOT

__all__ = ["NOTEBOOKS", "rerun", "saved", "shown"]

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
_TIMEOUT = 300


def saved(path: Path) -> Any:
    """A notebook as it lies there."""
    return nbformat.read(path, 4)


def rerun(path: Path) -> Any:
    """A notebook run anew, without the times that a run leaves in it.

    Raises:
        RuntimeError: A cell failed.
    """
    done = NotebookRun(path, _TIMEOUT).execute()
    if done.error is not None:
        raise RuntimeError(f"{path.name}, cell {done.error.failing_cell_index}: {done.error.summary}")
    for cell in done.nb.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    done.nb.metadata.language_info = {"name": "python"}
    return done.nb


def _joined(outputs: list[Any]) -> list[Any]:
    """Outputs with what was printed in one piece, in however many it came."""
    joined: list[Any] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and last.output_type == output.output_type == "stream" and last.name == output.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def shown(notebook: Any) -> list[list[str]]:
    """What each cell of code shows, as text; of a picture its words, which do not hang on fonts and versions."""
    return [
        [part for output in cell.outputs for part in _parts(output)]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def _parts(output: Any) -> list[str]:
    if output.output_type == "stream":
        return [output.text]
    svg = output.data.get("image/svg+xml")
    if svg is None:
        return [output.data["text/plain"]]
    return re.findall(r"<text\b[^>]*>([^<]*)</text>", svg)


def main() -> None:
    """Run all and save them."""
    for path in NOTEBOOKS:
        nbformat.write(rerun(path), path)


if __name__ == "__main__":
    main()
