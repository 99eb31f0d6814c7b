"""What processes spend."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from resource import struct_rusage

__all__ = ["usage_of"]


def usage_of(process: subprocess.Popen[Any]) -> struct_rusage:
    """Wait for the end of a process; what it and its own children spent.

    Raises:
        CalledProcessError: It failed.
    """
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return usage
