"""TBX, the termbases that tools exchange: TBX-Basic of versions 3 (DCA) and 2 (``martif``) written, more read.

* :mod:`align.formats.tbx.categories` the fields of a term as data categories of TBX, and back
* :mod:`align.formats.tbx.read` both versions, dialects of both styles (DCA and DCT)
* :mod:`align.formats.tbx.write` both versions

What TBX-Basic has no category for is a ``note`` of the term with a name and a colon in front, and comes back from it:
``status: forbidden`` (for other programs the term is deprecated), ``case: keep``, ``case: exact``, ``type: name`` (for
others a full form), ``part of speech: ...`` where it is none of TBX-Basic, and ``definition: ...`` at a term that is
not the first of its language. A note that would be mistaken for one of these is written as ``note: ...``.

References:
    ISO 30042:2019 and ISO 30042:2008; the dialect TBX-Basic, LTAC Global.
"""
