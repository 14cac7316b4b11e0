"""What happens in the view for evaluators."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from eval.live import check_within
from eval.load import load_file
from eval.schema import Case
from ui.access import user_of
from ui.desk import Desk
from ui.drawing import Updates
from ui.eval_files import DialogueFiles, case_of, recorded
from ui.eval_html import JOINT, case_html, progress_html, recorded_html, table_html
from ui.eval_runs import Run, Runs
from ui.eval_tab import EvalParts, file_choices, language_choices, model_choices
from ui.handlers import Handlers, View, picked
from ui.i18n import Words, words

BEAT_S = 0.3
LARGEST = 2_000_000  # bytes of a dialogue file
RECORDED = "recorded.yaml"


class EvalHandlers:
    """Handlers of the view.

    Args:
        desk: Conversations of users.
        files: Dialogue files.
        runs: Runs at work.
        model: Name of the configured chat model.
        talk: Handlers of the chat, for replays.
        parts: The components.
    """

    def __init__(
        self, desk: Desk, files: DialogueFiles, runs: Runs, model: str, talk: Handlers, parts: EvalParts
    ) -> None:
        self._desk, self._files, self._runs, self._model = desk, files, runs, model
        self._talk, self._parts = talk, parts
        self._watching: dict[str, object] = {}  # the one who draws a tab's run; a later one takes over

    def open(self, view: View, shown: str | None, request: gr.Request) -> Updates:
        """The page was loaded, shows another conversation or speaks another language now."""
        said, user, p = words(view["language"]), user_of(request), self._parts
        return {
            p.intro: f'<div class="invitation"><h2>{said("eval.title")}</h2><p>{said("eval.lead")}</p></div>',
            p.files: gr.update(choices=self._choices(user, said), label=said("eval.files")),
            p.upload: gr.update(label=said("eval.upload")),
            p.model: gr.update(choices=model_choices(self._model, said), label=said("eval.model")),
            p.language: gr.update(choices=language_choices(said), label=said("eval.language")),
            p.play: gr.update(value=said("eval.play")),
            **self._standing(self._runs.of(user), said, shown),
        }

    async def follow(self, view: View, request: gr.Request) -> AsyncIterator[Updates]:
        """Watch the user's run while it is at work."""
        yield {self._parts.progress: progress_html(self._runs.of(user_of(request)), words(view["language"]))}
        async for updates in self._follow(words(view["language"]), request):
            yield updates

    async def upload(
        self, files: list[str] | None, chosen: list[str] | None, view: View, request: gr.Request
    ) -> Updates:
        """Files were brought: dialogue files are read at once, so that a mistake in one is told with its line."""
        said, user, p = words(view["language"]), user_of(request), self._parts
        given = [Path(file) for file in files or []]
        small = [
            file for file in given if file.stat().st_size <= LARGEST or file.suffix.lower() not in {".yaml", ".yml"}
        ]
        kept = self._files.add(user, small)
        for file in given:
            file.unlink(missing_ok=True)  # the upload folder of the server is readable by others
        told, good = [], []
        for path in kept:
            try:
                cases = await asyncio.to_thread(load_file, path)
            except AssistantError as error:
                told.append(f'<p class="eval-error">{escape(_told(error, path.parent))}</p>')
            else:
                good.append(f"own:{path.name}")
                told.append(f"<p>{escape(said('eval.read_file', name=path.name, count=len(cases)))}</p>")
        if not kept:
            told.append(f"<p>{said('eval.no_dialogue')}</p>")
        value = list(dict.fromkeys([*(chosen or []), *good]))
        return {p.files: gr.update(choices=self._choices(user, said), value=value), p.said: "".join(told)}

    async def run(
        self, chosen: list[str] | None, model: str, language: str, view: View, request: gr.Request
    ) -> AsyncIterator[Updates]:
        """Play the chosen files."""
        said, user, p = words(view["language"]), user_of(request), self._parts
        known = {value for _, value in model_choices(self._model, said)}
        job = self._files.job(user, chosen or [], model if model in known else self._model, language or "")
        if not job.paths:
            yield {p.said: f'<p class="eval-error">{said("eval.nothing")}</p>'}
            return
        try:
            run = self._runs.start(user, job)
        except RuntimeError:
            yield {p.said: f'<p class="eval-error">{said("eval.busy")}</p>'}
            return
        yield {p.said: "", **self._standing(run, said, None)}
        async for updates in self._follow(said, request):
            yield updates

    async def cancel(self, request: gr.Request) -> None:
        """End the run; what was played stands."""
        await self._runs.stop(user_of(request))

    def show(self, view: View, event: gr.EventData, request: gr.Request) -> Updates:
        """A case was chosen from the table."""
        said, name = words(view["language"]), str(picked(event))
        return self._standing(self._runs.of(user_of(request)), said, name)

    async def replay(self, shown: str | None, view: View, request: gr.Request) -> AsyncIterator[Updates]:
        """Say what the user of a case says, in a new conversation of the chat that begins as the case does."""
        said, user = words(view["language"]), user_of(request)
        run = self._runs.of(user)
        case = await asyncio.to_thread(case_of, run.job, *(shown or JOINT).split(JOINT, 1)) if run else None
        if run is None or case is None:
            gr.Warning(said("eval.gone"))
            yield {self._parts.said: ""}
            return
        check_within([case], [Path(folder) for folder in run.job.within])
        thread = await self._begun(user, case)
        async for updates in self._talk.replay([turn.user for turn in case.turns], thread, view, request):
            yield updates

    async def record(self, view: View, request: gr.Request) -> Updates:
        """The conversation in view as a dialogue test, to be read, downloaded or played."""
        said, p = words(view["language"]), self._parts
        text = await self._recorded(view, request)
        if not text:
            gr.Warning(said("eval.nothing_said"))
            return {p.recorded: "", p.play: gr.update(visible=False)}
        return {
            p.recorded: recorded_html(text, str(view["thread"]), said),
            p.play: gr.update(visible=True),
        }

    async def keep(self, chosen: list[str] | None, view: View, request: gr.Request) -> Updates:
        """The conversation in view becomes a dialogue file of the user's own and is chosen for the next run."""
        said, user, p = words(view["language"]), user_of(request), self._parts
        text = await self._recorded(view, request)
        if not text:
            return {p.said: f"<p>{said('eval.nothing_said')}</p>"}
        state = await self._desk.backend.conversation(view["thread"]).state()
        self._files.add(user, [Path(str(f["path"])) for f in state.get("files") or []])
        self._files.save(user, RECORDED, text)
        choices = self._choices(user, said)
        return {
            p.files: gr.update(choices=choices, value=[f"own:{RECORDED}"]),
            p.recorded: "",
            p.play: gr.update(visible=False),
        }

    async def _recorded(self, view: View, request: gr.Request) -> str:
        thread = view.get("thread")
        if not thread or not self._desk.may_open(user_of(request), thread):
            return ""
        return recorded(await self._desk.backend.conversation(thread).state())

    async def _begun(self, user: str, case: Case) -> str:
        from eval.connect import given_state

        thread = self._desk.begin(user, case.turns[0].user if case.turns else case.id)
        backend: Any = self._desk.backend
        values = given_state(case.given, backend, case.lang)
        if values:
            await backend.conversation(thread).update(**values)
        return thread

    async def _follow(self, said: Words, request: gr.Request) -> AsyncIterator[Updates]:
        run, session, me = self._runs.of(user_of(request)), str(request.session_hash), object()
        if run is None or run.done:
            return
        self._watching[session] = me
        p, version = self._parts, -1
        while not run.done and self._watching.get(session) is me:
            fresh = {p.table: table_html(run, said)} if run.version != version else {}
            version = run.version
            yield {**fresh, p.progress: progress_html(run, said)}
            await asyncio.sleep(BEAT_S)
        if self._watching.get(session) is me:
            del self._watching[session]
            yield self._over(run, said)

    def _over(self, run: Run, said: Words) -> Updates:
        """A run that ended; a case in view stays in view."""
        p = self._parts
        return {
            p.progress: progress_html(run, said),
            p.table: table_html(run, said),
            p.run: gr.update(interactive=True),
            p.cancel: gr.update(visible=False),
        }

    def _standing(self, run: Run | None, said: Words, shown: str | None) -> Updates:
        p = self._parts
        case = run.cases.get(_key(shown)) if run and shown else None
        return {
            p.progress: progress_html(run, said),
            p.table: table_html(run, said, shown),
            p.case: case_html(case, said),
            p.shown: shown if case else None,
            p.replay: gr.update(value=said("eval.replay"), visible=case is not None),
            p.run: gr.update(value=said("eval.run"), interactive=run is None or run.done),
            p.cancel: gr.update(value=said("eval.cancel"), visible=run is not None and not run.done),
        }

    def _choices(self, user: str, said: Words) -> Sequence[tuple[str, str]]:
        return file_choices(*self._files.names(user), said)


def connect_eval(loaded: Any, parts: Any, handlers: EvalHandlers) -> None:
    """Wire the events of the view.

    Args:
        loaded: The event of the page's opening.
        parts: `ui.page.Parts`.
        handlers: Its handlers.
    """
    p: EvalParts = parts.eval
    shared: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    loaded.then(handlers.open, [parts.view, p.shown], p.all, **shared).then(
        handlers.follow, [parts.view], p.all, **shared
    )
    parts.view.change(handlers.open, [parts.view, p.shown], p.all, **shared)
    p.upload.upload(handlers.upload, [p.upload, p.files, parts.view], p.all, **shared)
    played = [p.files, p.model, p.language, parts.view]
    p.run.click(handlers.run, played, p.all, **shared)
    p.cancel.click(handlers.cancel, None, None, queue=False, api_visibility="private")
    p.table.select(handlers.show, [parts.view], p.all, **shared)
    p.replay.click(handlers.replay, [p.shown, parts.view], [*parts.all, p.said], **shared)
    parts.record.click(handlers.record, [parts.view], p.all, **shared)
    p.play.click(handlers.keep, [p.files, parts.view], p.all, **shared).then(handlers.run, played, p.all, **shared)


def _key(name: str | None) -> tuple[str, str]:
    file, _, id_ = (name or "").partition(JOINT)
    return file, id_


def _told(error: AssistantError, folder: Path) -> str:
    """An error without the place of its file on the server."""
    return str(error).replace(f"{folder.resolve()}/", "").replace(f"{folder}/", "")
