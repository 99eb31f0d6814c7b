"""XLIFF, the files that are translated in: 1.2, 2.0 and 2.1 read and written; 2.2 read.

References:
    XLIFF 1.2, OASIS, 2008; XLIFF 2.0, OASIS, 2014, and 2.1, 2018.
"""
