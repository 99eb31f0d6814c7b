"""Documents that people write and read: the text as a reader sees it, and what its passages are.

Every module has ``read(data, encoding, extracting) -> Content``, with the whole file as bytes, the encoding that the
user named or None, and :class:`align.model.Extracting`. A passage is a paragraph, a heading, an item of a list, a cell
of a table, a caption or a note; mark-up that only changes how characters look leaves no trace.
"""
