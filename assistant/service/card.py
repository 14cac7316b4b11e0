"""The model card: what a model was trained on, how good it is, when it abstains."""

from __future__ import annotations

from pathlib import Path
from typing import Any

JsonDict = dict[str, Any]
WORST_SHOWN = 12


def write_card(facts: JsonDict, folder: Path) -> Path:
    """Write README.md from the facts of `model.json`."""
    path = folder / "README.md"
    path.write_text(card(facts), encoding="utf-8")
    return path


def card(facts: JsonDict) -> str:
    """The card as Markdown."""
    lines = [
        f"# {str(facts['task']).capitalize()} classifier",
        "",
        f"Trained {facts['trained']} ({facts['kind']}), {len(facts['labels'])} labels; sentence vectors: "
        f"{', '.join(f'{language} {name}' for language, name in facts['encoders'].items()) or 'none'}.",
        f"Data SHA-256 `{facts['data']}`.",
    ]
    if facts.get("command"):
        lines += ["", f"    {facts['command']}"]
    for name, report in facts["reports"].items():
        lines += ["", f"## {name}", "", *_report(report)]
    return "\n".join(lines) + "\n"


def _report(report: JsonDict) -> list[str]:
    data, held, away = report["data"], report["held_out"], report["abstention"]
    lines = [
        f"{data['train']} training messages, {data['fewest']} to {data['most']} a label; {data['duplicates']} "
        f"duplicates, {data['conflicts']} with conflicting labels and {data['leaks']} that leak into validation or "
        "test removed.",
        "",
        "| held out | |",
        "|---|---:|",
        f"| accuracy | {held['accuracy']:.3f} |",
        f"| macro-F1 | {held['macro_f1']:.3f} |",
        f"| right label among three | {held['top3']:.3f} |",
        f"| calibration error (ECE) before / after temperature {report['temperature']:.2f} "
        f"| {report['ece_before_temperature']:.3f} / {held['ece']:.3f} |",
        f"| not abstained | {away['covered']:.3f} |",
        f"| accuracy of those | {away['accuracy_when_covered']:.3f} |",
    ]
    if away.get("unknown_auroc") is not None:
        lines += [
            f"| unknown kinds refused | {away['unknown_refused']:.3f} |",
            f"| AUROC of known against unknown | {away['unknown_auroc']:.3f} |",
        ]
    worst = sorted(held["classes"].items(), key=lambda item: item[1]["f1"])[:WORST_SHOWN]
    lines += ["", "Weakest labels:", "", "| label | precision | recall | F1 | messages |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {n} | {s['precision']:.2f} | {s['recall']:.2f} | {s['f1']:.2f} | {s['n']} |" for n, s in worst]
    doubts = report.get("doubtful_labels") or {"count": 0}
    lines += ["", f"{doubts['count']} labels look doubtful by confident learning."]
    return lines
