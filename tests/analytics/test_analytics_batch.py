"""Batch work gives the same numbers in one process and on a cluster, whatever the size of the pieces."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.analytics.batch import assign_file, forecast_all, open_engine, segment_file
from assistant.analytics.batch.pieces import open_big, rows_of
from assistant.analytics.forecast.forecast import forecast
from assistant.analytics.forecast.series import Series
from assistant.analytics.tables.read import read_table
from assistant.errors import ConfigError, ToolInputError

ROWS = 3000


def series(count: int) -> list[Series]:
    random = np.random.default_rng(0)
    return [Series(f"s{i}", 100 + random.normal(size=20 + i).cumsum(), "month", date(2024, 1, 1)) for i in range(count)]


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    random = np.random.default_rng(1)
    group = random.integers(0, 3, ROWS)
    spend = np.exp(np.array([3, 5, 7])[group] + random.normal(size=ROWS) * 0.3)
    orders = np.array([2, 8, 20])[group] + random.integers(0, 3, ROWS)
    path = tmp_path / "customers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["client", "spend", "orders", "remark"])
        for i in range(ROWS):
            writer.writerow([f"C{i}", f"{spend[i]:,.2f}", orders[i], 'two\nlines, "quoted"' if i % 7 == 0 else "-"])
    return path


def test_series_are_forecast_as_one_by_one() -> None:
    told = series(10)
    with open_engine() as engine:
        rows = forecast_all(told, 3, engine)
    assert [row[0] for row in rows] == [s.name for s in told for _ in range(3)]
    alone = forecast(told[4], 3)
    assert [row[2] for row in rows[12:15]] == alone.mean.tolist()
    assert [row[3] for row in rows[12:15]] == alone.low[80].tolist()
    assert rows[12][1] == "2026-01-01"


def test_pieces_begin_and_end_between_rows(customers: Path) -> None:
    whole = read_table(customers)
    big = open_big(customers, piece=5000)
    assert len(big.pieces) > 10
    cells = [rows_of(big, i) for i in range(len(big.pieces))]
    assert [before for _, _, before in big.pieces] == np.cumsum([0, *map(len, cells[:-1])]).tolist()
    assert [c for part in cells for c in part["client"]] == whole.frame["client"].tolist()


def test_a_file_in_pieces_gets_the_segments_of_the_whole(customers: Path, tmp_path: Path) -> None:
    with open_engine() as engine:
        found = segment_file(customers, engine, ["spend", "orders"], piece=20_000)
        assert found.model is not None
        assert len(found.profiles) == 3
        sizes = assign_file(customers, found.model, tmp_path / "out.csv", engine, ["client"], piece=5000)
    table = read_table(customers)
    direct = found.model.assign(table.frame)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(r["segment"]) - 1 for r in rows] == direct.tolist()
    assert [r["client"] for r in rows] == table.frame["client"].tolist()
    assert [int(r["row"]) for r in rows] == list(range(1, ROWS + 1))
    assert sizes == np.bincount(direct, minlength=3).tolist()
    assert not list(tmp_path.glob(".out.csv-*"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_workers_gives_the_same_numbers(customers: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    pytest.importorskip("fugue_dask")
    told = series(20)
    with open_engine() as here:
        alone = forecast_all(told, 4, here)
        found = segment_file(customers, here, ["spend", "orders"], piece=20_000)
        assert found.model is not None
        sizes = assign_file(customers, found.model, tmp_path / "here.csv", here, ["client"], piece=20_000)
    with open_engine("dask://local") as there:
        assert there.spread == 8
        spread = forecast_all(told, 4, there)
        again = assign_file(customers, found.model, tmp_path / "there.csv", there, ["client"], piece=20_000)
    assert [row[:2] for row in spread] == [row[:2] for row in alone]
    np.testing.assert_allclose(
        np.array([row[2:] for row in spread], float), np.array([row[2:] for row in alone], float), rtol=0, atol=1e-6
    )
    assert again == sizes
    assert (tmp_path / "there.csv").read_bytes() == (tmp_path / "here.csv").read_bytes()


@pytest.mark.parametrize("url", ["dask", "http://localhost:1", "dask://"])
def test_an_unknown_engine_is_told(url: str) -> None:
    with pytest.raises(ConfigError, match="dask://HOST:PORT"), open_engine(url):
        pass


def test_a_column_that_is_missing_is_told_before_anything_is_written(customers: Path, tmp_path: Path) -> None:
    with open_engine() as engine:
        found = segment_file(customers, engine, ["spend", "orders"])
        assert found.model is not None
        other = tmp_path / "other.csv"
        other.write_text("client,spend\nA,1\nB,2\n", encoding="utf-8")
        with pytest.raises(ToolInputError, match="orders"):
            assign_file(other, found.model, tmp_path / "out.csv", engine)
    assert not (tmp_path / "out.csv").exists()
