"""Bitexts side by side, for people: a table in a Word document, or a page of HTML. Written only."""
