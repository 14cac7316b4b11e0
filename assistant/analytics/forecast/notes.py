"""What has to be said beside a forecast: gaps, unfinished periods, short histories, odd values, holidays."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.analytics.forecast.forecast import Forecast
from assistant.analytics.forecast.holiday import CHINESE, HolidayEffect
from assistant.analytics.forecast.kinds import Frequency
from assistant.analytics.forecast.many import Many
from assistant.analytics.forecast.outliers import outliers
from assistant.analytics.forecast.periods import counted, listed
from assistant.language.text import Text

SHORT_SEASONS = 2  # seasons of history below which a season cannot be told from chance
MOST_OF_PARTS = 3  # notes about single groups
NO_YEAR: frozenset[Frequency] = frozenset({"day", "year"})  # whose season is no year


def forecast_notes(many: Many, effects: Sequence[HolidayEffect]) -> list[Text]:
    """All of them, those about the data first."""
    found = many.total
    notes = [*found.series.notes, *_of_parts(many), *_strange(found), *_short(found)]
    return notes + [_holiday(effect, found.series.frequency) for effect in effects]


def _of_parts(many: Many) -> list[Text]:
    notes = [note for part in many.parts for note in part.series.notes]
    more = len(notes) - MOST_OF_PARTS
    if more > 0:
        end = Text(
            f"{more} more gaps of single groups were treated alike.", f"其余{more}处分组数据的缺口按同样方式处理。"
        )
        return [*notes[:MOST_OF_PARTS], end]
    return notes


def _strange(found: Forecast) -> list[Text]:
    series = found.series
    places = outliers(series.values, series.season)
    if not places:
        return []
    days = listed([series.period(i) for i in places], series.frequency)
    en = (
        f"{days.en} stands out from the periods around; I kept it. If it was a one-off, correct the file and ask again."
        if len(places) == 1
        else f"{days.en} stand out from the periods around; I kept them. If they were one-offs, correct the file and "
        "ask again."
    )
    return [Text(en, f"{days.zh}与前后明显不同，仍按原值计算；如果是一次性因素，请修正文件后再预测。")]


def _short(found: Forecast) -> list[Text]:
    series, notes = found.series, list[Text]()
    if series.frequency not in NO_YEAR and len(series.values) < SHORT_SEASONS * series.season:
        have = counted(len(series.values), series.frequency)
        notes.append(
            Text(
                f"{have.en} of history cannot show a yearly pattern, so read the ranges rather than the points.",
                f"只有{have.zh}的历史，看不出一年中的季节规律，请多看区间、少看单个数字。",
            )
        )
    if found.test is None:
        notes.append(Text("The history is too short to test the forecast on.", "历史太短，无法做回测检验。"))
    return notes


def _holiday(effect: HolidayEffect, frequency: Frequency) -> Text:
    days = listed(effect.days, frequency, most=2)
    zh = CHINESE.get(effect.name, effect.name)
    if effect.factor is None:
        return Text(
            f"{effect.name} ({days.en}) lies ahead; this history cannot show its effect, so it is not counted.",
            f"预测期内有{zh}（{days.zh}）；历史数据不足以估计其影响，没有计入。",
        )
    percent = round((effect.factor - 1) * 100)
    return Text(
        f"{effect.name} ({days.en}) is counted with {percent:+d}%, as measured in {effect.times} years of the history.",
        f"{zh}（{days.zh}）按{percent:+d}%计入，依据历史中{effect.times}年的实际影响。",
    )
