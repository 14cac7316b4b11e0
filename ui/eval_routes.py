"""Downloads of the view for evaluators: reports of the asker's run, a conversation of theirs as a test."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response

from eval.reports import html_report, junit_report, markdown_report
from ui.desk import Desk
from ui.eval_files import recorded
from ui.eval_runs import Runs

Asker = Callable[[Request], str | None]
View = Callable[[Mapping[str, Any]], str]


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1, default=str) + "\n"


VIEWS: dict[str, tuple[View, str, str]] = {
    "html": (html_report, "text/html", "report.html"),
    "json": (_json, "application/json", "report.json"),
    "junit": (junit_report, "application/xml", "report.xml"),
    "md": (markdown_report, "text/markdown", "report.md"),
}


def add_eval_routes(app: FastAPI, desk: Desk, runs: Runs, asker: Asker) -> None:
    """Serve `/evaluation/report.{kind}` and `/recorded/{thread}.yaml`.

    Args:
        app: The application.
        desk: Conversations of users.
        runs: Runs of dialogue tests.
        asker: Tells who asks; None where nobody is known.
    """

    def report(kind: str, request: Request) -> Response:
        user = asker(request)
        run = runs.of(user) if user else None
        if run is None or kind not in VIEWS:
            raise HTTPException(404)
        view, media, name = VIEWS[kind]
        return _attached(view(run.record()), media, name)

    async def record(thread: str, request: Request) -> Response:
        user = asker(request)
        text = ""
        if user and desk.may_open(user, thread):
            text = recorded(await desk.backend.conversation(thread).state())
        if not text:
            raise HTTPException(404)
        return _attached(text, "application/yaml", "recorded.yaml")

    app.add_api_route("/evaluation/report.{kind}", report, methods=["GET"], response_model=None)
    app.add_api_route("/recorded/{thread}.yaml", record, methods=["GET"], response_model=None)


def _attached(text: str, media: str, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(text, media_type=f"{media}; charset=utf-8", headers=headers)
