"""The list of conversations: who owns which, newest first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant import threads as module
from assistant.threads import TITLE_LENGTH, ThreadList


class Clock:
    """Goes on by a minute with every look."""

    minute = 0

    @classmethod
    def now(cls, zone: object) -> datetime:
        cls.minute += 1
        return datetime(2026, 1, 1, 0, cls.minute, tzinfo=UTC)


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ThreadList:
    Clock.minute = 0
    monkeypatch.setattr(module, "datetime", Clock)
    return ThreadList(tmp_path / "new folder" / "threads.db")


def test_newest_first_and_the_first_message_stays_the_title(listed: ThreadList) -> None:
    listed.touch("a", "ann", "  We sell\n maps ")
    listed.touch("b", "ann", "我们卖地图")
    listed.touch("a", "ann", "and at 20%?")
    assert [(t.id, t.title, t.updated) for t in listed.of("ann")] == [
        ("a", "We sell maps", "2026-01-01T00:03:00+00:00"),
        ("b", "我们卖地图", "2026-01-01T00:02:00+00:00"),
    ]


def test_a_thread_belongs_to_who_began_it(listed: ThreadList) -> None:
    listed.touch("a", "ann", "hello")
    listed.touch("a", "bob", "mine now")
    assert listed.owner("a") == "ann"
    assert listed.of("bob") == []
    assert listed.of("ann")[0].updated == "2026-01-01T00:01:00+00:00"
    assert listed.owner("unknown") is None


def test_titles_are_cut_and_never_executed(listed: ThreadList) -> None:
    listed.touch("a'; DROP TABLE threads; --", "ann", "x" * 500)
    (thread,) = listed.of("ann")
    assert thread.title == "x" * TITLE_LENGTH
    assert thread.id == "a'; DROP TABLE threads; --"


def test_another_opening_sees_the_same(listed: ThreadList, tmp_path: Path) -> None:
    listed.touch("a", "ann", "hello")
    assert ThreadList(tmp_path / "new folder" / "threads.db").owner("a") == "ann"
