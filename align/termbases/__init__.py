"""The jobs of keeping a termbase: files are opened, the rooms called in order, and what changes is written.

* :mod:`align.termbases.edit` terms added, changed and removed
* :mod:`align.termbases.lint` a termbase looked through
* :mod:`align.termbases.find` where terms stand in texts
* :mod:`align.termbases.merge` two termbases compared, and three merged
"""
