"""`canvas batch`: many series forecast or whole files segmented at once, here or on a cluster."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress

app = typer.Typer(help="Forecast many series or segment whole files at once, here or on a cluster.")

File = Annotated[Path, typer.Argument(help="The table.", exists=True, dir_okay=False)]
Out = Annotated[Path, typer.Option(help="CSV file to write.")]
EngineUrl = Annotated[
    str | None,
    typer.Option(
        "--engine",
        help="dask://HOST:PORT, spark://HOST:PORT or ray://HOST:PORT; dask://local starts two workers here.",
    ),
]


@app.command("forecast")
def forecast(
    file: File,
    by: Annotated[str | None, typer.Option(help="Column whose values are series of their own.")] = None,
    value: Annotated[str | None, typer.Option(help="Column to forecast; the likeliest where not given.")] = None,
    date: Annotated[str | None, typer.Option(help="Date column; the only one where not given.")] = None,
    horizon: Annotated[int | None, typer.Option(help="Periods ahead.")] = None,
    out: Out = Path("forecasts.csv"),
    engine: EngineUrl = None,
) -> None:
    """Forecast every series of a table.

    For example: canvas batch forecast sales.csv --by shop --horizon 12 --engine dask://scheduler:8786
    """
    from assistant.analytics.batch import forecast_all, open_engine
    from assistant.analytics.batch.forecasting import HEADER
    from assistant.analytics.forecast.build import series_of
    from assistant.analytics.tables import read_limited

    series = series_of(read_limited(file), value, date, by)
    with open_engine(engine) as runs, Progress(transient=True) as bar:
        rows = forecast_all(series, horizon, runs, _shown(bar, "forecasting"))
    with out.open("w", encoding="utf-8-sig", newline="") as written:
        writer = csv.writer(written)
        writer.writerow(HEADER)
        writer.writerows(rows)
    print(f"{len(series)} series, {len(rows)} rows: {out}")


@app.command("segment")
def segment(
    file: File,
    columns: Annotated[list[str] | None, typer.Option("--column", help="Column to compare; may be repeated.")] = None,
    segments: Annotated[int | None, typer.Option(help="How many; found from the data where not given.")] = None,
    ids: Annotated[list[str] | None, typer.Option("--id", help="Column to copy beside the segment.")] = None,
    out: Out = Path("segments.csv"),
    model: Annotated[Path, typer.Option(help="Where to keep the segments for `assign`.")] = Path("segments-model.json"),
    engine: EngineUrl = None,
) -> None:
    """Find segments on a sample of a CSV file of any size and assign every row.

    For example: canvas batch segment customers.csv --column spend --column orders
    """
    from assistant.analytics.batch import open_engine, segment_file

    with open_engine(engine) as runs, Progress(transient=True) as bar:
        found = segment_file(file, runs, columns or (), segments, progress=_shown(bar, "reading a sample"))
        if found.model is None:
            print(f"There are no clear segments in {file.name}. To cut it all the same, give --segments.")
            raise typer.Exit(1)
        model.write_text(json.dumps(found.model.to_json(), ensure_ascii=False), encoding="utf-8")
        _assign(file, found.model, out, runs, ids or (), bar)
    print(f"The segments are kept in {model}.")


@app.command("assign")
def assign(
    file: File,
    model: Annotated[Path, typer.Option(help="Segments kept by `segment`.", exists=True)] = Path("segments-model.json"),
    ids: Annotated[list[str] | None, typer.Option("--id", help="Column to copy beside the segment.")] = None,
    out: Out = Path("segments.csv"),
    engine: EngineUrl = None,
) -> None:
    """Assign every row of a CSV file of any size to segments found before.

    For example: canvas batch assign customers.csv --model segments-model.json
    """
    from assistant.analytics.batch import open_engine
    from assistant.analytics.segments import SegmentModel

    known = SegmentModel.from_json(json.loads(model.read_text(encoding="utf-8")))
    with open_engine(engine) as runs, Progress(transient=True) as bar:
        _assign(file, known, out, runs, ids or (), bar)


def _assign(file: Path, model: Any, out: Path, engine: Any, ids: Any, bar: Progress) -> None:
    from assistant.analytics.batch import assign_file

    sizes = assign_file(file, model, out, engine, ids, progress=_shown(bar, "assigning"))
    for number, (name, size) in enumerate(zip(model.names, sizes, strict=True), 1):
        print(f"{number}  {name['en']}: {size:,} rows, {size / max(sum(sizes), 1):.1%}")
    print(f"The segment of each row: {out}")


def _shown(bar: Progress, what: str) -> Any:
    task = bar.add_task(what, total=None)
    return lambda done, of: bar.update(task, completed=done, total=of)
