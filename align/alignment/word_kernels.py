"""The reading of words, compiled (extra ``fast``): what :func:`align.alignment.readings.read` does for a block.

Sparse where NumPy is dense: few words of a block say anything of each other. :mod:`align.alignment.fast` calls it, and
tells what the arguments are.
"""

from __future__ import annotations

import numpy as np
from numba import njit

__all__ = ["block_words"]


@njit(cache=True)
def block_words(values, source, target, window, cells, shapes, prior, learned, background, constants, room, readings):
    """Add what the words of both sides say to the scores of the beads that end in the cells of a block."""
    source_ids, source_offsets = source
    target_ids, target_offsets = target
    first_i, last_i, first_j, last_j, limit_i, limit_j, without, without_end = window
    low, high, starts, base = cells
    sources, targets = shapes
    source_place, target_place, sums = room
    ours, our_offsets, our_types = _local(source_ids, source_offsets, first_i, last_i, source_place)
    theirs, their_offsets, their_types = _local(target_ids, target_offsets, first_j, last_j, target_place)
    away = np.zeros(len(our_types), np.int64)
    start, end = 0, 0
    if len(learned[3]):
        start, end = np.searchsorted(learned[4], without), np.searchsorted(learned[4], without_end)
        _leave_out(learned, start, end, sums, away, source_place, 1.0)
    table = _ratios(prior, learned, background, constants, our_types, their_types, target_place, away, sums)
    if len(learned[3]):
        _leave_out(learned, start, end, sums, away, source_place, 0.0)
    source_place[our_types] = -1
    target_place[their_types] = -1
    # Ends of target beads for each end of source beads; and the other way round, for both ends only grow.
    first, stop = low[0], high[-1]
    across_low, across_high = np.empty(stop - first, np.int64), np.empty(stop - first, np.int64)
    begin, behind = 0, 0
    for column in range(first, stop):
        while high[begin] <= column:
            begin += 1
        while behind < len(low) and low[behind] <= column:
            behind += 1
        across_low[column - first], across_high[column - first] = begin + base, behind + base
    _read(
        values, (low, starts, base, False), (sources, targets), (base, low, high), (first_i, limit_i, first_j, limit_j),
        _sums(ours, our_offsets, table, len(their_types)), (our_offsets, theirs, their_offsets), readings[0],
    )  # fmt: skip
    _read(
        values, (low, starts, base, True), (targets, sources), (first, across_low, across_high),
        (first_j, limit_j, first_i, limit_i),
        _sums(theirs, their_offsets, _turned(table, len(their_types)), len(our_types)),
        (their_offsets, ours, our_offsets), readings[1],
    )  # fmt: skip


@njit(cache=True)
def _local(ids, offsets, first, last, place):
    """The words of some sentences by the numbers of their types, where each sentence begins, and the types."""
    start = offsets[first]
    words = np.empty(offsets[last] - start, np.int64)
    types = np.empty(len(words), np.int64)
    many = 0
    for k in range(len(words)):
        word = ids[start + k]
        if place[word] < 0:
            place[word] = many
            types[many] = word
            many += 1
        words[k] = place[word]
    return words, offsets[first : last + 1] - start, types[:many]


@njit(cache=True)
def _leave_out(learned, start, end, sums, away, place, sign):
    """What some beads taught: counts of pairs into ``sums``, uses of source types into ``away``; 0.0 takes it back."""
    _, _, _, _, _, entry_starts, entry_pairs, entry_counts, type_starts, bead_types = learned
    for k in range(entry_starts[start], entry_starts[end]):
        sums[entry_pairs[k]] = (sums[entry_pairs[k]] + entry_counts[k]) * sign
    if sign:
        for k in range(type_starts[start], type_starts[end]):
            where = place[bead_types[k]]
            if where >= 0:
                away[where] += 1


@njit(cache=True)
def _ratios(prior, learned, background, constants, types, others, place, away, sums):
    """How many times likelier each of the other types is beside each type: a sparse table, row behind row."""
    offsets, columns, chances = prior
    pair_offsets, pair_columns, totals, uses = learned[:4]
    mass, discount, noise = constants
    taught, width = len(uses) > 0, len(others)
    starts = np.zeros(len(types) + 1, np.int64)
    found, ratios = np.empty(4 * width, np.int64), np.empty(4 * width, np.float32)
    row = np.zeros(width)
    many = 0
    for number, word in enumerate(types):
        if many + width > len(found):
            found = np.append(found, np.empty(len(found), np.int64))
            ratios = np.append(ratios, np.empty(len(ratios), np.float32))
        first, share = many, 1.0
        for k in range(offsets[word], offsets[word + 1]):
            column = place[columns[k]]
            if column >= 0:
                row[column] = chances[k] * mass if taught else chances[k]
                found[many] = column
                many += 1
        if taught:
            for k in range(pair_offsets[word], pair_offsets[word + 1]):
                column = place[pair_columns[k]]
                more = totals[k] - sums[k] - discount if column >= 0 else 0.0
                if more > 0:
                    if row[column] == 0:
                        found[many] = column
                        many += 1
                    row[column] += more
            known = mass if offsets[word + 1] > offsets[word] else 0.0
            share = max(uses[word] - away[number] + known, 1.0)
        kept = first
        for k in range(first, many):
            column = found[k]
            value = row[column] / share
            row[column] = 0.0
            if value >= noise or not taught:
                found[kept], ratios[kept] = column, value / background[others[column]]
                kept += 1
        many = starts[number + 1] = kept
    return starts, found[:many], ratios[:many]


@njit(cache=True)
def _turned(table, width):
    """A sparse table by its columns."""
    starts, columns, values = table
    turned = np.zeros(width + 1, np.int64)
    for column in columns:
        turned[column + 1] += 1
    turned = np.cumsum(turned)
    at = turned[:-1].copy()
    rows, others = np.empty(len(columns), np.int64), np.empty(len(columns), np.float32)
    for row in range(len(starts) - 1):
        for k in range(starts[row], starts[row + 1]):
            place = at[columns[k]]
            rows[place], others[place] = row, values[k]
            at[columns[k]] += 1
    return turned, rows, others


@njit(cache=True)
def _sums(words, offsets, table, width):
    """For each sentence the sums of the rows of its words."""
    starts, columns, values = table
    sums = np.zeros((len(offsets) - 1, width), np.float32)
    for sentence in range(len(offsets) - 1):
        for k in range(offsets[sentence], offsets[sentence + 1]):
            word = words[k]
            for cell in range(starts[word], starts[word + 1]):
                sums[sentence, columns[cell]] += values[cell]
    return sums


@njit(cache=True)
def _read(values, cells, sizes, ends, limits, sums, words, reading):
    low, starts, base, across = cells
    our_sizes, their_sizes = sizes
    first, from_ends, to_ends = ends
    our_first, our_limit, their_first, their_limit = limits
    our_offsets, theirs, their_offsets = words
    worth, each, mean = reading
    width = sums.shape[1]
    beside, levels, values_of = np.empty(width, np.float32), np.empty(width, np.int64), np.empty(width, np.float32)
    most, widest = our_sizes.max(), their_sizes.max()
    longest = len(their_offsets)
    along, steps = np.empty(longest, np.float32), np.empty(longest, np.int64)
    for number in range(len(from_ends)):
        end = first + number
        begin = max(from_ends[number] - widest, their_limit)
        beside[:] = 0
        many = 1
        for size in range(1, most + 1):
            if end - size < our_limit:
                break
            last = end - size - our_first
            many += our_offsets[last + 1] - our_offsets[last]
            for k in range(width):
                beside[k] += sums[last, k]
            share = np.float32(many)
            bits = (beside / share).view(np.int32)
            for k in range(width):
                levels[k] = min(max((bits[k] >> 23) - 122, 0), len(worth) - 1)
                values_of[k] = worth[levels[k]]
            along[0], steps[0] = 0, 0
            for j in range(begin, to_ends[number] - 1):
                here = j - their_first
                total, level = np.float32(0), 0
                for k in range(their_offsets[here], their_offsets[here + 1]):
                    total += values_of[theirs[k]]
                    level += levels[theirs[k]]
                total += each * level / max(their_offsets[here + 1] - their_offsets[here], 1)
                along[j - begin + 1] = along[j - begin] + total
                steps[j - begin + 1] = steps[j - begin] + level
            for shape in range(len(our_sizes)):
                if our_sizes[shape] != size or their_sizes[shape] == 0:
                    continue
                n = their_sizes[shape]
                weight = mean * (size + n)
                for other in range(max(from_ends[number], their_limit + n), to_ends[number]):
                    a, b = other - n, other
                    count = their_offsets[b - their_first] - their_offsets[a - their_first]
                    found = along[b - begin] - along[a - begin]
                    found += weight * (steps[b - begin] - steps[a - begin]) / max(count, 1)
                    row, column = (other, end) if across else (end, other)
                    values[shape, starts[row - base] + column - low[row - base]] += found
