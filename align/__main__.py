"""``python -m align``: the command for those who have another ``align`` on their path."""

from align.cli import main

if __name__ == "__main__":
    main()
