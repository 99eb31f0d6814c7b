"""Word documents: the parts of the package, what styles mean, and a walker over stories."""
