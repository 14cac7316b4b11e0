"""The base case of a conversation: which model, whose numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import ToolInputError
from assistant.finance.counted import NEW
from assistant.finance.currency import in_currency
from assistant.finance.extend import Addition, extended
from assistant.finance.inputs import checked_inputs, find_input
from assistant.finance.model import FinanceModel, Text

DEFAULT_TEMPLATE = "subscription"


@dataclass(frozen=True)
class BaseCase:
    """A model with the numbers of the conversation.

    Attributes:
        inputs: Every input of the model.
        stated: Ids of the inputs whose value the user gave.
        notes: What a reply has to say about where the numbers come from.
    """

    model: FinanceModel
    inputs: dict[str, float]
    stated: tuple[str, ...]
    notes: tuple[Text, ...]

    @property
    def example_inputs(self) -> tuple[str, ...]:
        """Ids of the inputs that are still the template's examples."""
        return tuple(i.id for i in self.model.inputs if i.id not in self.stated)


def additions_of(stored: Mapping[str, Any], template: str) -> tuple[Addition, ...]:
    """What the user added to this model, oldest first."""
    every = (Addition.from_json(a) for a in stored.get("extensions") or ())
    return tuple(a for a in every if a.template == template)


def model_of(
    models: Mapping[str, FinanceModel], stored: Mapping[str, Any], template: str | None = None
) -> FinanceModel:
    """The conversation's model: the file with what the user added to it, in the currency they count in.

    Args:
        models: All models by id, as their files have them.
        stored: The finance state, or empty.
        template: Id of another model; None for the one in use, or the subscription model where none is.
    """
    base = models[template or stored.get("template") or DEFAULT_TEMPLATE]
    counted = in_currency(base, str(stored.get("currency") or base.currency))
    return extended(counted, additions_of(stored, base.id))


def base_case(models: Mapping[str, FinanceModel], stored: Mapping[str, Any]) -> BaseCase:
    """The base case as stored in the conversation; without one, the subscription model with its example numbers.

    Args:
        models: All models by id.
        stored: `{template, inputs, stated}`, or empty; inputs may be some of them.
    """
    model = model_of(models, stored)
    stated = _stated(stored)
    notes = (*_counted_anew(model, stored), *_notes(model, stated))
    return BaseCase(model, checked_inputs(model, _given(stored)), stated, notes)


def chosen(
    models: Mapping[str, FinanceModel], stored: Mapping[str, Any], template: str | None, inputs: Mapping[str, float]
) -> BaseCase:
    """The base case after the user chose a model or stated numbers.

    Args:
        models: All models by id.
        stored: The base case until now, or empty.
        template: Id or name of a model; None keeps the current one. The current one keeps its numbers.
        inputs: Stated values by input id, label or alias.

    Raises:
        ToolInputError: The model or an input is unknown, or a value impossible.
    """
    wanted = find_model(models, template or stored.get("template") or DEFAULT_TEMPLATE)
    model = model_of(models, stored, wanted.id)
    kept = stored if stored.get("template") == model.id else {}
    given = {find_input(model, name).id: value for name, value in inputs.items()}
    values = checked_inputs(model, {**_given(kept), **given})
    stated = tuple(dict.fromkeys([*_stated(kept), *given]))
    notes = (*_counted_anew(model, stored), *_notes(model, stated), *_left_behind(models, stored, model))
    return BaseCase(model, values, stated, notes)


def find_model(models: Mapping[str, FinanceModel], name: str) -> FinanceModel:
    """The model with this id, title or alias.

    Raises:
        ToolInputError: There is none.
    """
    wanted = name.strip().lower()
    for model in models.values():
        called = (model.id, model.title.en, model.title.zh, *model.aliases.all)
        if wanted in {c.lower() for c in called}:
            return model
    raise ToolInputError(
        f"There is no finance model '{name}'. Choose {' or '.join(f'{m.id} ({m.title.en})' for m in models.values())}.",
        f"没有名为“{name}”的财务模型，可选：{'、'.join(f'{m.id}（{m.title.zh}）' for m in models.values())}。",
        question=True,
        choices=tuple(models),
    )


def _stated(stored: Mapping[str, Any]) -> tuple[str, ...]:
    """Inputs the user gave; where that was not recorded, every stored input counts as given."""
    recorded = stored.get("stated")
    return tuple(stored.get("inputs") or () if recorded is None else recorded)


def _given(stored: Mapping[str, Any]) -> dict[str, float]:
    """The stored inputs that the user gave; the others are the examples of the model in its present currency."""
    stated = _stated(stored)
    return {name: value for name, value in (stored.get("inputs") or {}).items() if name in stated}


def _left_behind(
    models: Mapping[str, FinanceModel], stored: Mapping[str, Any], model: FinanceModel
) -> tuple[Text, ...]:
    """Said when the model is switched: what was added to the one before stays with that one."""
    before = str(stored.get("template") or "")
    left = additions_of(stored, before) if before in models and before != model.id else ()
    if not left:
        return ()
    title = models[before].title
    return (
        Text(
            f"{', '.join(a.en for a in left)}: added to the {title.en} model and not part of this one; "
            "add it again here",
            f"{'、'.join(a.zh for a in left)}是加在{title.zh}模型里的，本模型不含，需要时请重新添加",
        ),
    )


def _counted_anew(model: FinanceModel, stored: Mapping[str, Any]) -> tuple[Text, ...]:
    """Said in the turn in which an amount told changed the currency of a model in use."""
    if not stored.get(NEW):
        return ()
    code = model.currency
    return (
        Text(
            f"You count in {code}, so the model is in {code} from now on; nothing you said was converted. The example "
            f"numbers are set to a size usual in {code}",
            f"您以 {code} 计价，模型的币种已改为 {code}；您的数字没有换算汇率，示例数字已换成 {code} 下的常见量级",
        ),
    )


def _notes(model: FinanceModel, stated: tuple[str, ...]) -> tuple[Text, ...]:
    if stated:
        return ()
    return (
        Text(
            en="None of your own numbers are in the model yet: "
            f"these are the example numbers of the {model.title.en} model",
            zh=f"模型里还没有您自己的数字，以下使用{model.title.zh}模型的示例数字",
        ),
    )
