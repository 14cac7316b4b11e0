"""What people say over time: topic and feeling of each message, the trend, surges and what drives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.progress import Progress, part_of, unheard
from assistant.service.classify import Models, predict_all, predict_feelings
from assistant.service.opinion_rule import SHORTEST, Rise, Step, Surge, risen, surges
from assistant.service.opinion_topics import TITLES, feeling_by_words, topic_by_words

LEAST_DAILY = 1.0  # negatives a day on average; sparser ones are looked at by the week
DRIVERS, EXAMPLES = 2, 3
LEAST_OF_SURGE = 0.2  # what a topic must bring of the surplus to be named
OTHER = "other"


@dataclass(frozen=True)
class Opinion:
    """One message.

    Attributes:
        text: As written.
        day: When; None where the table has no dates or the cell is none.
        topic: Id of the topic.
        feeling: "negative", "neutral" or "positive"; None where nothing tells.
        confidence: Of the feeling; 0 where plain words told it.
    """

    text: str
    day: date | None
    topic: str
    feeling: str | None
    confidence: float


@dataclass(frozen=True)
class Period:
    """Counts of a day or of a week from Monday."""

    start: date
    total: int
    negative: int
    neutral: int
    positive: int
    whole: bool


@dataclass(frozen=True)
class Driver:
    """A topic of a surge: its negatives, what its own past would make expect, and messages."""

    topic: str
    negatives: int
    expected: float
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Alert:
    """A surge of negatives; `louder_only` where their share did not rise, only the number of messages."""

    period: Period
    surge: Surge
    louder_only: bool
    drivers: tuple[Driver, ...]


@dataclass(frozen=True)
class Trend:
    """Periods without gaps and the alerts among them; `judged` is the number of periods the rule could look at.

    `rise` says that the last days had more negatives than those before, which many a creeping change does unalarmed.
    """

    step: Step
    periods: tuple[Period, ...]
    alerts: tuple[Alert, ...]
    judged: int
    rise: Rise | None = None


def read_opinions(
    texts: Sequence[str], days: Sequence[date | None], models: Models, progress: Progress = unheard
) -> list[Opinion]:
    """Topic (by its words, else the intent) and feeling of each message.

    What moved and which way decides for sentences about a company, then the classifier, then plain words.
    """
    told = {text: topic_by_words(text) for text in dict.fromkeys(texts)}  # the same words are read once
    silent = [text for text, topic in told.items() if topic is None]
    intents = dict(zip(silent, predict_all(models.intent, silent, part_of(progress, 0.1, 0.5), False), strict=True))
    sentiments = dict(
        zip(told, predict_feelings(models.sentiment, list(told), part_of(progress, 0.5, 0.95), False), strict=True)
    )
    opinions = []
    for text, day in zip(texts, days, strict=True):
        sentiment = sentiments[text]
        topic = told[text] or intents[text].label or OTHER
        feeling = sentiment.label or feeling_by_words(text)
        opinions.append(Opinion(text, day, topic, feeling, sentiment.confidence if sentiment.label else 0.0))
    return opinions


def topics(opinions: Sequence[Opinion]) -> list[tuple[str, int, int]]:
    """Topics with the number of messages and of negative ones, the most negative first."""
    all_, bad = Counter(o.topic for o in opinions), Counter(o.topic for o in opinions if o.feeling == "negative")
    return sorted(((t, n, bad[t]) for t, n in all_.items()), key=lambda row: (-row[2], -row[1], row[0]))


def trend(opinions: Sequence[Opinion]) -> Trend | None:
    """The trend by day, or by week where negatives are few; None where no message has a date."""
    dated = [o for o in opinions if o.day is not None]
    if not dated:
        return None
    daily = periods(dated, "day")
    rise = risen([p.negative for p in daily])
    step: Step = "day"
    if sum(p.negative for p in daily) < LEAST_DAILY * len(daily):
        weekly = periods(dated, "week")
        step, daily = ("week", weekly) if len(weekly) > 1 else ("day", daily)
    # The first week may have begun before the data did: it is no baseline.
    looked = daily[1:] if step == "week" and not daily[0].whole else daily
    weekdays = [p.start.weekday() for p in looked] if step == "day" else None
    found = surges([p.negative for p in looked], weekdays, step)
    alerts = [_alert(surge, looked, dated, step) for surge in found]
    return Trend(step, tuple(daily), tuple(alerts), max(0, len(looked) - SHORTEST[step]), rise)


def periods(opinions: Sequence[Opinion], step: Step) -> list[Period]:
    """Counts by day or week from the first to the last, days without messages included."""
    days = sorted({o.day for o in opinions if o.day is not None})
    first, last = _start(days[0], step), _start(days[-1], step)
    length = timedelta(days=1 if step == "day" else 7)
    grouped: dict[date, Counter[str]] = {}
    for o in opinions:
        if o.day is not None:
            grouped.setdefault(_start(o.day, step), Counter())[o.feeling or "unsure"] += 1
    made, start = [], first
    while start <= last:
        counts = grouped.get(start, Counter())
        whole = start >= days[0] and start + length - timedelta(days=1) <= days[-1]
        made.append(Period(start, counts.total(), counts["negative"], counts["neutral"], counts["positive"], whole))
        start += length
    return made


def _start(day: date, step: Step) -> date:
    return day if step == "day" else day - timedelta(days=day.weekday())


def _alert(surge: Surge, looked: Sequence[Period], dated: Sequence[Opinion], step: Step) -> Alert:
    period, before = looked[surge.place], looked[: surge.place]
    total, bad = sum(p.total for p in before), sum(p.negative for p in before)
    louder = bool(total and period.total) and period.negative / period.total <= bad / total
    return Alert(period, surge, louder, tuple(_drivers(surge, period, before, dated, step)))


def _drivers(
    surge: Surge, period: Period, before: Sequence[Period], dated: Sequence[Opinion], step: Step
) -> list[Driver]:
    """The topics whose negatives exceed most what their own share of the past would give."""
    negative = [o for o in dated if o.feeling == "negative" and o.day is not None]
    now = [o for o in negative if o.day is not None and _start(o.day, step) == period.start]
    past = Counter(
        o.topic for o in negative if o.day is not None and before[0].start <= _start(o.day, step) < period.start
    )
    known = max(1, past.total())
    counts = Counter(o.topic for o in now)
    excess = {t: n - surge.expected * past[t] / known for t, n in counts.items()}
    surplus = max(1.0, surge.negatives - surge.expected)
    chosen = [t for t in sorted(excess, key=lambda t: (-excess[t], t)) if excess[t] >= LEAST_OF_SURGE * surplus][
        :DRIVERS
    ]
    return [
        Driver(t, counts[t], surge.expected * past[t] / known, _examples([o for o in now if o.topic == t]))
        for t in chosen
    ]


def _examples(opinions: Sequence[Opinion]) -> tuple[str, ...]:
    """The surest messages, each text once."""
    ranked = sorted(opinions, key=lambda o: -o.confidence)
    return tuple(dict.fromkeys(o.text.strip() for o in ranked))[:EXAMPLES]


def title(topic: str, intents: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """A topic in words."""
    return dict(TITLES.get(topic) or intents.get(topic) or {"en": topic.replace("_", " "), "zh": topic})
