"""Recommendations against data with a known structure, and against data without any."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assistant.analytics.recommend import Recommender, behaviour_of, recommend_data, recommend_figures
from assistant.analytics.recommend.behaviour import read_behaviour
from assistant.analytics.recommend.learn import factors, neighbours
from assistant.analytics.recommend.roles import deed_of, roles_of
from assistant.analytics.tables import Table, read_table
from assistant.errors import ToolInputError

THEMES = (("espresso", "coffee"), ("tent", "camping"), ("咖啡", "拿铁"), ("帐篷", "露营"))
ITEMS = 40


def saved(path: Path, name: str, frame: pd.DataFrame) -> Table:
    frame.to_csv(path / name, index=False)
    return read_table(path / name)


def shop(path: Path, *, tastes: bool) -> tuple[Table, Table]:
    """Users of four tastes (or of none) who take items of theirs ten times as often as others."""
    rng = np.random.default_rng(0)
    popularity = 1 / np.arange(1, ITEMS + 1)
    rows = []
    for user in range(240):
        own = np.where(np.arange(ITEMS) % 4 == user % 4, 10.0, 1.0) if tastes else 1.0
        chance = popularity * own
        for step, item in enumerate(rng.choice(ITEMS, 6, replace=False, p=chance / chance.sum())):
            day = pd.Timestamp("2025-01-01") + pd.Timedelta(days=step)
            rows.append((1000 + user, f"P{item:02d}", rng.choice(["view", "purchase"]), day))
    events = pd.DataFrame(rows, columns=["user_id", "product_id", "event", "date"])
    catalogue = pd.DataFrame(
        [(f"P{i:02d}", f"{THEMES[i % 4][0]} {i}", " ".join(THEMES[i % 4])) for i in range(ITEMS)]
        + [("P99", "new espresso machine", "coffee espresso")],
        columns=["product_id", "title", "description"],
    )
    return saved(path, "events.csv", events), saved(path, "items.csv", catalogue)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Recommender:
    return Recommender(behaviour_of(shop(tmp_path_factory.mktemp("shop"), tastes=True)))


def test_columns_are_recognised_in_both_languages(tmp_path: Path) -> None:
    chinese = saved(
        tmp_path,
        "行为.csv",
        pd.DataFrame({
            "用户ID": [f"U{i % 7}" for i in range(40)],
            "商品编号": [f"S{i % 9}" for i in range(40)],
            "行为": ["浏览", "购买", "加购", "点击"] * 10,
            "时间": pd.date_range("2025-01-01", periods=40).astype(str),
        }),
    )
    roles = roles_of(chinese)
    assert (roles.user, roles.item, roles.event, roles.time) == ("用户ID", "商品编号", "行为", "时间")
    assert [deed_of(v)[1] for v in ("浏览", "点击", "加购", "购买", "add_to_cart", "refund")] == [1, 2, 3, 5, 3, -3]


def test_weights_add_up_and_keep_the_first_time(tmp_path: Path) -> None:
    events = saved(
        tmp_path,
        "e.csv",
        pd.DataFrame({
            "customer": ["a", "a", "b", "b", "b"],
            "product": ["x", "x", "x", "y", "y"],
            "action": ["view", "buy", "click", "buy", "refund"],
        }),
    )
    found = read_behaviour(events, roles_of(events))
    told = {(found.users[u], found.items[i]): w for u, i, w in zip(found.user, found.item, found.weight, strict=True)}
    assert told == {
        ("a", "x"): pytest.approx(np.log1p(6)),
        ("b", "x"): pytest.approx(np.log1p(2)),
        ("b", "y"): pytest.approx(np.log1p(2)),
    }
    assert not found.dated


def test_neighbours_are_shrunk_cosines() -> None:
    from scipy.sparse import csr_matrix

    near = neighbours(csr_matrix(np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1]], dtype=float))).toarray()
    assert near[0, 1] == pytest.approx(2 / (np.sqrt(3 * 2) + 5))
    assert near[0, 2] == pytest.approx(1 / (np.sqrt(3) + 5))
    assert near[1, 2] == 0 and np.all(np.diag(near) == 0)


def test_factors_tell_two_worlds_apart() -> None:
    from scipy.sparse import csr_matrix

    world = np.kron(np.eye(2), np.ones((20, 8))) * (np.random.default_rng(0).random((40, 16)) < 0.7)
    users, items = factors(csr_matrix(world))
    score = users @ items.T
    own = np.kron(np.eye(2), np.ones((20, 8))) > 0
    assert score[own].min() > score[~own].max()


def test_tastes_are_found_and_beat_popularity(trained: Recommender) -> None:
    quality = trained.quality
    assert quality is not None and quality.beats_popularity and quality.tested == 240
    assert quality.hit > quality.popular_hit
    user = trained.find_user("1001.0")
    assert user is not None
    had = set(trained.behaviour.item[trained.behaviour.user == user])
    found = trained.suggest(user, 3)
    assert not had & {trained.behaviour.items.index(s.item) for s in found}
    assert sum(int(s.item[1:]) % 4 == 1 for s in found) >= 2


def test_reasons_count_real_people(trained: Recommender) -> None:
    user = trained.find_user("1001") or 0
    best = next(s for s in trained.suggest(user, 5) if s.kind == "people")
    behaviour = trained.behaviour
    owned = behaviour.titles.index(best.because)
    takers = {i: set(behaviour.user[behaviour.item == i]) for i in (owned, behaviour.items.index(best.item))}
    both = set.intersection(*takers.values())
    assert (best.shared, best.of) == (len(both), len(takers[owned]))
    assert f"{best.shared} of the {best.of}" in best.reason.en and "用户" in best.reason.zh


def test_new_users_and_new_items(trained: Recommender) -> None:
    assert trained.find_user("nobody") is None
    popular = trained.suggest(None, 3)
    counts = np.bincount(trained.behaviour.item, minlength=len(trained.behaviour.items))
    assert [s.buyers for s in popular] == sorted(counts, reverse=True)[:3]
    told = trained.suggest(None, 3, "喜欢露营和帐篷")
    assert all(s.title.startswith("帐篷") for s in told)
    assert "new espresso machine" in {s.title for s in trained.suggest(None, 15, "espresso machine")}


def test_without_tastes_it_says_so_and_shows_what_is_popular(tmp_path: Path) -> None:
    found = Recommender(behaviour_of(shop(tmp_path, tastes=False)))
    assert found.quality is not None and not found.quality.beats_popularity
    user = found.find_user("1000") or 0
    buyers = [s.buyers for s in found.suggest(user, 5)]
    assert buyers == sorted(buyers, reverse=True)
    data = recommend_data(found, "1000", user, found.suggest(user, 5))
    assert "does not beat" in data["quality"]["en"] and "没有超过" in data["quality"]["zh"]
    figures = {f.id: f.value for f in recommend_figures(found, [])}
    assert figures["recommend.hit_rate"] == found.quality.hit


def test_a_table_without_users_is_a_question(tmp_path: Path) -> None:
    table = saved(tmp_path, "m.csv", pd.DataFrame({"month": ["2025-01", "2025-02"], "revenue": [1, 2]}))
    with pytest.raises(ToolInputError, match="who bought|user") as asked:
        behaviour_of([table])
    assert asked.value.question and "用户" in asked.value.zh


def test_columns_of_any_name_count_once_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / "plays.csv"
    rows = [f"L{n % 9:02d},{'ABCD'[n * 7 % 4]} show,{n}" for n in range(60)]
    path.write_text("ear,voice,minutes\n" + "\n".join(rows), encoding="utf-8")
    table = read_table(path)
    assert not roles_of(table).is_behaviour
    with pytest.raises(ToolInputError, match="Which of ear, voice, minutes"):
        behaviour_of([table])
    found = behaviour_of([table], "Ear", "voice")
    assert len(found.users) == 9
    assert sorted(found.items) == ["A show", "B show", "C show", "D show"]
