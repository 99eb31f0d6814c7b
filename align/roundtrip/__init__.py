"""The round trip: work comes back, texts change, originals turn up. The jobs over a sheet that is kept."""

from align.roundtrip.kept import Change, Kept, history, load, save
from align.roundtrip.merge import MergeRun, merge_files
from align.roundtrip.update import UpdateRun, update_file

__all__ = ["Change", "Kept", "MergeRun", "UpdateRun", "history", "load", "merge_files", "save", "update_file"]
