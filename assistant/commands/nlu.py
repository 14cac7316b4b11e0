"""`canvas nlu`: train, evaluate and use classifiers of customer messages."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.errors import ConfigError

app = typer.Typer(help="Intent and sentiment of customer messages.", no_args_is_help=True)
Task = Literal["intent", "sentiment"]
Method = Literal["auto", "frozen", "full", "lora"]
Measured = Literal["floor", "frozen", "full", "lora"]
Benchmark = Literal["banking77", "clinc150", "sst2", "tweeteval", "chnsenticorp", "smp2019"]


@app.command("train")
def train(
    task: Annotated[Task, typer.Option(help="What the labels are.")] = "intent",
    data: Annotated[list[Path] | None, typer.Option(help="CSV, TSV, JSONL, JSON, or a folder of LABEL.txt.")] = None,
    base: Annotated[str, typer.Option(help="minilm, or path or hub name of an encoder.")] = "minilm",
    out: Annotated[Path | None, typer.Option(help="Folder of the model.")] = None,
    method: Annotated[Method, typer.Option(help="frozen encoder, full fine-tuning, lora; auto by the data.")] = "auto",
    epochs: Annotated[int, typer.Option(min=1)] = 5,
    batch: Annotated[int, typer.Option(min=1)] = 32,
    rate: Annotated[float, typer.Option(help="Peak learning rate.")] = 1.5e-4,
    seed: Annotated[int, typer.Option()] = 0,
    shots: Annotated[int | None, typer.Option(help="Only so many messages a label.", min=1)] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on after the last finished epoch.")] = False,
    text_column: Annotated[str, typer.Option(help="Left out, found by its name.")] = "",
    label_column: Annotated[str, typer.Option(help="Left out, found by its name.")] = "",
    labels: Annotated[Path | None, typer.Option(help="Label schema: one label a line; others are refused.")] = None,
    shipped: Annotated[bool, typer.Option("--shipped", help="Rebuild the two models that come along.")] = False,
) -> None:
    """Train a classifier and write it with its model card.

    Several GPUs: `accelerate launch --no-python canvas nlu train …`, or torchrun. Example: canvas nlu train --task
    intent --data tickets.csv --out my_model
    """
    if shipped:
        from assistant.retrieval.embeddings import MiniLm
        from assistant.service.train_shipped import train_shipped

        train_shipped(MiniLm().embed)
        return
    if not data or out is None:
        raise typer.BadParameter("give --data FILE and --out FOLDER, or --shipped")
    from assistant.service.data import check_schema, read_examples
    from assistant.service.data_clean import few_shots
    from assistant.service.train import save_light
    from assistant.service.train_torch import Tuning
    from assistant.service.train_tuned import Plan, train_model

    examples = read_examples(data, text_column, label_column)
    if labels is not None:
        check_schema(examples, labels.read_text(encoding="utf-8").split("\n"))
    if shots is not None:
        examples = few_shots(examples, shots, seed)
    tuning = Tuning(base, lora=method == "lora", epochs=epochs, batch=batch, rate=rate, seed=seed)
    light = train_model(Plan(task, base, method, tuning), examples, out, resume)
    light.facts["command"] = "canvas " + " ".join(sys.argv[1:])
    save_light(light, out)
    print(f"{out}: {len(light.facts['labels'])} labels. The card is {out / 'README.md'}.")


@app.command("map")
def learn(
    pairs: Annotated[Path, typer.Option(help="English<TAB>Chinese a line, such as Tatoeba's pairs.")],
) -> None:
    """Learn the map that places Chinese among the vectors of the English encoder, and write it for --shipped.

    Example: canvas nlu map --pairs cmn.txt
    """
    from assistant.retrieval.embeddings import make_embedder
    from assistant.service.train_shipped import learn_map

    learn_map(pairs, make_embedder().embed)


@app.command("evaluate")
def evaluate(
    model: Annotated[str, typer.Option(help="Folder of a model, or intent or sentiment for the shipped ones.")] = "",
    data: Annotated[
        list[Path] | None,
        typer.Option(help="Labelled messages; without --model a model is trained on most and tested on the rest."),
    ] = None,
    task: Annotated[Task, typer.Option(help="For --data without --model: what the labels are.")] = "intent",
    text_column: Annotated[str, typer.Option(help="Of --data; left out, found by its name.")] = "",
    label_column: Annotated[str, typer.Option(help="Of --data; left out, found by its name.")] = "",
    benchmark: Annotated[Benchmark | None, typer.Option(help="A public benchmark instead.")] = None,
    method: Annotated[Measured, typer.Option(help="How to train; floor is plain logistic regression.")] = "frozen",
    shots: Annotated[int | None, typer.Option(help="Train on so many messages a label.", min=1)] = None,
    unseen: Annotated[int, typer.Option(help="Leave so many labels out of training: then out of scope.", min=0)] = 0,
    epochs: Annotated[int, typer.Option(help="Of fine-tuning, at most.", min=1)] = 5,
    floor: Annotated[bool, typer.Option("--floor", help="Also the floor, for comparison.")] = False,
    seeds: Annotated[int, typer.Option(help="How many times, each with another seed.", min=1)] = 1,
    base: Annotated[str, typer.Option(help="minilm, or path or hub name of an encoder.")] = "minilm",
    folder: Annotated[Path, typer.Option(help="Where the benchmarks lie.")] = Path("../shared/data/nlu"),
    out: Annotated[Path | None, typer.Option("--json", help="Write the numbers as JSON.")] = None,
) -> None:
    """Measure a model on labelled messages, or train and measure on a public benchmark.

    Examples: canvas nlu evaluate --data tickets.csv; canvas nlu evaluate --model my_model --data new_tickets.csv;
    canvas nlu evaluate --benchmark banking77 --shots 10 --seeds 3 --floor; messages of kinds never taught:
    canvas nlu evaluate --benchmark banking77 --unseen 27
    """
    from assistant.service.benchmarks import Trial, measure, run_benchmark, run_own, table, told

    columns = (text_column, label_column)
    methods = dict.fromkeys(["floor", method] if floor else [method])
    trials = [Trial(benchmark or task, each, shots, unseen, base, epochs) for each in methods]
    if benchmark is not None:
        results = [result for trial in trials for result in run_benchmark(trial, folder, seeds, _aside)]
    elif model and data:
        results = [measure(model, data, columns)]
    elif data:
        results = [result for trial in trials for result in run_own(trial, data, columns, seeds, _aside)]
    else:
        raise typer.BadParameter("give --benchmark NAME, or --data FILE with or without --model")
    print(table(results))
    if benchmark is None:
        print(told(results[-1]))
    if out is not None:
        out.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _aside(line: str) -> None:
    """Progress, beside what is printed as the result."""
    print(line, file=sys.stderr)


@app.command("predict")
def predict(
    texts: Annotated[list[str] | None, typer.Argument(help="Messages.")] = None,
    model: Annotated[str, typer.Option(help="Folder of a model, or intent or sentiment.")] = "intent",
    file: Annotated[Path | None, typer.Option(help="One message a line, or a CSV.")] = None,
    column: Annotated[str, typer.Option(help="Column of messages in a CSV.")] = "",
) -> None:
    """Print the label of each message as a line of JSON, with confidence, the next best labels and telling words.

    Example: canvas nlu predict "where is my parcel" 退款多久到账
    """
    from dataclasses import asdict

    from assistant.service.data import read_messages
    from assistant.service.predict import Classifier

    messages = [*(texts or ()), *(read_messages(file, column) if file else ())]
    if not messages:
        raise ConfigError("give messages, or --file")
    for message, prediction in zip(messages, Classifier.load(model).predict(messages), strict=True):
        print(json.dumps({"text": message, **asdict(prediction)}, ensure_ascii=False))
