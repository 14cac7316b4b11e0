"""What tells what a message asks for: how the talk stands, what is named in the message, what it sounds like alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.canvas import Canvas, History
from assistant.canvas.matching import content_words
from assistant.planner.intents.normalise import tokens
from assistant.planner.understand.evidence import Evidence

STEPS = (0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97)  # a probability is told by those it reaches
LENGTHS = (2, 3, 5, 8, 12, 20, 40)  # tokens
SHORT = 6  # a message of so few tokens is told whole
BRIEF = 14  # words of longer messages are not paired with the place of the talk
LIKELY = 0.05
STATE_ONLY = ("last_step", "last_change")


def features(seen: Evidence) -> list[str]:
    """Names of the features that hold of one message in its place."""
    words = tokens(seen.text)
    length = f"length={_reached(len(words), LENGTHS)}"
    named, places = [length, *_named(seen)], _places(seen)
    found = [
        *places,
        *_state(seen),
        *named,
        *_heard(seen),
        *_words(words),
        *_together(places, named, words, seen),
        f"{length}&heard={seen.found.ranked[0][0]}",
    ]
    return list(dict.fromkeys(found))


def _state(seen: Evidence) -> Iterator[str]:
    """How else the talk stands, whatever the message says."""
    context = seen.context
    yield f"tools={min(len(context.last), 3)}"
    yield f"stated={bool(context.finance.get('stated'))}"
    yield f"files={bool(context.files)}"
    yield f"topic={seen.topic}"
    yield f"begun={bool(context.seen)}"
    yield from (f"focus={key}" for key, value in context.focus.items() if value)
    yield from (f"had={tool}" for tool in context.seen if tool not in STATE_ONLY)
    for key in STATE_ONLY:
        yield f"{key}={(context.seen.get(key) or {}).get('tool', '')}"


def _places(seen: Evidence) -> list[str]:
    """What decides most: the open question, what was done last, what there is."""
    context = seen.context
    there = (bool(context.canvas), bool(context.brief), bool(seen.view.chosen), bool(seen.view.scenario))
    return [
        f"asked={context.asked.get('kind') or ''}",
        f"last={context.last[-1] if context.last else ''}",
        f"there={''.join('01'[is_there] for is_there in there)}",
    ]


def _named(seen: Evidence) -> Iterator[str]:
    """Names and numbers in the message."""
    yield f"inputs={min(len(seen.inputs), 2)}"
    yield f"outputs={min(len(seen.outputs), 2)}"
    yield f"numbers={min(len(seen.quantities), 3)}"
    yield f"edit={seen.edit or ''}"
    yield f"hypothetical={seen.hypothetical}"
    yield f"ours={seen.ours}"
    yield f"question={'?' in seen.text or '？' in seen.text}"
    yield f"items={_items_named(seen)}"
    yield from {f"number={quantity.kind}" for quantity in seen.quantities}
    yield from {f"relation={quantity.relation}" for quantity in seen.quantities}


def _items_named(seen: Evidence) -> str:
    """Whether the message shares telling words with an item of the canvas, or has all of them."""
    if not seen.context.canvas:
        return ""
    canvas: Canvas = History.from_json(seen.context.canvas).canvas
    said = content_words(seen.text)
    shares = [len(said & words) / len(words) for _, i in canvas.all_items() if (words := content_words(i.text))]
    most = max(shares, default=0.0)
    return "all" if most == 1 else "half" if most >= 0.5 else "some" if most > 0 else "none"


def _heard(seen: Evidence) -> Iterator[str]:
    """What the message sounds like by itself."""
    found = seen.found
    for intent, probability in found.ranked:
        if probability < STEPS[0]:
            break
        yield from (f"heard={intent}>{step}" for step in STEPS if probability >= step)
    first, second = found.ranked[0][0], found.ranked[1][0]
    yield f"heard={first}"
    yield f"heard={first}|{second}"
    yield f"understood={found.understood}"
    yield f"confidence={_reached(found.confidence, STEPS)}"


def _words(words: Sequence[str]) -> Iterator[str]:
    """The words, one and two at a time, those at the ends, all of a short message."""
    yield from (f"w={word}" for word in words)
    yield from (f"ww={a} {b}" for a, b in zip(words, words[1:], strict=False))
    if words:
        yield f"first={words[0]}"
        yield f"first={' '.join(words[:2])}"
        yield f"final={words[-1]}"
        yield f"final={' '.join(words[-2:])}"
    if len(words) <= SHORT:
        yield f"whole={' '.join(words)}"


def _together(places: Sequence[str], named: Sequence[str], words: Sequence[str], seen: Evidence) -> Iterator[str]:
    """What means one thing in one place and another in another."""
    likely = [intent for intent, probability in seen.found.ranked[:3] if probability > LIKELY]
    for place in places:
        yield from (f"{place}&{name}" for name in named)
        yield f"{place}&heard={seen.found.ranked[0][0]}"
        yield from (f"{place}&likely={intent}" for intent in likely)
        if words:
            yield f"{place}&first={words[0]}"
        if len(words) <= BRIEF:
            yield from (f"{place}&w={word}" for word in words)


def _reached(value: float, steps: Sequence[float]) -> int:
    return sum(value >= step for step in steps)
