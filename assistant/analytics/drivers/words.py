"""Findings in words, in both languages."""

from __future__ import annotations

from assistant.analytics.drivers.effects import Effect
from assistant.analytics.drivers.encode import DAYS_A_MONTH, Feature
from assistant.analytics.drivers.evaluate import Score
from assistant.analytics.drivers.explain import Explanation
from assistant.analytics.drivers.target import Target
from assistant.language.formatting import format_delta, format_number
from assistant.language.text import Text


def shown(value: float, unit: str, language: str, *, sign: bool = False) -> str:
    """A value with as many digits as are worth reading: 1,235 · 12.3 · 0.45 · 26.5%."""
    size = abs(value)
    if unit == "fraction":
        precision = 1 if size >= 0.001 else 2
    else:
        precision = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 4
    write = format_delta if sign else format_number
    return write(value, unit, language, precision=precision)


def plain_number(value: float, unit: str, language: str) -> str:
    """A round number without needless zeros: a step of a column."""
    return format_number(value, unit, language)


def label(name: str) -> Text:
    """A header, which is the same in both languages."""
    return Text(name, name)


def target_label(target: Target) -> Text:
    """What is explained: "MonthlyCharges", "the chance of Churn = Yes"."""
    if not target.is_outcome:
        return label(target.name)
    return Text(f"the chance of {target.name} = {target.outcome}", f"“{target.name}＝{target.outcome}”的概率")


def headline(found: Explanation) -> Text:
    """How much can be foretold, in one sentence."""
    target, score = found.target, found.chosen.score
    if not found.signal:
        return Text(
            f"No signal: on rows it had not seen, the model foretells {target.name} no better than "
            + ("the base rate does." if target.is_outcome else "the plain mean does."),
            f"没有信号：对没见过的行，模型对“{target.name}”的预测并不比"
            + ("基准比例" if target.is_outcome else "平均值")
            + "更准。",
        )
    first = found.drivers[0].importance.name if found.drivers else ""
    lead = Text(f" {first} matters most.", f"其中“{first}”最重要。") if first else Text("", "")
    if target.is_outcome:
        area = score.area or 0.0
        return Text(
            f"The columns tell apart rows with {target.name} = {target.outcome} from the others "
            f"{_strength(area)[0]} (AUC {area:.2f} on unseen rows; 0.50 is guessing).{lead.en}",
            f"这些列能{_strength(area)[1]}区分“{target.name}＝{target.outcome}”的行与其他行"
            f"（对没见过的行AUC为{area:.2f}，0.50相当于瞎猜）。{lead.zh}",
        )
    return Text(
        f"The columns explain {shown(score.explained, 'fraction', 'en')} of the differences in {target.name} on rows "
        f"the model had not seen.{lead.en}",
        f"对没见过的行，这些列能解释“{target.name}”{shown(score.explained, 'fraction', 'zh')}的差异。{lead.zh}",
    )


def accuracy(found: Explanation) -> Text:
    """The held-out accuracy with its interval and the baseline."""
    target, score = found.target, found.chosen.score
    en = f"{score.low:.2f} to {score.high:.2f}".replace("-", "−")
    zh = f"{score.low:.2f}到{score.high:.2f}".replace("-", "−")
    value = f"{score.explained:.2f}".replace("-", "−")
    if target.is_outcome:
        return Text(
            f"log loss {score.error:.3f} against {score.base_error:.3f} for the base rate, "
            f"{value} of it saved (95 % interval {en})",
            f"对数损失{score.error:.3f}，只用基准比例为{score.base_error:.3f}，降低了{value}（95%区间{zh}）",
        )
    scale = Text(" of the logarithm", "（对数尺度）") if target.log else Text("", "")
    return Text(
        f"R²{scale.en} {value} (95 % interval {en}); off by {shown(score.error, target.unit, 'en')} on average, "
        f"the plain mean by {shown(score.base_error, target.unit, 'en')}",
        f"R²{scale.zh}为{value}（95%区间{zh}）；平均误差{shown(score.error, target.unit, 'zh')}，"
        f"直接用平均值则为{shown(score.base_error, target.unit, 'zh')}",
    )


def effect_sentence(effect: Effect, target: Target) -> Text:
    """Which way a column goes: "each 10 more goes with −7.1 points (95 %: −8.7 to −5.5)"."""
    return _of_levels(effect, target) if effect.shape == "levels" else _of_number(effect, target)


def _of_levels(effect: Effect, target: Target) -> Text:
    names = [effect.feature.levels[int(i)] for i in effect.grid]
    top, bottom = int(effect.curve.argmax()), int(effect.curve.argmin())
    unit = target.unit
    gap = _change(effect, target)
    return Text(
        f"highest with {names[top].en} ({shown(float(effect.curve[top]), unit, 'en')}), lowest with {names[bottom].en} "
        f"({shown(float(effect.curve[bottom]), unit, 'en')}); the gap is {gap.en}",
        f"“{names[top].zh}”最高（{shown(float(effect.curve[top]), unit, 'zh')}），“{names[bottom].zh}”最低"
        f"（{shown(float(effect.curve[bottom]), unit, 'zh')}），相差{gap.zh}",
    )


def _of_number(effect: Effect, target: Target) -> Text:
    feature = effect.feature
    step = _amount(effect.step, feature)
    where = "" if effect.until is None else _value(effect.until, feature, "en")
    where_zh = "" if effect.until is None else _value(effect.until, feature, "zh")
    ends = [shown(float(effect.curve[i]), target.unit, "en") for i in (0, -1)]
    ends_zh = [shown(float(effect.curve[i]), target.unit, "zh") for i in (0, -1)]
    if effect.shape in {"peaks", "dips"}:
        turn = "highest" if effect.shape == "peaks" else "lowest"
        turn_zh = "最高" if effect.shape == "peaks" else "最低"
        return Text(
            f"{turn} around {where}, from {ends[0]} at the low end to {ends[1]} at the high end",
            f"在{where_zh}左右{turn_zh}；取值低时为{ends_zh[0]}，取值高时为{ends_zh[1]}",
        )
    change = _change(effect, target)
    english = f"each {step.en} more goes with {change.en}"
    chinese = f"每增加{step.zh}，平均{change.zh}"
    if effect.until is not None:
        english += f"; most of it happens up to {where}"
        chinese += f"，变化主要发生在{where_zh}以内"
    return Text(english, chinese)


def _change(effect: Effect, target: Target) -> Text:
    unit = "fraction" if target.log else target.unit
    texts = []
    for language in ("en", "zh"):
        if target.log:
            said = [_percent(v) for v in (effect.change, effect.change_low, effect.change_high)]
        else:
            said = [shown(effect.change, unit, language, sign=True), *_ends(effect, unit, language)]
        texts.append(
            f"{said[0]} (95 %: {said[1]} to {said[2]})"
            if language == "en"
            else f"{said[0]}（95%区间{said[1]}到{said[2]}）"
        )
    return Text(*texts)


def _ends(effect: Effect, unit: str, language: str) -> list[str]:
    """The interval; the unit of points is not said again."""
    ends = (effect.change_low, effect.change_high)
    if unit == "fraction":
        return [format_delta(v * 100, "", language, precision=1) for v in ends]
    return [shown(v, unit, language, sign=True) for v in ends]


def share(value: float) -> dict[str, str]:
    """A weight in whole percent."""
    text = "<1%" if 0 < value < 0.01 else f"{max(value, 0.0):.0%}"
    return {"en": text, "zh": text}


def _percent(value: float) -> str:
    sign = "−" if value < 0 else "+"
    return f"{sign}{abs(value) * 100:.1f}%"


def _amount(step: float, feature: Feature) -> Text:
    if feature.unit == "fraction":
        return Text(format_number(step, "points", "en"), format_number(step, "points", "zh"))
    return Text(*(plain_number(step, feature.unit, language) for language in ("en", "zh")))


def _value(value: float, feature: Feature, language: str) -> str:
    if feature.first:
        import datetime

        day = datetime.date.fromisoformat(feature.first) + datetime.timedelta(days=value * DAYS_A_MONTH)
        return day.isoformat()
    return shown(value, feature.unit, language)


def model_name(kind: str) -> Text:
    """Name of a kind of model."""
    return Text("straight lines", "线性模型") if kind == "linear" else Text("boosted trees", "梯度提升树")


def caveats(found: Explanation) -> list[Text]:
    """What must be said once."""
    notes = list(found.notes)
    if not found.signal:
        return notes
    if found.chosen.score.explained > 0.97:
        notes.append(
            Text(
                "This is almost exact: the target is probably computed from these columns, like a price list.",
                "几乎完全吻合：目标很可能就是由这些列算出来的，例如价目表。",
            )
        )
    for first, second in found.pairs[:3]:
        notes.append(
            Text(
                f"{first} and {second} move together and share their effect; read them as one.",
                f"“{first}”与“{second}”同步变化，作用难以分开，请合在一起看。",
            )
        )
    if found.target.log:
        notes.append(
            Text(
                f"{found.target.name} is very uneven (few large values), so the model works with its logarithm and "
                "effects are in percent.",
                f"“{found.target.name}”分布很不均匀（少数值很大），因此按对数建模，影响以百分比表示。",
            )
        )
    notes.append(
        Text(
            "These columns go with the target; whether changing one would change it takes a test.",
            "这些是相关关系，不等于因果；改变某一列是否有效，需要做试验验证。",
        )
    )
    return notes


def score_row(kind: str, score: Score, target: Target, chosen: bool) -> dict[str, object]:
    """A model's line in the table."""
    error = {lang: shown(score.error, target.unit, lang) for lang in ("en", "zh")}
    if target.is_outcome:
        error = dict.fromkeys(("en", "zh"), f"{score.error:.3f}")
    fits = f"{score.explained:.2f}".replace("-", "−")
    return {
        "model": model_name(kind).to_json(),
        "explained": score.explained,
        "area": score.area,
        "fits": {"en": fits, "zh": fits},
        "error": error,
        "chosen": chosen,
    }


def _strength(area: float) -> tuple[str, str]:
    if area >= 0.8:
        return "well", "较好地"
    return ("fairly", "大致") if area >= 0.65 else ("only weakly", "略微")
