"""JUnit XML, which CI systems show."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from typing import Any

from eval.reports import wording

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_report(record: Mapping[str, Any]) -> str:
    """One test suite a dialogue file, one test case a case; a flaky case is a failure of that type."""
    root = ElementTree.Element("testsuites", name="dialogues", time=f"{record['summary']['seconds']:.3f}")
    by_file: dict[str, list[Mapping[str, Any]]] = {}
    for case in record["cases"]:
        by_file.setdefault(case["file"], []).append(case)
    for file, cases in by_file.items():
        gating = [case for case in cases if case.get("gates", True)]
        errors = sum(case["status"] == "error" for case in gating)
        failed = sum(case["status"] in {"failed", "flaky"} for case in gating)
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=_clean(file),
            tests=str(len(cases)),
            failures=str(failed),
            errors=str(errors),
            time=f"{sum(case['seconds'] for case in cases):.3f}",
        )
        for case in cases:
            _add_case(suite, case)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add_case(suite: ElementTree.Element, case: Mapping[str, Any]) -> None:
    classname = re.sub(r"\.ya?ml$", "", case["file"])
    element = ElementTree.SubElement(
        suite,
        "testcase",
        classname=_clean(classname),
        name=_clean(case["id"]),
        file=_clean(case["file"]),
        line=str(case["line"]),
        time=f"{case['seconds']:.3f}",
    )
    if case["status"] != "passed" and not case.get("gates", True):
        skipped = "a simulated talk, which never gates: " + "; ".join(wording.failures(case)[:1])
        ElementTree.SubElement(element, "skipped", message=_clean(skipped))
    elif case["status"] != "passed":
        lines = wording.failures(case)
        more = wording.circumstances(case)
        tag = "error" if case["status"] == "error" else "failure"
        message = _clean(lines[-1] if case["error"] else lines[0])
        outcome = ElementTree.SubElement(element, tag, type=case["status"], message=message)
        outcome.text = _clean("\n".join([*([more] if more else []), *lines]))
    ElementTree.SubElement(element, "system-out").text = _clean(_transcript(case))


def _transcript(case: Mapping[str, Any]) -> str:
    lines = []
    for turn in case["turns"]:
        names = ", ".join(str(tool.get("name")) for tool in turn.get("tools") or [])
        lines += [
            f"user: {turn.get('user', '')}",
            *([f"tools: {names}"] if names else []),
            f"reply: {turn.get('reply')}",
        ]
    return "\n".join(lines)


def _clean(text: str) -> str:
    """Without the characters XML 1.0 cannot hold."""
    return _NOT_XML.sub("�", text)
