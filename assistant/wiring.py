"""The only place where objects are assembled."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant import paths
from assistant.agent.build import Agent, build_agent
from assistant.agent.checkpoints import Checkpoints, open_checkpoints
from assistant.agent.models import chat_model
from assistant.canvas import load_patterns
from assistant.config import Settings
from assistant.facts import Facts
from assistant.finance import FinanceModel, load_models
from assistant.house import make_house
from assistant.planner.brain import Brain
from assistant.planner.chat_model import PlannerChatModel
from assistant.planner.intents.model import IntentClassifier
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.retrieval import GuidanceIndex
from assistant.session import Conversation
from assistant.threads import ThreadList
from assistant.tools.canvas import canvas_tools
from assistant.tools.finance import finance_tools
from assistant.tools.guidance import guidance_tools

Progress = Callable[[str, int, int], None]


@dataclass
class Services:
    """Everything an entry point needs; open it with `open_services`.

    Attributes:
        settings: The settings it was built from.
        models: Finance models by id.
        threads: The list of conversations.
    """

    settings: Settings
    models: dict[str, FinanceModel]
    threads: ThreadList
    _agent: Agent
    _checkpoints: Checkpoints
    _facts: Facts
    _open: dict[str, Conversation] = field(default_factory=dict)

    def conversation(self, thread: str | None = None) -> Conversation:
        """The conversation of that name, or a new one; the same object for the same name."""
        thread = thread or uuid.uuid4().hex
        if thread not in self._open:
            self._open[thread] = Conversation(
                agent=self._agent,
                checkpoints=self._checkpoints,
                thread=thread,
                files_dir=self.settings.data_dir / "files",
                check=self._facts.check,
                language=self.settings.language,
            )
        return self._open[thread]


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Assemble the product.

    Raises:
        ConfigError: A setting cannot be used.
        DataFileError: A prompt, pattern or finance model is invalid.
    """
    models = load_models(paths.KNOWLEDGE / "models")
    prompts = PromptLibrary(paths.PROMPTS)
    planner = make_planner(models, prompts)
    facts = Facts(models)
    tools = [
        *canvas_tools(load_patterns(paths.KNOWLEDGE / "patterns"), settings.data_dir / "exports"),
        *finance_tools(models),
        *guidance_tools(guidance_index(settings)),
    ]
    async with open_checkpoints(settings.data_dir / "conversations.db") as checkpoints:
        model = chat_model(settings.model, lambda: planner, settings.model_timeout_s)
        agent = build_agent(model, tools, make_house(prompts, facts, planner), checkpoints)
        threads = ThreadList(settings.data_dir / "threads.db")
        yield Services(settings, models, threads, agent, checkpoints, facts)


def make_planner(models: dict[str, FinanceModel], prompts: PromptLibrary) -> PlannerChatModel:
    """The built-in planner."""
    return PlannerChatModel(brain=Brain(models, IntentClassifier.load()), responder=Responder(prompts))


def guidance_index(settings: Settings, progress: Progress | None = None) -> Callable[[], GuidanceIndex]:
    """Opens the index when first called, building it where it is missing or out of date."""

    @lru_cache(maxsize=1)
    def opened() -> GuidanceIndex:
        index = GuidanceIndex.open(settings.data_dir, paths.KNOWLEDGE, settings.embedder)
        if index.stale:
            index.build(progress)
        return index

    return opened
