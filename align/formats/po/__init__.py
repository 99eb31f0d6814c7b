"""PO, the catalogues of messages that gettext translates from.

References:
    GNU gettext manual, "The Format of PO Files".
"""
