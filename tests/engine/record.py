"""`python -m tests.engine.record`: write the golden conversations as the engine holds them now. Look at the difference."""

from __future__ import annotations

import sys

from tests.engine.replaying import files, replay


def main() -> None:
    for file in files():
        before = file.read_text(encoding="utf-8")
        after = replay(before)
        file.write_text(after, encoding="utf-8")
        sys.stdout.write(f"{'same   ' if before == after else 'changed'} {file.name}\n")


if __name__ == "__main__":
    main()
