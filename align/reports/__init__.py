"""Issues as people and programs read them. Pure: issues in, text out."""

from align.reports.json import issues_to_json
from align.reports.text import issues_to_text

__all__ = ["issues_to_json", "issues_to_text"]
