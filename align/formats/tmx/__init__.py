"""TMX, the translation memories that tools exchange: versions 1.1 to 1.4b read, 1.4b written.

Files are read and written unit by unit, so that their size is no matter.

References:
    TMX 1.4b specification, LISA OSCAR, 2005.
"""
