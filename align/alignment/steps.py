"""How much likelier a word is beside what translates it, in steps of a factor of two."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from align.alignment.weights import LEVELS

__all__ = ["steps"]

_LOWEST: Final = -4  # binary exponent of the first step


def steps(ratios: NDArray[np.float32]) -> NDArray[np.int32]:
    """The step of each ratio >= 0: 0, then 1 from 2 ** -4, and one more for each factor of two, to LEVELS.

    The binary exponent is read from the bits of the number (IEEE 754), which is many times faster than a logarithm.
    """
    found: NDArray[np.int32] = np.clip((ratios.view(np.int32) >> 23) - (127 + _LOWEST - 1), 0, LEVELS)
    return found
