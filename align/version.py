"""The version, in one place."""

__version__ = "0.1.0"
TOOL = f"translation-align {__version__}"
"""What files and signatures are told to have been made by."""
