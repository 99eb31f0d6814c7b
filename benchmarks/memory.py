"""Memory of this process, as the kernel counts it.

Not ``resource.getrusage``: what that calls the most is inherited from the process that started this one.
"""

from __future__ import annotations

import math
import re
from pathlib import Path


def at_present() -> float:
    """Memory held now, in MB; Linux only, elsewhere unknown (nan)."""
    return _read("VmRSS")


def peak() -> float:
    """Most memory held so far, in MB; Linux only, elsewhere unknown (nan)."""
    return _read("VmHWM")


def _read(field: str) -> float:
    status = Path("/proc/self/status")
    text = status.read_text() if status.exists() else ""
    found = re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else math.nan
