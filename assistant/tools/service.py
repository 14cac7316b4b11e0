"""Customer-service tools: answer a customer, watch what customers say over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.errors import ToolInputError
from assistant.retrieval.index import GuidanceIndex
from assistant.retrieval.own import OwnDocuments, documents_of
from assistant.retrieval.passages import Passage
from assistant.service.answers import AnswerBook, Quote, answer, load_answers
from assistant.service.answers_fit import customer_of, read_writer
from assistant.service.answers_report import answer_data, answer_figures
from assistant.service.classify import Models, message_column, predict_feelings
from assistant.service.features import spoken
from assistant.service.opinion import read_opinions, trend
from assistant.service.opinion_report import opinion_csv, opinion_data, opinion_figures
from assistant.tools.guidance import citation, next_number
from assistant.tools.plumbing import JsonDict, Outcome, Runtime, language_of, progress_of, publish, thread_of
from assistant.tools.tables import load_table

PASSAGES = 2
LONG = 400  # characters of a passage quoted whole


def service_tools(
    models: Callable[[], Models], index: Callable[[], GuidanceIndex], knowledge: Path, exports: Path
) -> list[BaseTool]:
    """`answer_customer` and `monitor_opinion`.

    Args:
        models: Opens the classifiers when first needed.
        index: Gives the opened guidance index, for the search in own documents.
        knowledge: Folder with `answers.yaml` and `intents.yaml`.
        exports: Folder for the files written.
    """
    own = OwnDocuments(index)

    @lru_cache(maxsize=1)
    def book() -> AnswerBook:
        return load_answers(knowledge)

    return [_answer_customer(models, own, book), _monitor_opinion(models, exports)]


def _answer_customer(models: Callable[[], Models], own: OwnDocuments, book: Callable[[], AnswerBook]) -> BaseTool:
    @tool(parse_docstring=True)
    def answer_customer(
        runtime: Runtime, message: str, industry: str | None = None, size: str | None = None, need: str | None = None
    ) -> Command[Any]:
        """Answer a message that a customer of the business wrote: what it wants, and a reply that can be sent.

        The reply comes from a prepared answer, else from the documents the business uploaded (cited as [n]), else the
        message goes to a person with a summary: so do angry and risky ones. Pass the reply on word for word, with its
        blanks; never add promises of your own.

        Args:
            runtime: State of the conversation, injected.
            message: What the customer wrote, verbatim and without what the user says about it.
            industry: The customer's industry, e.g. saas, retail, finance, healthcare, education, manufacturing.
            size: small, medium or large.
            need: What the customer cares for most: speed, cost or quality.
        """
        if not message.strip():
            raise ToolInputError("What did the customer write?", "客户写了什么？", question=True)
        customer = customer_of(industry, size, need).filled_from(read_writer(message))
        open_ = models()
        intent, sentiment = open_.intent.predict([message])[0], predict_feelings(open_.sentiment, [message])[0]
        passages, notes = _passages(own, message, runtime.state.get("files") or [])
        quotes = [Quote(_worth_quoting(p), p.title, p.heading) for p in passages]
        language = spoken(message) or language_of(runtime)
        done = answer(message, intent, book(), customer, quotes, language)
        data = answer_data(message, done, intent, sentiment, customer, book())
        first = next_number(runtime.state)
        cited = [citation(n, passage) for n, passage in enumerate(passages, start=first)]
        data["passages"] = [
            {"n": c["n"], "title": c["title"], "heading": c["heading"], "text": q.text}
            for c, q in zip(cited, quotes, strict=True)
        ]
        data["notes"] += notes
        figures = answer_figures(intent, sentiment, language_of(runtime))
        return publish(Outcome(data, figures, cited), "answer_customer", runtime)

    return answer_customer


def _monitor_opinion(models: Callable[[], Models], exports: Path) -> BaseTool:
    @tool(parse_docstring=True)
    def monitor_opinion(
        runtime: Runtime, file: str | None = None, texts: list[str] | None = None, column: str | None = None
    ) -> Command[Any]:
        """Watch what people say: topics, negative or positive, the trend, alerts on a surge of negatives with causes.

        Use it for reviews, posts, comments, news, tickets over time. An uploaded table needs a column of messages; with
        a column of dates there is a trend and a surge alert. A table of every message is written for download.

        Args:
            runtime: State of the conversation, injected.
            file: Name of an uploaded table; left out with texts left out, the table uploaded last.
            texts: Messages verbatim, where the user gave them instead of a file.
            column: The column of messages; left out, the one with the longest texts.
        """
        messages, days, source, notes = _messages(runtime, file, texts, column)
        open_ = models()
        opinions = read_opinions(messages, days, open_, progress_of(runtime))
        data = opinion_data(opinions, trend(opinions), open_.titles, source)
        data["notes"] += notes
        cited = _cite_examples(data, next_number(runtime.state))
        folder = exports / (thread_of(runtime) or "opinion")
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "opinion.csv"
        path.write_text(opinion_csv(opinions), encoding="utf-8-sig")
        data["path"] = path.name
        state = {"exports": [*(runtime.state.get("exports") or []), str(path)]}
        return publish(
            Outcome(data, opinion_figures(data, language_of(runtime)), cited, state), "monitor_opinion", runtime
        )

    return monitor_opinion


def _messages(
    runtime: Runtime, file: str | None, texts: list[str] | None, column: str | None
) -> tuple[list[str], list[date | None], str, list[JsonDict]]:
    """Messages, the day of each, the file, and notes on what was left out."""
    given = [text for text in texts or () if text.strip()]
    no_dates = {"en": "There are no dates, so there is no trend and no alert.", "zh": "没有日期，因此没有趋势和预警。"}
    if given:
        return given, [None] * len(given), "", [no_dates]
    if not file and not runtime.state.get("files"):
        raise ToolInputError(
            "Which messages should I watch? Upload a CSV or Excel file, one message a row, best with a date column.",
            "要监测哪些消息？请上传每行一条消息的CSV或Excel文件，最好带日期列。",
            question=True,
        )
    table = load_table(runtime, file)
    name = message_column(table.frame, column)
    dates = next((c.name for c in table.of_kind("date") if c.name != name), None)
    rows = [
        (str(text).strip(), None if dates is None or day != day else day.date())  # a missing date is not itself
        for text, day in zip(table.frame[name], table.frame[dates or name], strict=True)
        if text is not None and text == text and str(text).strip()
    ]
    notes = [{"en": f"Messages are taken from the column “{name}”.", "zh": f"消息取自“{name}”这一列。"}]
    if dates is None:
        notes.append(no_dates)
    if not rows:
        raise ToolInputError(f"The column “{name}” has no messages.", f"“{name}”这一列没有消息。", question=True)
    undated = sum(day is None for _, day in rows)
    if dates is not None and undated:
        notes.append({"en": "Messages without a date are not in the trend.", "zh": "没有日期的消息不计入趋势。"})
    if len(rows) < len(table.frame):
        notes.append({"en": "Rows without a message were left out.", "zh": "没有消息内容的行已略去。"})
    return [text for text, _ in rows], [day for _, day in rows], table.source, notes


def _cite_examples(data: JsonDict, first: int) -> list[JsonDict]:
    """Messages quoted in alerts become passages, each with its number in place."""
    cited: list[JsonDict] = []
    for alert in data["alerts"]:
        for driver in alert["drivers"]:
            numbered = []
            for quote in driver["examples"]:
                n = first + len(cited)
                cited.append({
                    "n": n,
                    "title": data["file"],
                    "path": data["file"],
                    "heading": alert["start"],
                    "quote": quote,
                })
                numbered.append({"n": n, "text": quote})
            driver["examples"] = numbered
    return cited


def _passages(own: OwnDocuments, message: str, files: Sequence[JsonDict]) -> tuple[list[Passage], list[JsonDict]]:
    """Passages of the business's documents that answer a message, and notes on documents that cannot be read."""
    if not documents_of(files):
        return [], []
    found = own.search(message, files, PASSAGES)
    return [p for p in found.passages if p.relevant], [{"en": e.en, "zh": e.zh} for e in found.unread]


def _worth_quoting(passage: Passage) -> str:
    return passage.text if len(passage.text) <= LONG else passage.quote
