"""The finance model a message is about, whether or not one has been chosen yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from assistant.finance import FinanceModel
from assistant.finance.session import model_of
from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.numbers.template import likely_template
from assistant.planner.understand.model_wished import model_wished
from assistant.planner.understand.restated import restate
from assistant.planner.understand.values.mentions import Mention, VariableIndex

DEFAULT_TEMPLATE = "subscription"
CLEARLY = 2  # inputs named
# Outputs that a question about one month means, as far as the model has them.
OF_A_MONTH = ("profit", "revenue", "costs", "customers", "users", "cash_balance")
SHORT = 60  # characters; in a short text one name is telling, in a story it may be chance
# What is billed by the token or the call is a business by usage, whatever else its words share with a subscription.
BY_USAGE = lazy_re(
    r"(?:\bper|/|\ba)\s*(?:1k|1,?000|thousand|1m|million)?\s*(?:tokens?|api calls?)\b|"
    r"每(?:千|百万|1k|1000)?个?(?:token|词元)|"
    r"每次(?:接口|API)?调用",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FinanceView:
    """A finance model with its present inputs.

    Attributes:
        model: The model in use, or the one the message seems to mean.
        chosen: True where the conversation has chosen it.
        inputs: Present base inputs.
        scenario: Changes of the what-if in hand, as the tool took them.
        index: Names of the model's variables.
        called: Id of the model that the message calls by its name; empty where it calls none.
    """

    model: FinanceModel
    chosen: bool
    inputs: dict[str, float]
    scenario: list[dict[str, Any]]
    index: VariableIndex
    called: str = ""

    @cached_property
    def main_output(self) -> str:
        """The output a question about "profit" means."""
        return self.model.headline[0]

    def find_inputs(self, text: str) -> list[Mention]:
        """Inputs named in `text`."""
        return self.index.find(text, "input")

    def find_outputs(self, text: str) -> list[Mention]:
        """Outputs named in `text`."""
        return [m for m in self.index.find(text) if m.role == "output"]


class FinanceViews:
    """Makes views.

    Args:
        models: All finance models by id.
    """

    def __init__(self, models: Mapping[str, FinanceModel]) -> None:
        self.models = dict(models)
        self._indexes = {id_: VariableIndex(model) for id_, model in models.items()}
        self._extended: tuple[FinanceModel, VariableIndex] | None = None
        # Asked several times in a turn, by every rule that looks at the model.
        self._likely = lru_cache(maxsize=64)(lambda text: likely_template(text, self.models, DEFAULT_TEMPLATE))

    def of(self, context: Context, text: str = "") -> FinanceView:
        """The view of the conversation's model; where none is chosen, of the model whose names `text` uses most."""
        finance = context.finance
        template = finance.get("template") or context.focus.get("template")
        if template not in self.models:
            # "… Use the advertising model" holds for every sentence before it.
            wished = model_named(context.text, self.models) or model_wished(context.text, self.models)
            template = wished or self._best(text)
        model = model_of(self.models, finance, template)
        return FinanceView(
            model=model,
            chosen=bool(finance.get("template")),
            inputs={**model.defaults, **_own(model, finance.get("inputs") or {})},
            scenario=list((finance.get("scenario") or {}).get("changes", [])),
            index=self._index(model),
            called=model_named(text, self.models),
        )

    def _index(self, model: FinanceModel) -> VariableIndex:
        """Names of the model; those of an extended one are kept while the conversation is about it."""
        if model is self.models[model.id]:
            return self._indexes[model.id]
        if self._extended is None or self._extended[0] is not model:
            self._extended = (model, VariableIndex(model))
        return self._extended[1]

    def _best(self, text: str) -> str:
        """The model that `text` asks for, or whose inputs it names clearly more of than of the default model's."""
        if asked := model_named(text, self.models):
            return asked
        text = restate(text, self.models[DEFAULT_TEMPLATE]).text

        def named(template: str) -> int:
            return len({m.ids for m in self._indexes[template].find(text, "input", fuzzy=False)})

        if BY_USAGE.search(text) and "usage" in self.models:
            return "usage"
        best = max(self.models, key=lambda template: (named(template), template == DEFAULT_TEMPLATE))
        clear = named(best) >= CLEARLY and named(best) > named(DEFAULT_TEMPLATE)
        own = named(DEFAULT_TEMPLATE) == 0 and named(best) > 0 and len(text) <= SHORT
        if clear or own:
            return best
        # Two inputs of the default model by their names are as clear, whatever the numbers are like elsewhere.
        return DEFAULT_TEMPLATE if named(DEFAULT_TEMPLATE) >= CLEARLY else self._likely(text)


def model_named(text: str, models: Mapping[str, FinanceModel]) -> str:
    """The one model that a text calls by its name: "a subscription model", 按免费增值来算; empty otherwise."""
    found = {
        id_
        for id_, model in models.items()
        for name in (id_, model.title.en, model.title.zh, *model.aliases.all)
        if name.lower() in text.lower() and _calls(name, text)
    }
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=512)
def _called(name: str) -> re.Pattern[str]:
    bare = re.sub(r"(?i)\s*(?:model|模型|模式)$", "", name)
    said = re.escape(bare if len(bare) > 1 else name)
    if name.isascii():
        return re.compile(
            rf"\b{said}\s+(?:(?:finance|financial|business|pricing|revenue)\s+)?(?:model|template)\b|"
            rf"\b(?:model|template) (?:for|of|as) (?:an? |our )?{said}\b",
            re.IGNORECASE,
        )
    return re.compile(
        rf"{said}(?:的)?(?:财务)?(?:模型|模板|模式)|(?:按照?|用|以|照|换成|改成|改为|改用)[\u4e00-\u9fff]{{0,2}}{said}(?:的方式|方式)?(?:来|去)?"
        rf"(?:算|测算|建|搭|计算|做|吧|了)?(?=[^\u4e00-\u9fff]|吧|了|来|算|$|建|搭)",
        re.IGNORECASE,
    )


def _calls(name: str, text: str) -> bool:
    return bool(_called(name).search(text))


def _own(model: FinanceModel, inputs: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in inputs.items() if name in model.inputs_by_id}
