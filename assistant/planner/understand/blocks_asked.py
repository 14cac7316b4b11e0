"""Questions for what one block of the founder's canvas says: "what are our channels", "who pays", 成本里有哪些.

The words around the name of the block may stand in any order; all of them must be such as ask what is there.
"""

from __future__ import annotations

import re

from assistant.canvas import BlockId, find_blocks
from assistant.language.lazy_re import lazy_re

LONGEST = 60  # characters
BLOCK = "\ue0fe"  # stands for a block in the text, so that no grammar reads into its name
_WORD = lazy_re(r"[a-z]+(?:['’][a-z]+)?")
_HOW_MANY = "how many"
_SHOWS = frozenset("show list see read remind open look give tell".split())
_ASKS = _SHOWS | frozenset("what what's whats what’s who who's whos who’s which".split())
# What tells that something was put there; "in" and "under" besides, which any block has things in or under.
_PLACED = frozenset(
    "under in on into inside there put wrote written list listed say says said entered filled noted left leave leaves "
    "remain remains remaining down box bit went look looks".split()
)
# What tells one's own canvas from canvases at large.
_OURS = _PLACED | frozenset("the our my these this that those have got block section part side".split())
_MODAL = frozenset("would could can should might let".split())
_BESIDE = (
    _ASKS
    | _OURS
    | _MODAL - {"should", "might"}
    | frozenset(
        "and so ok okay now please pls then again just only hey own it here all far is are was were be been do "
        "does did has had we i you us me of out to for as at with back write enter fill go like moment right yet "
        "still column field canvas board item items things thing entries entry points i've we've you've i'd how "
        "many".split()
    )
)
# 写什么, "what do we put" ask for advice; 写了什么, "what did we put" for what is there.
_ADVICE_EN = lazy_re(r"\bdo (?:we|i|you) (?:put|write|enter|fill|go)\b")
_ADVICE_ZH = lazy_re(r"(?<![只])[写填放记](?![了着过的在])")
_TOLD_ZH = lazy_re(r"[你您我咱]|现在|目前|当前")
_BESIDE_ZH = lazy_re(
    rf"(?:{BLOCK}|那么?|先|再|就|只|请|帮|给|麻烦|把|重新|看看|看一?[下遍眼]?|瞅瞅?|瞧瞧?|列一?下|列出来?|显示|展示|"
    r"说说|说一?[下遍]|念一?[下遍]|读一?[下遍]|报一?[下遍]|打开|我们?|你们?|您|咱们?|现在|目前|当前|画布|里面?|里头|上面?|中|下面?|"
    r"的|这|一|些|[块栏格个条项]|部分|模块|板块|边|到底|分别|总?共|还|都|写|填|放|列|记|有|剩下?|着|了|过|缺|少|在|"
    r"是|什么|啥|谁|哪|几|多少|怎么写|咋写|如何写|内容|东西|人|呢|啊|呀|来着|来|吧|吗|一下)+\W*"
)
_ASKS_ZH = lazy_re(r"什么|啥|谁|哪|几|看|瞅|瞧|显示|展示|列|说|念|读|报一?[下遍]|打开|怎么写|咋写|如何写|多少[条个项]")
_OURS_ZH = lazy_re(
    r"[里中上下]|共|[写填放列记](?:了|着|过|的|在)|有|都|剩|缺|少|[块栏格条边]|部分|模块|板块|[我你您咱]|现在|目前|当前"
)
_SHOWS_ZH = lazy_re(r"看|瞅|瞧|显示|展示|列|念|读|报|打开|说一?[说下遍]|哪些|剩|是谁")
# "What is our revenue" is a number of the finance model; "what is in revenue" is a block.
_NUMBERED = {"revenue_streams", "cost_structure"}
_STREAMS = lazy_re(r"stream|structure|source|block|来源|结构|方式|模式")
_PLACED_ZH = lazy_re(r"有|[里中列写填放记块栏格条剩]|部分|模块|板块|边")
_AMOUNT_ZH = lazy_re(r"多少(?![条个项])")
_HOW_MANY_THERE = lazy_re(r"\bhow many\b|(?:几|多少)(?:条|个|项|类|家)", re.IGNORECASE)
_CLAUSES = lazy_re(r"[,，:：;；。.]\s*")
_VIEW = lazy_re(r"\bvalue prop\w*\s+canvas\b|价值主张画布", re.IGNORECASE)  # a view of its own, not the block
_WHO_PAYS = lazy_re(
    r"\W*(?:(?:and|so|again)\s+)?who(?:['’]s| is| are)? "
    r"(?:(?:actually |really )?pay(?:s|ing)(?: (?:us|for (?:it|this)))?|the (?:payer|buyer)s?)\W*|"
    r"(?:那|到底)?(?:谁|哪些人)(?:来)?(?:付钱|付费|买单|掏钱|出钱)(?:的)?(?:呢|啊)?\W*",
    re.IGNORECASE,
)


def counts(text: str) -> bool:
    """Whether a text asks how many items there are."""
    return bool(_HOW_MANY_THERE.search(text))


def asked_blocks(text: str) -> list[BlockId]:
    """The blocks whose content a text asks to see; empty where it asks for none."""
    if asked := _asked(text):
        return asked
    # "No changes now: how many are there under partners?", "how many costs have I listed, and which?"
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    asking = [clause for clause in clauses if find_blocks(clause)] if counts(text) else []
    return _asked(asking[0]) if len(asking) == 1 and len(clauses) > 1 else []


def _asked(text: str) -> list[BlockId]:
    if len(text) > LONGEST or _VIEW.search(text):
        return []
    if _WHO_PAYS.fullmatch(text):
        return ["customer_segments"]
    mentions = find_blocks(text)
    blocks = list(dict.fromkeys(m.block for m in mentions))
    if not mentions or len(blocks) > 1:
        return []
    start, end = mentions[0].span[0], mentions[-1].span[1]
    around = f"{text[:start]}{BLOCK}{text[end:]}".strip().lower()
    streams = blocks[0] not in _NUMBERED or bool(_STREAMS.search(text.lower()))
    if _BESIDE_ZH.fullmatch(around):
        return blocks if _asks_zh(around, streams) else []
    return blocks if _asks_en(around, streams) else []


def _asks_en(around: str, streams: bool) -> bool:
    """Whether the English words around a block ask what is in it.

    Args:
        around: The words in lower case, `BLOCK` in the place of the name.
        streams: Whether the name is no figure of the finance model as well, as "revenue" is.
    """
    words = _WORD.findall(around)
    said = frozenset(words)
    counted = _HOW_MANY in around
    if not said <= _BESIDE or not (said & _ASKS or counted) or _ADVICE_EN.search(around):
        return False
    if said & _MODAL and not said & _SHOWS:
        return False  # "what would you put there"
    placed = said & _PLACED
    if counted:
        return bool(placed)  # "how many customers do we have" is a figure
    return bool(said & _OURS or said & _SHOWS) and (streams or bool(placed or said & _SHOWS))


def _asks_zh(around: str, streams: bool) -> bool:
    """The same for Chinese."""
    bare = around.replace(BLOCK, "")
    if not _ASKS_ZH.search(bare) and not (_OURS_ZH.search(bare) and streams):
        return False
    if _AMOUNT_ZH.search(bare) or (_ADVICE_ZH.search(bare) and not _TOLD_ZH.search(bare)):
        return False
    asked = _OURS_ZH.search(bare) or _SHOWS_ZH.search(bare)
    return bool(asked) and (streams or bool(_PLACED_ZH.search(bare) or _SHOWS_ZH.search(bare)))
