"""Recommendations as plain data, and the numbers a reply may state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.analytics.recommend.mix import K, Quality
from assistant.analytics.recommend.recommend import Recommender, Suggestion
from assistant.figures import Figure
from assistant.language.formatting import format_number
from assistant.language.text import Text

JsonDict = dict[str, Any]


def recommend_data(
    recommender: Recommender,
    user: str,
    index: int | None,
    found: Sequence[Suggestion],
    interests: str = "",
    item: str = "",
) -> JsonDict:
    """Everything a reply needs, plain JSON; texts are {"en", "zh"}.

    Args:
        recommender: What was learned.
        user: The user as asked for; may be empty.
        index: Their index; None where they are not in the data.
        found: From `suggest` or `similar`.
        interests: What was said of their taste.
        item: Title of the item that similar ones were asked for.
    """
    behaviour = recommender.behaviour
    return {
        "user": _same(user),
        "known": index is not None,
        "item": _same(item),
        "interests": _same(interests),
        "items": [_row(place, s) for place, s in enumerate(found, 1)],
        "history": [_same(title) for title in (recommender.history(index) if index is not None else [])],
        "users": len(behaviour.users),
        "catalogue": len(behaviour.items),
        "quality": _quality(recommender.quality).to_json(),
        "beats_popularity": bool(recommender.quality and recommender.quality.beats_popularity),
        "measured": recommender.quality is not None,
        "notes": [n.to_json() for n in [*behaviour.notes, *_notes(recommender)]],
    }


def recommend_figures(recommender: Recommender, found: Sequence[Suggestion]) -> list[Figure]:
    """Every number of the result under a stable id."""
    made = [
        _figure("recommend.users", "users", len(recommender.behaviour.users), "count"),
        _figure("recommend.items", "items", len(recommender.behaviour.items), "count"),
        _figure("recommend.count", "recommended", len(found), "count"),
    ]
    if quality := recommender.quality:
        made += [
            _figure("recommend.tested", "users tested", quality.tested, "count"),
            _figure("recommend.k", "places that count", K, "count"),
            _figure("recommend.hit_rate", f"hit rate at {K}", quality.hit, "fraction"),
            _figure("recommend.ndcg", f"NDCG at {K}", quality.ndcg, "fraction"),
            _figure("recommend.popular.hit_rate", f"hit rate at {K} of popular items", quality.popular_hit, "fraction"),
            _figure("recommend.popular.ndcg", f"NDCG at {K} of popular items", quality.popular_ndcg, "fraction"),
            _figure("recommend.gain", "NDCG above popularity", quality.ndcg - quality.popular_ndcg, "fraction"),
            _figure("recommend.gain.low", "lower end", quality.gain_low, "fraction"),
            _figure("recommend.gain.high", "upper end", quality.gain_high, "fraction"),
        ]
    for place, item in enumerate(found, 1):
        counts = {"buyers": item.buyers, "shared": item.shared, "of": item.of}
        made += [_figure(f"recommend.{place}.{k}", f"{item.title}: {k}", v, "count") for k, v in counts.items()]
    return made


def _row(place: int, item: Suggestion) -> JsonDict:
    return {
        "place": place,
        "item": _same(item.item),
        "title": _same(item.title),
        "reason": item.reason.to_json(),
        "kind": item.kind,
        "because": _same(item.because),
        "buyers": item.buyers,
    }


def _quality(quality: Quality | None) -> Text:
    if quality is None:
        return Text(
            "Too few users have a history to measure how good this is; take it as a starting point.",
            "有历史记录的用户太少，无法检验推荐效果，仅供参考。",
        )
    hit, popular = (
        [format_number(v, "fraction", lang, precision=0) for lang in ("en", "zh")]
        for v in (quality.hit, quality.popular_hit)
    )
    ndcg, popular_ndcg = f"{quality.ndcg:.3f}", f"{quality.popular_ndcg:.3f}"
    measured = Text(
        f"Tested on {quality.tested:,} users with their last item hidden: it was among the first {K} for {hit[0]} of "
        f"them (most popular items: {popular[0]}); NDCG {ndcg} against {popular_ndcg}.",
        f"用{quality.tested:,}位用户检验（隐藏各自最后一件）：前{K}名命中{hit[1]}（只推热门为{popular[1]}）；"
        f"NDCG {ndcg}，热门为{popular_ndcg}。",
    )
    if quality.beats_popularity:
        return measured
    return Text(
        measured.en + " That does not beat simply showing what is popular, so the list below is the popular items.",
        measured.zh + "效果没有超过直接推热门商品，因此下面按热门推荐。",
    )


def _notes(recommender: Recommender) -> list[Text]:
    notes = []
    if not recommender.behaviour.dated:
        notes.append(
            Text("There are no dates; the order of the file was taken as time.", "没有日期列，按文件顺序当作时间先后。")
        )
    if recommender.text.empty:
        notes.append(
            Text(
                "Nothing is told of the items; with titles or descriptions, new items could be recommended too.",
                "没有商品的文字信息；若提供标题或描述，也能推荐新品。",
            )
        )
    return notes


def _same(text: str) -> JsonDict:
    return {"en": text, "zh": text}


def _figure(id_: str, name: str, value: float, unit: str) -> Figure:
    return Figure(id_, name, float(value), unit, None, None, "")
