"""The round trip: work comes back, texts change, originals turn up. The jobs over a sheet that is kept."""

from align.roundtrip.attach import LEAST_SCORE, AttachRun, attach_files
from align.roundtrip.kept import Change, Kept, history, load, save
from align.roundtrip.merge import MergeRun, merge_files
from align.roundtrip.update import UpdateRun, update_file

__all__ = [
    "LEAST_SCORE",
    "AttachRun",
    "Change",
    "Kept",
    "MergeRun",
    "UpdateRun",
    "attach_files",
    "history",
    "load",
    "merge_files",
    "save",
    "update_file",
]
