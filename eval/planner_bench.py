"""`python -m eval.planner_bench [FILE …]`: how well the planner understands people it has not met.

Prints for messages labelled by their authors whether the first tool is right, for what-ifs whether the inputs get
exactly the values meant, for messages that are clear or not whether it asks, and how long planning takes. With
`--forms` the messages are also typed with mistakes, without capitals or marks, in traditional characters, in full width
and in two languages. With `--talks` whole talks are played instead (`eval/planning/data/talks`).
Files: `eval/planning/data/*.yaml`; nothing may be tuned on them.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path

from eval.planning.forms import FORMS
from eval.planning.lines import LANGUAGES, Lines, read_lines
from eval.planning.measure import answers, first_tools, reached
from eval.planning.report import asking_report, changes_report, examples, forms_report, pairs, tools_report
from eval.planning.scenes import KINDS, Desk, read_kinds
from eval.planning.talks import TALKS, Talk, read_talks, talked


async def measured(lines: Lines, forms: tuple[str, ...], shown: int) -> str:
    """Every table for the messages."""
    scenes, kinds = read_kinds()
    async with Desk() as desk:
        tools = await first_tools(desk, lines.utterances, scenes, kinds, forms)
        changes = await reached(desk, lines.changes)
        asking = await answers(desk, lines.asking)
    parts = [tools_report(tools)] if tools else []
    parts += [forms_report(tools, pairs(tools))] if forms and tools else []
    parts += [changes_report(changes)] if changes else []
    parts += [asking_report(asking)] if asking else []
    return "\n\n".join([*parts, *examples(tools, changes, asking, shown)])


async def measured_talks(talks: Sequence[Talk], shown: int) -> str:
    """The table for whole talks."""
    _, kinds = read_kinds()
    async with Desk() as desk:
        found = await talked(desk, talks, kinds)
    return "\n\n".join([tools_report(found), *examples(found, [], [], shown)])


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="messages; those of eval/planning/data without any")
    parser.add_argument("--language", choices=LANGUAGES, action="append", help="only this language")
    parser.add_argument("--forms", nargs="*", choices=FORMS, help="also in these forms; in all without a name")
    parser.add_argument("--every", type=int, default=1, help="only every n-th message")
    parser.add_argument("--show", type=int, default=0, help="so many messages of each table that went wrong")
    parser.add_argument("--talks", action="store_true", help="play whole talks instead of single messages")
    asked = parser.parse_args()
    languages = asked.language or LANGUAGES
    if asked.talks:
        talks = read_talks(asked.files or sorted(TALKS.glob("*.yaml")), languages, asked.every)
        print(asyncio.run(measured_talks(talks, asked.show)))
        return
    files = asked.files or sorted(path for path in KINDS.parent.glob("*.yaml") if path != KINDS)
    forms = tuple(asked.forms or FORMS) if asked.forms is not None else ()
    lines = read_lines(files, languages, asked.every)
    print(asyncio.run(measured(lines, forms, asked.show)))


if __name__ == "__main__":
    main()
