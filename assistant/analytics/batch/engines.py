"""Where batch work runs: in this process, or on a Dask, Spark or Ray cluster through Fugue.

`dask://local` starts two workers on this machine and `dask://HOST:PORT` uses a scheduler that runs; in the same way
`spark://local`, `spark://HOST:PORT`, `ray://local`, `ray://HOST:PORT`. Work is a function from text to text, so that
nothing but plain JSON travels and every engine gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from assistant.errors import ConfigError

Work = Callable[[str], str]
Progress = Callable[[int, int], None]
LOCAL_WORKERS = 2
PACKAGES = {"dask": "dask[distributed]", "spark": "pyspark", "ray": "ray"}


@dataclass(frozen=True)
class Engine:
    """Runs work.

    Attributes:
        name: "local", "dask", "spark" or "ray".
        backend: What Fugue runs on; None for this process.
        spread: Parts that the work is cut into.
    """

    name: str
    backend: Any = None
    spread: int = 1

    def run(self, work: Work, tasks: Sequence[str], progress: Progress | None = None) -> list[str]:
        """Answers to tasks, in their order.

        Args:
            work: A function at the top level of a module, so that a worker can import it.
            tasks: What it is called with.
            progress: Called with tasks done and all; on a cluster only at the end.
        """
        told = progress or (lambda done, of: None)
        if self.backend is None:
            answers = []
            for task in tasks:
                answers.append(work(task))
                told(len(answers), len(tasks))
            return answers
        import pandas as pd

        frame = pd.DataFrame({"place": range(len(tasks)), "task": list(tasks)})
        found = _module("fugue.api").transform(
            frame,
            _answered,
            schema="place:long,answer:str",
            params={"work": work},
            partition={"num": max(1, min(self.spread, len(tasks))), "algo": "even"},
            engine=self.backend,
            as_local=True,
        )
        told(len(tasks), len(tasks))
        return [str(answer) for answer in found.sort_values("place")["answer"]]


@contextmanager
def open_engine(url: str | None = None) -> Iterator[Engine]:
    """The engine of a URL, closed afterwards; this process where there is none.

    Raises:
        ConfigError: The URL names no engine, or its package is not installed.
    """
    if not url or url == "local":
        yield Engine("local")
        return
    parts = urlsplit(url)
    openers = {"dask": _dask, "spark": _spark, "ray": _ray}
    if parts.scheme not in openers or not parts.netloc:
        raise ConfigError(f"--engine {url}: give dask://HOST:PORT, spark://HOST:PORT, ray://HOST:PORT or dask://local.")
    try:
        with openers[parts.scheme](parts.netloc) as engine:
            yield engine
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"dask", "distributed", "pyspark", "ray", "fugue"}:
            raise
        package = PACKAGES[parts.scheme]
        raise ConfigError(f"--engine {url} needs {package}: pip install 'fugue[{parts.scheme}]' '{package}'") from error


@contextmanager
def _dask(place: str) -> Iterator[Engine]:
    distributed, fugue_dask = _module("distributed"), _module("fugue_dask")
    if place != "local":
        with distributed.Client(f"tcp://{place}") as client:
            yield Engine("dask", fugue_dask.DaskExecutionEngine(client), 4 * max(1, len(client.nthreads())))
        return
    with (
        distributed.LocalCluster(n_workers=LOCAL_WORKERS, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield Engine("dask", fugue_dask.DaskExecutionEngine(client), 4 * LOCAL_WORKERS)


@contextmanager
def _spark(place: str) -> Iterator[Engine]:
    fugue_spark, spark = _module("fugue_spark"), _module("pyspark.sql")
    master = f"local[{LOCAL_WORKERS}]" if place == "local" else f"spark://{place}"
    session = spark.SparkSession.builder.master(master).appName("canvas").getOrCreate()
    try:
        yield Engine("spark", fugue_spark.SparkExecutionEngine(session), 4 * session.sparkContext.defaultParallelism)
    finally:
        session.stop()


@contextmanager
def _ray(place: str) -> Iterator[Engine]:
    ray, fugue_ray = _module("ray"), _module("fugue_ray")
    ray.init(num_cpus=LOCAL_WORKERS) if place == "local" else ray.init(address=f"ray://{place}")
    try:
        yield Engine("ray", fugue_ray.RayExecutionEngine(), 4 * int(ray.cluster_resources().get("CPU", LOCAL_WORKERS)))
    finally:
        ray.shutdown()


def _module(name: str) -> Any:
    """A module of a package that need not be installed, so that nothing is known of its types."""
    return import_module(name)


def _answered(rows: list[dict[str, Any]], work: Any) -> list[dict[str, Any]]:
    """What a worker does with its part of the tasks."""
    return [{"place": row["place"], "answer": work(row["task"])} for row in rows]
