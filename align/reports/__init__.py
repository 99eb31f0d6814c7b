"""Issues and findings as people and programs read them. Pure: issues in, text out."""

from align.reports.findings import findings_to_json, findings_to_text
from align.reports.json import issues_to_json
from align.reports.text import issues_to_text

__all__ = ["findings_to_json", "findings_to_text", "issues_to_json", "issues_to_text"]
