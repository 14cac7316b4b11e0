"""The conversations that messages are said to: played once, then the planner plans each message in that state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from assistant.config import load_settings
from assistant.planner.context import Context
from assistant.planner.plan import Plan
from eval.connect import ConversationFactory, ConversationTarget
from eval.schema import Given, GivenModel
from eval.yaml_nodes import Node, read_yaml

KINDS = Path(__file__).resolve().parent / "data" / "kinds.yaml"
NO_TOOL = "none"


class Plans(Protocol):
    """The planner's brain."""

    def plan(self, context: Context) -> Plan:
        """What to do about the message in `context`."""


@dataclass(frozen=True)
class Scene:
    """A conversation up to the message in question.

    Attributes:
        given: State in which it starts.
        talk: What was said before, by language.
    """

    given: Given = field(default_factory=Given)
    talk: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of request: where it is said, and the tools of which one carries it out.

    Attributes:
        tools: `none` stands for any reply without a tool, `asks KIND` and `says TEMPLATE` for particular ones; None
            where tools do not judge it.
    """

    scene: str
    tools: frozenset[str] | None


def read_kinds(path: Path = KINDS) -> tuple[dict[str, Scene], dict[str, Kind]]:
    """Scenes and kinds of request by name.

    Raises:
        DataFileError: The file is invalid.
    """
    keys = read_yaml(path).mapping(("version", "scenes", "kinds"), ("scenes", "kinds"))
    scenes = {name: _scene(node, path.parent) for name, node in keys["scenes"].mapping().items()}
    return scenes, {name: _kind(node, scenes) for name, node in keys["kinds"].mapping().items()}


def _scene(node: Node, folder: Path) -> Scene:
    keys = node.mapping(("template", "canvas", "files", "talk"))
    files = [(folder / item.text()).resolve() for item in keys["files"].items()] if "files" in keys else []
    talk = keys["talk"].mapping(("en", "zh")) if "talk" in keys else {}
    given = Given(
        model=GivenModel(keys["template"].text()) if "template" in keys else None,
        canvas=(folder / keys["canvas"].text()).resolve() if "canvas" in keys else None,
        files={path.stem: path for path in files},
    )
    return Scene(given, {language: [t.text() for t in texts.items()] for language, texts in talk.items()})


def _kind(node: Node, scenes: Mapping[str, Scene]) -> Kind:
    keys = node.mapping(("scene", "tools"), ("scene",))
    tools = frozenset(t.text() for t in keys["tools"].items()) or {NO_TOOL} if "tools" in keys else None
    return Kind(keys["scene"].choice(scenes), frozenset(tools) if tools is not None else None)


class Desk(AbstractAsyncContextManager["Desk"]):
    """The product opened once, its planner within reach."""

    def __init__(self) -> None:
        self._overheard = _Overheard()
        self._factory = ConversationFactory(load_settings(model="planner"), self._overheard.around)
        self._contexts: dict[tuple[int, str], Context] = {}

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._factory.aclose()

    async def talk(self, given: Given, language: str) -> ConversationTarget:
        """A conversation of its own."""
        target = await self._factory(given, language)
        assert isinstance(target, ConversationTarget)
        return target

    @property
    def brain(self) -> Plans:
        """The planner's brain; there once a talk was begun."""
        return self._overheard.brain

    @property
    def planned(self) -> Plan:
        """What was planned for the last message of a talk."""
        return self._overheard.planned

    async def planner_in(self, scene: Scene, language: str) -> Callable[[str], Plan]:
        """The planner in a conversation that stands where the scene leaves it; nothing it plans is carried out."""
        key = (id(scene), language)
        if key not in self._contexts:
            target = await self.talk(scene.given, language)
            for text in (*scene.talk.get(language, ()), "…"):  # the last to hear in what state it is read
                await target.turn(text)
            self._contexts[key] = self._overheard.context
        context = replace(self._contexts[key], language=language)
        return lambda text: self._overheard.brain.plan(replace(context, text=text))


class _Overheard:
    """Stands before the planner's brain and keeps the last message's context and plan."""

    brain: Plans
    context: Context
    planned: Plan

    def around(self, model: Any) -> Any:
        """The chat model with this before its brain."""
        self.brain = model.brain
        return model.model_copy(update={"brain": self})

    def plan(self, context: Context) -> Plan:
        """What the brain plans."""
        self.context = context
        self.planned = self.brain.plan(context)
        return self.planned
