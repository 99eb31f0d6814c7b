"""Bitexts as tables of rows and columns: CSV and TSV, and the columns of workbooks that others made."""
