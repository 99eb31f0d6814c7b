"""HTML pages: how they are decoded, which elements show what, and a walker over a page."""
