"""A run of dialogue tests as HTML: progress, the table of results, one case with its talk and its lines of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from eval.record import case_failures
from eval.reports import wording
from ui.eval_runs import Run
from ui.i18n import Words

JsonDict = Mapping[str, Any]
REPORTS = ("html", "json", "junit", "md")
ORDER = ("error", "failed", "flaky", "passed")
JOINT = "\n"  # between file and id in the name of a case


def progress_html(run: Run | None, words: Words) -> str:
    """How far a run is, or why it broke."""
    if run is None:
        return ""
    total, ended = run.total, len(run.cases)
    share = ended / total if total else 0.0
    said = (
        words("eval.reading") if total is None and not run.done else words("eval.counted", done=ended, total=total or 0)
    )
    passed = run.counted("passed")
    rest = words("eval.outcome", passed=passed, failed=ended - passed, seconds=f"{run.seconds:.0f}")
    state = ""
    if run.done:
        state = words("eval.cancelled") if run.cancelled else "" if run.error else words("eval.finished")
    error = f'<p class="eval-error">{escape(words("eval.broke", error=run.error))}</p>' if run.error else ""
    bar = "" if run.done else _bar(share, words)
    text = " · ".join(part for part in (state, said, rest) if part)
    return f'<section class="eval-progress" role="status">{bar}<p>{escape(text)}</p>{error}</section>'


def _bar(share: float, words: Words) -> str:
    label = escape(words("eval.progress"))
    return f'<progress max="1" value="{share:.4f}" aria-label="{label}"></progress>'


def table_html(run: Run | None, words: Words, shown: str | None = None) -> str:
    """The cases that ended, those that did not pass first; each is a button that opens it.

    Args:
        run: The run, None for none.
        words: Language of the page.
        shown: Name of the case in view.
    """
    if run is None or not run.cases:
        return ""
    ranked = sorted(run.cases.values(), key=lambda case: (ORDER.index(case["status"]), case["file"], case["line"]))
    rows = "".join(_row(case, words, shown) for case in ranked)
    heads = "".join(
        f'<th scope="col">{escape(words(f"eval.{key}"))}</th>' for key in ("status", "case", "place", "took")
    )
    links = " · ".join(
        f'<a href="/evaluation/report.{kind}" download>{escape(words(f"eval.report_{kind}"))}</a>' for kind in REPORTS
    )
    files = f'<p class="eval-files">{escape(words("eval.reports"))} {links}</p>' if run.done else ""
    return f'{files}<table class="eval-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(case: JsonDict, words: Words, shown: str | None) -> str:
    name = name_of(case)
    current = ' aria-current="true"' if name == shown else ""
    return (
        f'<tr class="{case["status"]}"{current}><td>{_status(case, words)}</td>'
        f'<td><button type="button" data-case="{escape(name)}">{escape(str(case["id"]))}</button></td>'
        f"<td>{escape(str(case['file']))}:{case['line']}</td><td>{case['seconds']:.1f} s</td></tr>"
    )


def _status(case: JsonDict, words: Words) -> str:
    status = case["status"]
    return f'<span class="eval-status {status}">{escape(words(f"eval.is_{status}"))}</span>'


def name_of(case: JsonDict) -> str:
    """Name of a case among all of a run."""
    return f"{case['file']}{JOINT}{case['id']}"


def case_html(case: JsonDict | None, words: Words) -> str:
    """One case: what failed, the talk, and the lines of the dialogue file with the failing ones marked."""
    if case is None:
        return ""
    head = f"<h3>{_status(case, words)} {escape(str(case['id']))}</h3>"
    error = f'<p class="eval-miss">{escape(str(case["error"]))}</p>' if case["error"] else ""
    misses = "".join(_missed(number, turn, case, words) for number, turn in enumerate(case["turns"], start=1))
    ending = "".join(
        _failure(f, case, words("eval.at_end"), words) for f in (case.get("end") or {}).get("failures") or []
    )
    turns = "".join(_turn(number, turn, words) for number, turn in enumerate(case["turns"], start=1))
    return f'<section class="eval-case">{head}{error}{misses}{ending}{_source(case, words)}{turns}</section>'


def _missed(number: int, turn: JsonDict, case: JsonDict, words: Words) -> str:
    return "".join(_failure(failure, case, words("eval.turn", n=number), words) for failure in turn["failures"])


def _turn(number: int, turn: JsonDict, words: Words) -> str:
    tools = "".join(f"<li><code>{escape(_call(tool))}</code></li>" for tool in turn.get("tools") or [])
    tools = f'<ul class="eval-tools">{tools}</ul>' if tools else ""
    return (
        f'<div class="eval-turn"><h4>{escape(words("eval.turn", n=number))}</h4>'
        f'<p class="eval-user">{escape(str(turn.get("user") or ""))}</p>{tools}'
        f'<p class="eval-reply">{escape(str(turn.get("reply") or ""))}</p></div>'
    )


def _call(tool: JsonDict) -> str:
    told = f"{tool['name']}({wording.value(tool.get('args') or {})})"
    return f"{told} → {wording.value(tool['error'])}" if tool.get("error") else told


def _failure(failure: JsonDict, case: JsonDict, when: str, words: Words) -> str:
    place = f"{when} · {words('eval.line', file=case['file'], line=failure['line'])}"
    expected, got = (escape(wording.value(failure[key])) for key in ("expected", "got"))
    return (
        f'<div class="eval-miss"><b>{escape(str(failure["assertion"]))}</b> <span>{escape(place)}</span><dl>'
        f"<dt>{escape(words('eval.expected'))}</dt><dd><code>{expected}</code></dd>"
        f"<dt>{escape(words('eval.got'))}</dt><dd><code>{got}</code></dd></dl></div>"
    )


def _source(case: JsonDict, words: Words) -> str:
    source = case.get("source") or {}
    if not source.get("lines"):
        return ""
    bad = {int(failure["line"]) for failure in case_failures(case)}
    title = escape(words("eval.source", file=case["file"]))
    return f"<h4>{title}</h4>{lines_html(source['lines'], int(source['start']), bad)}"


def lines_html(lines: Iterable[str], start: int = 1, bad: Iterable[int] = ()) -> str:
    """Lines of a file with their numbers, some of them marked."""
    marked = set(bad)
    rows = "".join(
        f'<span class="row{" bad" if number in marked else ""}"><i>{number}</i>{escape(line)}\n</span>'
        for number, line in enumerate(lines, start=start)
    )
    return f'<pre class="eval-source" tabindex="0">{rows}</pre>'


def recorded_html(text: str, thread: str, words: Words) -> str:
    """A conversation as a dialogue file: to read, and to save."""
    link = f'<a href="/recorded/{escape(thread)}.yaml" download>{escape(words("eval.download_test"))}</a>'
    return (
        f'<section class="eval-case"><h3>{escape(words("eval.recorded"))}</h3>'
        f"<p>{escape(words('eval.read_it'))} {link}</p>{lines_html(text.splitlines())}</section>"
    )
