"""Many documents: a manifest of thousands to millions of pairs, aligned on Dask, part by part.

``planning`` divides documents into batches, ``work`` is what one batch is, ``running`` has Dask do them; ``manifests``,
``parts`` and ``folders`` read and write; ``job`` is where they meet. ``filtering`` and ``exporting`` go on from there.
What becomes of a manifest is settled by it and the options alone: neither the number of workers nor where a run was
killed shows in any byte.
"""
