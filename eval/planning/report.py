"""The tables of the bench, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import quantiles

from eval.planning.measure import PLAIN, Answered, Planned, Reached


def _share(right: Iterable[bool]) -> str:
    each = list(right)
    return f"{sum(each)}/{len(each)} = {sum(each) / len(each):.1%}" if each else "–"


def _languages(lines: Iterable[Planned | Reached | Answered]) -> list[str]:
    return sorted({found.line.language for found in lines})


def tools_report(found: Sequence[Planned]) -> str:
    """First tool right and time to plan by language, and what was taken for what."""
    plain = [f for f in found if f.form == PLAIN]
    text = ["| language | first tool right | planning p50 / p95 ms | of CPU |", "|---|---|---|---|"]
    for language in _languages(plain):
        own = [f for f in plain if f.line.language == language]
        text.append(
            f"| {language} | {_share(f.right for f in own)} | {_times([f.wall_ms for f in own])} "
            f"| {_times([f.cpu_ms for f in own])} |"
        )
    text += ["", "| language | kind | right | instead |", "|---|---|---|---|"]
    for (language, kind), own in _by_kind(plain):
        wrong = Counter(f.tool for f in own if not f.right)
        if wrong:
            instead = ", ".join(f"{tool} {count}" for tool, count in wrong.most_common())
            text.append(f"| {language} | {kind} | {len(own) - wrong.total()}/{len(own)} | {instead} |")
    return "\n".join(text)


def _by_kind(plain: Sequence[Planned]) -> list[tuple[tuple[str, str], list[Planned]]]:
    groups: dict[tuple[str, str], list[Planned]] = {}
    for found in plain:
        groups.setdefault((found.line.language, found.line.kind), []).append(found)
    return sorted(groups.items(), key=lambda item: (item[0][0], sum(f.right for f in item[1]) / len(item[1])))


def _times(ms: Sequence[float]) -> str:
    if len(ms) < 2:
        return "–"
    at = quantiles(ms, n=20)
    return f"{at[9]:.1f} / {at[18]:.1f}"


def forms_report(found: Sequence[Planned], kept: Sequence[tuple[Planned, Planned]]) -> str:
    """First tool right in each form beside the same messages as written.

    Args:
        found: Everything planned.
        kept: Pairs of a message in another form and as written.
    """
    text = ["| language | form | right | the same as written | lost | gained |", "|---|---|---|---|---|---|"]
    for language in _languages(found):
        for form in dict.fromkeys(other.form for other, _ in kept):
            own = [(o, p) for o, p in kept if o.form == form and o.line.language == language]
            if own:
                lost = sum(p.right and not o.right for o, p in own)
                gained = sum(o.right and not p.right for o, p in own)
                text.append(
                    f"| {language} | {form} | {_share(o.right for o, _ in own)} | {_share(p.right for _, p in own)} "
                    f"| {lost} | {gained} |"
                )
    return "\n".join(text)


def pairs(found: Sequence[Planned]) -> list[tuple[Planned, Planned]]:
    """Each message in another form with itself as written, which comes before it."""
    made: list[tuple[Planned, Planned]] = []
    plain: Planned | None = None
    for each in found:
        if each.form == PLAIN:
            plain = each
        elif plain is not None:
            made.append((each, plain))
    return made


def changes_report(found: Sequence[Reached]) -> str:
    """What-if arguments exact by language."""
    text = [
        "| language | arguments exact | other arguments | taken for the user's own numbers | other |",
        "|---|---|---|---|---|",
    ]
    for language in _languages(found):
        own = [f for f in found if f.line.language == language]
        did = Counter(f.did for f in own if not f.right)
        wrong, stated = did["what_if"], did["set_finance_model"]
        other = did.total() - wrong - stated
        text.append(f"| {language} | {_share(f.right for f in own)} | {wrong} | {stated} | {other} |")
    return "\n".join(text)


def asking_report(found: Sequence[Answered]) -> str:
    """Precision and recall of asking by language; of those that need no question, how many got none."""
    text = ["| language | asks when it should (recall) | precision | does not otherwise |", "|---|---|---|---|"]
    for language in _languages(found):
        own = [f for f in found if f.line.language == language]
        recall = _share(f.asked for f in own if f.line.asks)
        precision = _share(f.line.asks for f in own if f.asked)
        text.append(f"| {language} | {recall} | {precision} | {_share(not f.asked for f in own if not f.line.asks)} |")
    return "\n".join(text)


def examples(tools: Sequence[Planned], changes: Sequence[Reached], asking: Sequence[Answered], shown: int) -> list[str]:
    """Messages that went wrong, so many of each table."""
    wrong = [f"{f.line.kind} → {f.tool}: {f.line.text}" for f in tools if f.form == PLAIN and not f.right][:shown]
    wrong += [f"{dict(f.line.leads_to)} → {f.did} {f.values or ''}: {f.line.text}" for f in changes if not f.right][
        :shown
    ]
    missed = [f for f in asking if f.asked != f.line.asks][:shown]
    return wrong + [f"{'does not ask' if f.line.asks else 'asks'}: {f.line.text} → {f.reply[:120]!r}" for f in missed]
