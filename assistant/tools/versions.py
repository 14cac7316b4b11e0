"""Tool of versions: save, list, compare, restore, branch, switch, delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.canvas.diff import diff_canvases
from assistant.canvas.history import History
from assistant.canvas.versioning import Found, branch, delete, find, keep_aside, save, switch, unknown
from assistant.canvas.versions import Snapshot, Versions, finance_to_keep
from assistant.figures import Figure
from assistant.finance.model import FinanceModel
from assistant.finance.sides import compare_sides, side, side_figures
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish

JsonDict = dict[str, Any]
Models = Mapping[str, FinanceModel]
Action = Literal["save", "list", "diff", "restore", "branch", "switch", "delete"]
NOW = {"en": "now", "zh": "现在"}
AUTOSAVE = {"en": "autosave", "zh": "自动保存"}


def version_tools(models: Models) -> list[BaseTool]:
    """`manage_versions`.

    Args:
        models: Finance models by id, to compute what the figures of a version are.
    """

    @tool(parse_docstring=True)
    def manage_versions(action: Action, runtime: Runtime, name: str = "", other: str = "") -> Command[Any]:
        """Named versions and branches of the venture: canvas, brief and base-case numbers together.

        Use it to save the present state, list versions, compare two of them (or one with now), go back to one, open a
        branch for a pivot, switch between branches, delete one. Going back keeps what was there as a version.

        Args:
            action: What to do.
            runtime: Supplied by the agent.
            name: The version or branch; left out, save takes the next of v1, v2 …, diff the version saved last.
            other: diff only: the newer side; left out, the present state.
        """
        state = runtime.state
        versions = Versions.from_json(state.get("versions"))
        present = Snapshot(
            History.from_json(state.get("canvas")).canvas,
            dict(state.get("brief") or {}),
            finance_to_keep(state.get("finance")),
        )
        language = language_of(runtime)
        if action == "diff":
            return publish(_compared(models, versions, present, (name, other), language), "manage_versions", runtime)
        outcome = _DO[action](versions, present, name, runtime)
        data = {"action": action, **outcome.data}
        return publish(Outcome(data, outcome.figures, state=outcome.state), "manage_versions", runtime)

    return [manage_versions]


def _save(versions: Versions, present: Snapshot, name: str, runtime: Runtime) -> Outcome:
    kept, used, notes = save(versions, present, name)
    data = {"name": used, "branch": kept.branch, "with_numbers": bool(present.finance), "notes": notes}
    return Outcome(data, _counts(kept, present, runtime), state={"versions": kept.to_json()})


def _list(versions: Versions, present: Snapshot, name: str, runtime: Runtime) -> Outcome:
    figures = _counts(versions, present, runtime)
    chinese = language_of(runtime) == "zh"
    rows = []
    for version in versions.saved:
        canvas = version.snapshot.canvas
        differences = diff_canvases(canvas, present.canvas).count
        rows.append({
            "name": version.name,
            "branch": version.branch,
            "auto": version.auto,
            "count": canvas.count,
            "differences": differences,
            "numbers_differ": version.snapshot.finance != present.finance,
        })
        for key, en, zh, value in (
            ("items", "items", "条目", canvas.count),
            ("differences", "differences", "差异", differences),
        ):
            label = f"{version.name}：{zh}" if chinese else f"{en} of {version.name}"
            figures.append(Figure(f"version.{key}", label, float(value), "items", None, version.name, ""))
    branches = [{"name": versions.branch, "current": True}, *({"name": b, "current": False} for b in versions.heads)]
    return Outcome({"versions": rows, "branches": branches}, figures)


def _restore(versions: Versions, present: Snapshot, name: str, runtime: Runtime) -> Outcome:
    if not name and versions.saved:
        name = versions.saved[-1].name
    found = find(versions, present, name)
    if found.kind == "branch":
        return _switch(versions, present, found.name, runtime)
    kept, aside = keep_aside(versions, present, AUTOSAVE[language_of(runtime)])
    return _replaced(kept, present, found, aside, runtime)


def _branch(versions: Versions, present: Snapshot, name: str, runtime: Runtime) -> Outcome:
    grown, used = branch(versions, present, name)
    data = {"name": used, "left": versions.branch}
    return Outcome(data, _counts(grown, present, runtime), state={"versions": grown.to_json()})


def _switch(versions: Versions, present: Snapshot, name: str, runtime: Runtime) -> Outcome:
    if not name and len(versions.heads) == 1:
        name = next(iter(versions.heads))
    found = find(versions, present, name)
    if found.kind == "version":
        return _restore(versions, present, found.name, runtime)
    if found.name == versions.branch or found.kind == "now":
        data = {"name": versions.branch, "already": True, "kind": "branch"}
        return Outcome(data, _counts(versions, present, runtime))
    left, snapshot = switch(versions, present, found.name)
    return _replaced(left, present, Found(found.name, "branch", snapshot), versions.branch, runtime)


def _delete(versions: Versions, present: Snapshot, name: str, runtime: Runtime) -> Outcome:
    if not name:
        raise unknown(versions, name)
    left, found = delete(versions, present, name)
    data = {"name": found.name, "kind": found.kind}
    return Outcome(data, _counts(left, present, runtime), state={"versions": left.to_json()})


_DO: dict[str, Callable[[Versions, Snapshot, str, Runtime], Outcome]] = {
    "save": _save,
    "list": _list,
    "restore": _restore,
    "branch": _branch,
    "switch": _switch,
    "delete": _delete,
}


def _replaced(versions: Versions, present: Snapshot, found: Found, aside: str, runtime: Runtime) -> Outcome:
    """The present state gives way to `found`; the canvas as one more step that undo takes back."""
    taken = found.snapshot
    label = {"en": f"go back to “{found.name}”", "zh": f"回到“{found.name}”"}
    if found.kind == "branch":
        label = {"en": f"switch to “{found.name}”", "zh": f"切换到“{found.name}”"}
    old = runtime.state.get("finance") or {}
    finance: JsonDict = {**taken.finance, "scenario": None, "count": old.get("count", 0)} if taken.finance else {}
    state: JsonDict = {"versions": versions.to_json(), "brief": taken.brief, "finance": finance}
    state["canvas"] = History.from_json(runtime.state.get("canvas")).push(label, taken.canvas).to_json()
    same_canvas = diff_canvases(present.canvas, taken.canvas).count == 0
    data = {
        "name": found.name,
        "kind": found.kind,
        "already": found.kind != "branch" and present.same_as(taken),
        "kept_as": aside,
        "canvas_changed": not same_canvas,
        "numbers_changed": present.finance != taken.finance,
        "replaced": True,
    }
    if data["already"]:
        state = {"versions": state["versions"]}
    return Outcome(data, _counts(versions, taken, runtime), state=state)


def _compared(models: Models, versions: Versions, present: Snapshot, names: tuple[str, str], language: str) -> Outcome:
    name, other = names
    if not name and not versions.saved:
        raise unknown(versions, name)
    newer = find(versions, present, other) if other else Found("now", "now", present)
    default = next((v.name for v in reversed(versions.saved) if not v.auto), None) or (
        versions.saved[-1].name if versions.saved else ""
    )
    older = find(versions, present, name or default)
    if older.kind == "now" and newer.kind != "now":
        older, newer = newer, older
    changes = diff_canvases(older.snapshot.canvas, newer.snapshot.canvas)
    before, after = (side(models, found.snapshot.finance, found.name) for found in (older, newer))
    labels = [NOW if found.kind == "now" else {"en": found.name, "zh": found.name} for found in (older, newer)]
    data = {
        "action": "diff",
        "name": labels[0],
        "other": labels[1],
        "canvas": changes.to_json(),
        "numbers": compare_sides(before, after),
    }
    counts = (("added", "added", "新增", changes.added), ("removed", "removed", "删除", changes.removed))
    figures = [
        Figure(f"diff.{key}", zh if language == "zh" else en, float(len(rows)), "items", None, None, "")
        for key, en, zh, rows in (*counts, ("changed", "changed", "改动", changes.changed))
    ]
    figures += [
        Figure(
            "diff.renamed",
            "改称的条目" if language == "zh" else "renamed in",
            float(len(r.changes)),
            "items",
            None,
            None,
            "",
        )
        for r in changes.renamed
    ]
    return Outcome(data, [*figures, *side_figures(before, after, language)])


def _counts(versions: Versions, present: Snapshot, runtime: Runtime) -> list[Figure]:
    chinese = language_of(runtime) == "zh"
    rows = (
        ("versions.saved", "已保存版本" if chinese else "versions saved", len(versions.saved), "versions"),
        ("versions.branches", "分支" if chinese else "branches", len(versions.heads) + 1, "branches"),
        ("canvas.items", "画布条目" if chinese else "items on the canvas", present.canvas.count, "items"),
    )
    return [Figure(id_, label, float(value), unit, None, None, "") for id_, label, value, unit in rows]
