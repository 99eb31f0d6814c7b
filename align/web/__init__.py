"""The review page: HTTP on this machine only. Needs the extra ``translation-align[web]``."""
