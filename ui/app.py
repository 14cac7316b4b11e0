"""The web page: assembled here, served until Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.config import Settings
from assistant.errors import ConfigError
from ui.i18n import words
from ui.quick import import_gradio

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI, Request

    from ui.desk import Backend, Desk
    from ui.eval_runs import Runs

CONCURRENT, WAITING = 16, 64
UPLOAD_LIMIT = "20mb"
SHUTDOWN_S = 2


def main(settings: Settings) -> None:
    """Start the page, print its address and serve until Ctrl-C.

    Raises:
        ConfigError: The port is taken, or another setting cannot be used.
    """
    os.environ.setdefault("GRADIO_TEMP_DIR", str(settings.data_dir / "uploads"))
    try:
        asyncio.run(_serve(settings))
    except KeyboardInterrupt:
        return


async def _serve(settings: Settings) -> None:
    from assistant.wiring import open_index, open_services

    listening = _listen(settings.host, settings.port)
    said = words(settings.language)
    index = open_index(settings)
    if index.stale:
        await asyncio.to_thread(index.build, lambda done, total: _progress(said("terminal.indexing"), done, total))
    async with open_services(settings) as services:
        server = make_server(build_server(services, settings))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        print(said("terminal.ready", url=f"http://{settings.host}:{settings.port}"), flush=True)
        await serving


def make_server(app: FastAPI) -> Any:
    """A uvicorn server for the application, quiet but for warnings."""
    import uvicorn

    return uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=SHUTDOWN_S))


def build_server(services: Backend, settings: Settings) -> FastAPI:
    """The page with its login, downloads and anonymous names, as an application to serve.

    Args:
        services: The assembled product, opened in the event loop that will serve.
        settings: For the login file and the data folder.
    """
    import_gradio()
    import gradio as gr
    from fastapi import FastAPI

    from ui.access import Anonymous, load_login, page_secret
    from ui.desk import Desk
    from ui.eval_routes import add_eval_routes
    from ui.eval_runs import Runs
    from ui.files import add_files_route
    from ui.theme import ASSETS, page_head, page_theme

    desk = Desk(services)
    home = settings.data_dir
    runs = Runs()
    page = build_app(desk, page_secret(home), settings, runs)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    login = load_login(settings.auth_file) if settings.auth_file else None
    asker = partial(_asker, app=app, login=bool(login))
    add_files_route(app, home, desk.written, lambda request, thread: _owns(asker(request), thread, desk))
    add_eval_routes(app, desk, runs, asker)
    gr.mount_gradio_app(
        app,
        page,
        "/",
        auth=login,
        allowed_paths=[],
        show_error=False,
        max_file_size=UPLOAD_LIMIT,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        favicon_path=str(ASSETS / "icon.svg"),
        theme=page_theme(),
        head=page_head(),
    )
    app.add_middleware(Anonymous)
    return app


def build_app(desk: Desk, secret: str, settings: Settings, runs: Runs) -> gr.Blocks:
    """The page itself.

    Args:
        desk: Conversations of users.
        secret: Encrypts what the page stores in browsers.
        settings: For the language before the browser has told its own, the model and the data folder.
        runs: Runs of dialogue tests.
    """
    import_gradio()
    import gradio as gr

    from ui.eval_files import DialogueFiles
    from ui.eval_handlers import EvalHandlers, connect_eval
    from ui.events import connect
    from ui.handlers import Handlers
    from ui.page import lay_out
    from ui.service_handlers import ServiceHandlers, connect_service

    said = words(settings.language)
    with gr.Blocks(title=said("app.name"), analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as page:
        parts = lay_out(said, secret, settings.model)
        talk = Handlers(desk, parts)
        files = DialogueFiles(settings.data_dir / "evaluation")
        loaded = connect(page, parts, talk)
        connect_eval(loaded, parts, EvalHandlers(desk, files, runs, settings.model, talk, parts.eval))
        connect_service(page, parts, ServiceHandlers(getattr(desk.backend, "service", None), parts.service))
    page.queue(default_concurrency_limit=CONCURRENT, max_size=WAITING, api_open=False)
    return page


def _owns(user: str | None, thread: str, desk: Desk) -> bool:
    return user is not None and desk.may_open(user, thread)


def _asker(request: Request, app: FastAPI, login: bool) -> str | None:
    """Who asks for a file; None where nobody is known."""
    from ui.access import COOKIE

    if not login:
        name = request.cookies.get(COOKIE)
        return f"browser:{name}" if name else None
    inner: Any = next(r.app for r in app.routes if hasattr(r, "app") and hasattr(r.app, "tokens"))
    names = (f"access-token-{inner.cookie_id}", f"access-token-unsecure-{inner.cookie_id}")
    user = next((inner.tokens.get(request.cookies[n]) for n in names if n in request.cookies), None)
    return f"user:{user}" if user is not None else None


def _listen(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise ConfigError(f"CANVAS_PORT: {host}:{port} cannot be used ({error.strerror}); choose another") from error
    return listening


def _progress(text: str, done: int, total: int) -> None:
    print(f"\r{text}: {done}/{total}", end="\n" if done >= total else "", file=sys.stderr, flush=True)
