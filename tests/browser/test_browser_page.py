from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as NotThere

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
PATIENCE = 60_000  # milliseconds
SETTLED = 2_500

SAY: dict[str, dict[str, str]] = {
    "en": {
        "locale": "en-GB",
        "draft": "I'm building a tool for dental clinics",
        "add": "add dental fairs",
        "added": "dental fairs",
        "what_if": "What if conversion is 15%?",
        "change": "conversion rate: 10% → 15%",
        "numbers": "Numbers",
        "undo": "Undo",
        "segments": "Customer segments",
        "slow": "answer slowly",
        "stopped": "Stopped",
    },
    "zh": {
        "locale": "zh-CN",
        "draft": "我在做一款给牙科诊所用的工具",
        "add": "增加口腔展会",
        "added": "口腔展会",
        "what_if": "如果转化率是15%呢？",
        "change": "转化率：10% → 15%",
        "numbers": "测算",
        "undo": "撤销",
        "segments": "客户细分",
        "slow": "慢慢回答",
        "stopped": "已停止",
    },
}


@contextmanager
def opened(chromium: Any, address: str, said: dict[str, str], width: int = 1440, height: int = 900) -> Iterator[Any]:
    """A page in a browser of its own; fails when anything but our server is asked for something."""
    context = chromium.new_context(viewport={"width": width, "height": height}, locale=said["locale"])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    strangers: list[str] = []
    errors: list[str] = []
    page.on(
        "request",
        lambda r: strangers.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None,
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    page.wait_for_selector(".starter button")
    page.wait_for_function(
        "lang => document.documentElement.lang === lang", arg=said["locale"][:2].replace("zh", "zh-CN")
    )
    # The page draws itself once more when its load event ends; nobody types as fast as a script does.
    page.wait_for_timeout(SETTLED)
    yield page
    assert strangers == []
    assert errors == []
    context.close()


def say(page: Any, text: str) -> None:
    box = page.locator("#box textarea")
    box.fill(text)
    box.press("Enter")


def see(page: Any, place: str, text: str) -> None:
    page.locator(place).get_by_text(text).first.wait_for(state="visible")


def _stop(page: Any, text: str) -> None:
    """Click the stop button; on a machine so busy that the message came before the page was ready, send it again."""
    button = page.locator("#box .stop-button")
    try:
        button.click(timeout=10_000)
    except NotThere:
        say(page, text)
        button.click()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_draft_edit_undo_what_if_and_reload(chromium: Any, address: str, language: str) -> None:
    said = SAY[language]
    with opened(chromium, address, said) as page:
        say(page, said["draft"])
        see(page, "#board [data-block=customer_segments]", "Dental clinics with 2–10 chairs")
        see(page, "#board", said["segments"])
        assert page.locator("#box textarea").evaluate("e => e === document.activeElement")
        say(page, said["add"])
        see(page, "#board [data-block=channels]", said["added"])
        page.get_by_role("button", name=said["undo"], exact=True).click()
        page.locator("#board [data-block=channels]").get_by_text(said["added"]).wait_for(state="detached")
        page.wait_for_selector("#box .submit-button")
        say(page, said["what_if"])
        see(page, "#results", said["change"])
        page.wait_for_selector("#chart .js-plotly-plot .scatterlayer", state="visible")
        page.wait_for_selector("#box .submit-button")
        page.reload()
        see(page, "#chat", said["draft"])
        see(page, "#chat", said["what_if"])
        see(page, "#threads", said["draft"][:20])
        see(page, "#board [data-block=customer_segments]", "Dental clinics with 2–10 chairs")
        page.get_by_role("button", name=said["numbers"], exact=True).click()
        see(page, "#results", said["change"])


def test_an_example_starts_the_conversation(chromium: Any, address: str) -> None:
    with opened(chromium, address, SAY["zh"]) as page:
        page.locator(".starter button").first.click()
        see(page, "#board [data-block=customer_segments]", "Dental clinics with 2–10 chairs")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_stop_button_ends_a_turn(chromium: Any, address: str, language: str) -> None:
    with opened(chromium, address, SAY[language]) as page:
        say(page, SAY[language]["slow"])
        _stop(page, SAY[language]["slow"])
        see(page, "#chat", SAY[language]["stopped"])
        page.wait_for_selector("#box .submit-button")


def test_language_switch_is_remembered(chromium: Any, address: str) -> None:
    with opened(chromium, address, SAY["en"]) as page:
        page.get_by_role("button", name="中文").click()
        see(page, "#board", "客户细分")
        page.reload()
        see(page, "#board", "客户细分")
        assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_conversations_can_be_switched(chromium: Any, address: str) -> None:
    with opened(chromium, address, SAY["en"]) as page:
        say(page, SAY["en"]["draft"])
        see(page, "#chat", "assumptions")
        page.wait_for_selector("#box .submit-button")
        page.get_by_role("button", name="New conversation").click()
        page.wait_for_selector(".starter", state="visible")
        say(page, "hello there")
        see(page, "#chat", "You said: hello there")
        page.wait_for_selector("#box .submit-button")
        page.locator("#threads").get_by_text(SAY["en"]["draft"]).click()
        see(page, "#board [data-block=customer_segments]", "Dental clinics with 2–10 chairs")
        see(page, "#chat", SAY["en"]["draft"])


def test_the_canvas_is_saved_as_a_file(chromium: Any, address: str) -> None:
    with opened(chromium, address, SAY["en"]) as page:
        say(page, SAY["en"]["draft"])
        see(page, "#chat", "assumptions")
        page.wait_for_selector("#box .submit-button")
        with page.expect_download() as saving:
            page.locator("select[data-menu=files]").select_option("file:json")
        assert saving.value.suggested_filename == "canvas.json"
        see(page, "#chat", "Download canvas.json")


def test_what_users_write_never_runs(chromium: Any, address: str) -> None:
    evil = 'add <img src=x onerror="window.hit=1"> ${window.hit=1} <script>window.hit=1</script>'
    with opened(chromium, address, SAY["en"]) as page:
        say(page, evil)
        see(page, "#board [data-block=channels]", "${window.hit=1}")
        see(page, "#chat", "${window.hit=1}")
        see(page, "#threads", "<img")
        assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_phone_needs_no_sideways_scrolling(chromium: Any, address: str, language: str) -> None:
    said = SAY[language]
    with opened(chromium, address, said, width=390, height=844) as page:
        say(page, said["draft"])
        page.wait_for_selector("[data-view=canvas].news")
        page.wait_for_selector("#box .submit-button")
        say(page, said["what_if"])
        page.wait_for_selector("[data-view=numbers].news")
        for view, place in (("canvas", "#board"), ("numbers", "#results"), ("threads", "#threads"), ("chat", "#chat")):
            page.locator(f"button[data-view={view}]").click()
            page.locator(place).wait_for(state="visible")
            widest = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
            assert widest <= 390, view
            box = page.locator(place).bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= 390, view
