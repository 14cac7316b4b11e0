"""Segments: how many, who belongs where, what sets them apart, and when there are none."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score

from assistant.analytics.segments import SegmentModel, rfm_table, segment_table, topics_of, transactions_of
from assistant.analytics.segments.report import segment_figures, segments_data
from assistant.analytics.tables import Column, Kind, Table
from assistant.errors import ToolInputError


def table(frame: pd.DataFrame, **kinds: Kind) -> Table:
    columns = [Column(n, kinds.get(n, "number"), distinct=int(frame[n].nunique())) for n in frame]
    return Table(frame, tuple(columns), source="t.csv")


def blobs() -> tuple[Table, NDArray[np.intp]]:
    random = np.random.default_rng(3)
    groups = np.repeat([0, 1, 2], [80, 60, 40])
    centres = np.array([[2.0, 100.0], [9.0, 110.0], [5.0, 400.0]])
    points = centres[groups] + random.normal(size=(180, 2)) * [0.6, 15]
    frame = pd.DataFrame(points, columns=["orders", "spend"])
    frame["who"] = [f"C{i}" for i in range(180)]
    return table(frame, spend="money", who="id"), groups


def test_three_groups_are_found_and_told_apart() -> None:
    given, groups = blobs()
    found = segment_table(given)
    assert found.choice.k == 3
    assert adjusted_rand_score(groups, found.labels) == 1.0
    assert [p.size for p in found.profiles] == [80, 60, 40]
    assert found.stability == pytest.approx(1.0, abs=0.02)
    names = [p.name.en for p in found.profiles]
    assert names[1].startswith("High orders") and names[2].startswith("High spend")
    assert found.profiles[2].name.zh == "spend高"
    trait = found.profiles[2].traits[0]
    assert trait.here == pytest.approx(float(np.median(given.frame["spend"][groups == 2])))
    assert [(name, reason.en) for name, reason in found.features.left_out] == [("who", "it only tells rows apart")]


def test_a_saved_model_gives_the_same_segments() -> None:
    given, _ = blobs()
    found = segment_table(given)
    assert found.model is not None
    again = SegmentModel.from_json(json.loads(json.dumps(found.model.to_json())))
    assert (again.assign(given.frame) == found.labels).all()
    assert again.names[0] == found.profiles[0].name.to_json()


@pytest.mark.parametrize("seed", range(4))
def test_a_cloud_without_gaps_has_no_segments(seed: int) -> None:
    random = np.random.default_rng(seed)
    points = random.normal(size=(250, 3)) @ random.normal(size=(3, 3))
    if seed % 2:
        points = np.exp(points / 2)
    found = segment_table(table(pd.DataFrame(points, columns=list("abc"))))
    assert not found.found
    assert segments_data(found, {})["k"] == 1


def test_a_number_of_segments_that_is_asked_for_is_given() -> None:
    random = np.random.default_rng(0)
    frame = pd.DataFrame(random.normal(size=(120, 2)), columns=["a", "b"])
    found = segment_table(table(frame), segments=3)
    assert (len(found.profiles), found.asked) == (3, True)
    with pytest.raises(ToolInputError, match="Between 2 and"):
        segment_table(table(frame), segments=90)


def test_numbers_and_categories_together() -> None:
    random = np.random.default_rng(5)
    groups = np.repeat([0, 1, 2], 120)
    frame = pd.DataFrame({
        "age": np.array([25.0, 45.0, 45.0])[groups] + random.normal(size=360) * 4,
        "income": np.exp(np.array([8.0, 8.2, 9.6])[groups] + random.normal(size=360) * 0.25),
        "plan": np.array(["free", "pro", "team"], dtype=object)[(groups + (random.random(360) < 0.1)) % 3],
    })
    found = segment_table(table(frame, plan="category"))
    assert found.choice.k == 3
    assert adjusted_rand_score(groups, found.labels) > 0.95
    assert {r.transform for r in found.features.rules.numbers if r.name == "income"} == {"log"}
    assert any(
        t.level == "team" for t in found.profiles[2].traits + found.profiles[1].traits + found.profiles[0].traits
    )


def test_the_value_of_each_segment() -> None:
    given, groups = blobs()
    frame = given.frame.assign(revenue=groups * 10.0 + 5)
    found = segment_table(table(frame, spend="money", who="id", revenue="money"), value="revenue")
    figures = {f.id: f.value for f in segment_figures(found, "en")}
    whole = 80 * 5 + 60 * 15 + 40 * 25
    assert figures["segment_2.value.mean"] == 15
    assert figures["segment_3.value.total"] == 1000
    assert figures["segment_1.value.share"] == pytest.approx(400 / whole)
    assert "revenue" not in found.features.rules.names


def test_personal_columns_are_neither_compared_nor_shown() -> None:
    given, _ = blobs()
    columns = (*given.columns[:2], Column("phone", "text", distinct=180, personal="phone"))
    found = segment_table(Table(given.frame.rename(columns={"who": "phone"}), columns, source="t.csv"))
    data = segments_data(found, {})
    assert ("phone", "personal data") in [(name, reason.en) for name, reason in found.features.left_out]
    assert "C17" not in json.dumps(data["segments"])


def test_columns_that_say_the_same_count_once() -> None:
    given, _ = blobs()
    found = segment_table(table(given.frame[["orders", "spend"]].assign(cents=given.frame["spend"] * 100)))
    assert found.features.rules.names == ["orders", "spend"]
    assert found.features.left_out[0][1].en == "it says the same as spend"


def test_recency_frequency_and_amount_by_hand() -> None:
    frame = pd.DataFrame({
        "customer_id": ["a", "a", "a", "b", "b"],
        "date": pd.to_datetime(["2024-01-01", "2024-01-01", "2024-01-20", "2024-01-05", "2024-01-31"]),
        "amount": [10.0, 5.0, 20.0, 7.0, 8.0],
    })
    given = table(frame, customer_id="id", date="date", amount="money")
    trades = transactions_of(given)
    assert trades is not None
    made, shown = rfm_table(given, trades)
    assert made.frame.to_dict("list") == {
        "customer_id": ["a", "b"],
        "days_since_last": [12.0, 1.0],
        "orders": [2.0, 2.0],
        "amount": [35.0, 15.0],
    }
    assert shown["orders"].zh == "订单数"
    assert transactions_of(blobs()[0]) is None


@pytest.mark.parametrize(
    ("one", "two", "word"),
    [
        (
            ["delivery was late again", "late delivery, courier never came", "the courier delivery took weeks"],
            ["great price and cheap plans", "cheap plans, fair price", "price is fair for the plans"],
            "delivery",
        ),
        (
            ["物流太慢快递三天没到", "快递员态度差物流慢", "物流信息不更新快递丢了"],
            ["价格便宜质量好", "质量不错价格实惠", "价格公道质量可靠"],
            "物流",
        ),
    ],
)
def test_topics_of_texts(one: list[str], two: list[str], word: str) -> None:
    found = topics_of([*one * 8, *two * 8, None])
    assert found is not None
    labels = found.labels
    assert len({*labels[:24]} & {*labels[24:48]}) == 0
    assert labels[-1] == -1
    first = found.topics[labels[0]].words
    assert any(word in w for w in (*first, *found.topics[labels[1]].words, *found.topics[labels[2]].words))
    assert topics_of(["too few"] * 3) is None


def test_too_few_rows_are_refused() -> None:
    with pytest.raises(ToolInputError, match="at least 24") as raised:
        segment_table(table(pd.DataFrame({"a": [1.0, 2.0, 3.0]})))
    assert "至少需要24行" in raised.value.zh
