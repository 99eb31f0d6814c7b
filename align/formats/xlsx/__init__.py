"""The working sheet as an Excel workbook: ``write`` through openpyxl, ``read`` through calamine.

Tabs: the units, the glossary, progress, a how-to, and a hidden one with all that is needed to read the file
back (:mod:`align.formats.xlsx.ledger`).
"""
