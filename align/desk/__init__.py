"""A file on the desk of a reviewer: opened, its edits logged, written as they come, merged with what others changed."""

from align.desk.desk import Desk, Opened, open_desk
from align.desk.keeping import keeping
from align.desk.log import log_of

__all__ = ["Desk", "Opened", "keeping", "log_of", "open_desk"]
