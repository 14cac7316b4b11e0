"""Plans the choice of a finance model: the one a founder names or says the business is, else the one that fits best."""

from __future__ import annotations

from dataclasses import replace

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews, model_named
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.inputs import applied, told_of
from assistant.planner.plans.model_setup import likely_model, wanted
from assistant.planner.plans.unused import unused_notes
from assistant.planner.understand.model_wished import begins_afresh, by_the_piece, model_wished
from assistant.planner.understand.values.changes import read_changes
from assistant.planner.understand.values.convert import Change, Note
from assistant.planner.understand.values.denied import blanked, denials

_OF_USES = {
    "en": "You bill by the use, so each counts as one call of this model, and tokens are set to none.",
    "zh": "您按使用次数或时长收费，每一次（每分钟、每页）按模型里的一次调用计算，token数设为零。",
}


def chosen_by(plan: Plan, context: Context) -> Context:
    """The conversation as the rest of a message finds it: under the model that the plan for its start chooses."""
    chosen = [c.args["template"] for c in plan.calls if c.name == "set_finance_model" and c.args.get("template")]
    if not chosen or chosen[-1] == context.finance.get("template"):
        return context
    kept = {k: v for k, v in context.finance.items() if k in ("currency", "history")}
    return replace(context, finance={**kept, "template": chosen[-1]})


def plan_choose_model(text: str, context: Context, views: FinanceViews) -> Plan:
    """Switch the template; numbers said in the same breath are set, those told before that it has too are kept."""
    called = model_wished(text, views.models) or model_named(text, views.models) or _titled(wanted(text), views)
    template = called or likely_model(wanted(text), context, views.models)
    if not template:
        choices = [{"id": m.id, "title": m.title.to_json()} for m in views.models.values()]
        return Plan(says=(Say("ask_template", {"choices": choices}),), asked={"kind": "template"})
    view = views.of(Context(text="", language=context.language, focus={"template": template}))
    text = blanked(text, denials(text))
    piece = _without_tokens(text, view)
    view = replace(view, inputs={**view.inputs, **{c.variable: c.value for c in piece}})
    reading = told_of(text, read_changes(text, view), (), Context(text, context.language), view)
    changes = (*piece, *reading.changes)
    inputs = {c.variable: applied(c, view.inputs[c.variable]) for c in changes}
    kept = {} if begins_afresh(text) else {i: v for i, v in _kept(context, views, view).items() if i not in inputs}
    notes = [note for c in changes for note in c.notes]
    return Plan(
        calls=(Call("set_finance_model", {"template": template, "inputs": {**kept, **inputs}}),),
        notes=(*(() if called else (_suggested(view),)), *_kept_note(kept, view), *notes, *unused_notes(reading, text)),
        focus={"template": template},
    )


def _without_tokens(text: str, view: FinanceView) -> tuple[Change, ...]:
    """Who bills by the minute or the page counts each as one call, and no tokens."""
    billed = "tokens_per_call" in view.inputs and by_the_piece(text) and not view.inputs["tokens_per_call"] == 0
    return (Change("tokens_per_call", "set", 0.0, (_OF_USES,)),) if billed else ()


def _kept(context: Context, views: FinanceViews, view: FinanceView) -> dict[str, float]:
    """The founder's numbers of the model before that mean the same in the new one."""
    before = views.of(Context("", context.language, finance=context.finance)).model
    told = context.finance.get("inputs") or {}
    if not context.finance.get("template") or before.id == view.model.id:
        return {}
    shared = [
        i for i in context.finance.get("stated") or () if i in told and i in view.inputs and i in before.inputs_by_id
    ]
    return {i: told[i] for i in shared if before.inputs_by_id[i].unit == view.model.inputs_by_id[i].unit}


def _kept_note(kept: dict[str, float], view: FinanceView) -> tuple[Note, ...]:
    labels = [view.model.inputs_by_id[i].label for i in kept]
    if not labels:
        return ()
    en, zh = ", ".join(n.en for n in labels), "、".join(n.zh for n in labels)
    return (
        {
            "en": f"Your numbers that this model has too are kept: {en}.",
            "zh": f"您给过、这个模型也有的数字已保留：{zh}。",
        },
    )


def _titled(text: str, views: FinanceViews) -> str:
    """The model whose title or other name stands in a text, the longest; empty where none does."""
    lowered = text.lower()
    hits = [
        (len(name), id_)
        for id_, model in views.models.items()
        for name in (id_, model.title.en, model.title.zh, *model.aliases.all)
        if name.lower() in lowered
    ]
    return max(hits)[1] if hits else ""


def _suggested(view: FinanceView) -> Note:
    """Says that the model was chosen by how the money is made, as no name of one was said."""
    title = view.model.title
    return {
        "en": f"By how you earn your money, the {title.en} model fits best, so I use it; name another if you prefer.",
        "zh": f"按您的收费方式，“{title.zh}”模型最合适，已经采用；想用别的请告诉我名称。",
    }
