"""The only place where objects are assembled."""

from __future__ import annotations

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
from assistant.agent.models import chat_model, is_external
from assistant.config import Settings
from assistant.errors import ConfigError
from assistant.facts import Facts
from assistant.finance import FinanceModel, load_models
from assistant.house import make_house
from assistant.language.lazy_re import lazy_re
from assistant.learned.encoders import share_encoder
from assistant.planner.brain import Brain
from assistant.planner.chat_model import PlannerChatModel
from assistant.planner.in_place.reader import InPlace
from assistant.planner.intents.model import IntentClassifier
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.retrieval.embeddings import MiniLm
from assistant.retrieval.index import GuidanceIndex
from assistant.service.answers import load_answers
from assistant.service.classify import Models, open_models
from assistant.service.desk import ServiceDesk
from assistant.service.privacy.logs import keep_out_of_logs
from assistant.session import Conversation
from assistant.threads import ThreadList
from assistant.toolbox import make_tools

Progress = Callable[[int, int], None]
# A thread names folders of uploads and exports.
THREAD = lazy_re(r"[\w-]{1,64}")


@dataclass
class Services:
    """Everything an entry point needs; open it with `open_services`.

    Attributes:
        settings: The settings it was built from.
        home: Folder of conversations, uploads and exports.
        models: Finance models by id.
        threads: The list of conversations.
        service: Customer service to try out.
    """

    settings: Settings
    home: Path
    models: dict[str, FinanceModel]
    threads: ThreadList
    service: ServiceDesk
    _agent: Agent
    _checkpoints: Checkpoints
    _facts: Facts
    _open: dict[str, Conversation] = field(default_factory=dict)

    @property
    def tool_names(self) -> tuple[str, ...]:
        """Names of the tools a model may call."""
        node: Any = self._agent.nodes["tools"].bound
        return tuple(sorted(node.tools_by_name))

    def conversation(self, thread: str | None = None) -> Conversation:
        """The conversation of that name, or a new one; the same object for the same name.

        Raises:
            ConfigError: The name cannot be that of a folder.
        """
        thread = thread or uuid.uuid4().hex
        if not THREAD.fullmatch(thread):
            raise ConfigError(f"thread {thread!r}: use at most 64 letters, digits, - and _")
        if thread not in self._open:
            self._open[thread] = Conversation(
                agent=self._agent,
                checkpoints=self._checkpoints,
                thread=thread,
                files_dir=self.home / "files",
                check=self._facts.check,
                language=self.settings.language,
            )
        return self._open[thread]


@asynccontextmanager
async def open_services(
    settings: Settings,
    *,
    workspace: Path | None = None,
    progress: Progress | None = None,
    wrap: Callable[[Any], Any] | None = None,
) -> AsyncIterator[Services]:
    """Assemble the product.

    Args:
        settings: The settings.
        workspace: Folder for conversations and files; the data folder where not given.
        progress: Called while the guidance index is built, with texts done and in all.
        wrap: Puts another chat model around the one configured, for tests of what the house does about its faults.

    Raises:
        ConfigError: A setting cannot be used.
        DataFileError: A prompt, pattern or finance model is invalid.
    """
    keep_out_of_logs()
    home = workspace or settings.data_dir
    models = load_models(paths.KNOWLEDGE / "models")
    prompts = PromptLibrary(paths.PROMPTS)
    minilm = MiniLm(stamp=settings.data_dir / "index" / "weights.stamp")  # one for all who read with it
    planner = make_planner(models, prompts, minilm)
    facts = Facts(models)
    messages = message_models(minilm)
    tools = make_tools(models, guidance_index(settings, progress), messages, home / "exports", minilm.embed)
    async with open_checkpoints(home / "conversations.db") as checkpoints:
        model = chat_model(settings.model, lambda: planner, settings.model_timeout_s)
        model = wrap(model) if wrap else model
        agent = build_agent(
            model, tools, make_house(prompts, facts, planner), checkpoints, external=is_external(settings.model)
        )
        threads = ThreadList(home / "threads.db")
        desk = ServiceDesk(messages, lambda: load_answers(paths.KNOWLEDGE / "service"), home / "service")
        yield Services(settings, home, models, threads, desk, agent, checkpoints, facts)


def make_planner(models: dict[str, FinanceModel], prompts: PromptLibrary, minilm: MiniLm) -> PlannerChatModel:
    """The built-in planner; its readers were trained on MiniLM vectors, whatever encoder the index uses."""
    share_encoder(minilm)
    classifier = IntentClassifier.load(minilm.embed)
    return PlannerChatModel(brain=Brain(models, classifier, InPlace.load(minilm.changed)), responder=Responder(prompts))


def message_models(minilm: MiniLm) -> Callable[[], Models]:
    """Opens the shipped classifiers of customer messages when first called."""

    @lru_cache(maxsize=1)
    def opened() -> Models:
        return open_models(minilm)

    return opened


def open_index(settings: Settings) -> GuidanceIndex:
    """The guidance index as it lies in the data folder, possibly missing or out of date."""
    return GuidanceIndex.open(settings.data_dir, paths.KNOWLEDGE, settings.embedder, settings.chroma_url)


def guidance_index(settings: Settings, progress: Progress | None = None) -> Callable[[], GuidanceIndex]:
    """Opens the index when first called, building it where it is missing or out of date."""

    @lru_cache(maxsize=1)
    def opened() -> GuidanceIndex:
        index = open_index(settings)
        index.build(progress)
        return index

    return opened
