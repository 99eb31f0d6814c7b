"""The jobs of keeping a termbase: files are opened, the rooms called in order, and what changes is written.

* :mod:`align.termbases.layers` the files of a termbase, opened for a change
* :mod:`align.termbases.changes` a change of one of them, planned and saved
* :mod:`align.termbases.edit` terms added, changed and removed
* :mod:`align.termbases.lint` a termbase looked through
* :mod:`align.termbases.compare` two termbases compared, and three merged
* :mod:`align.termbases.exchange` termbases written for other programs, and their glossaries taken in
"""
