"""Whether words read out of a text are a noun phrase at all: no clause, no remains of one, no talk.

Grammar and taggers cut words out of sentences; what they cut may be "living and I'm" or 表哥有厂. A name says no such
thing of itself, whatever it names.
"""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.language.words_zh import cut_words

_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_PRONOUN = lazy_re(
    r"(?:them|him|her|us|me|it|that|this|those|these|ones?|others|someone|somebody|anybody|everybody|nobody|themselves)",
    re.IGNORECASE,
)
# "and I'm", "they complain": a subject with its verb; behind "that" or "where" it belongs to the noun before.
_CLAUSE = lazy_re(
    r"(?:^|[,;]\s*|\b(?:and|but|or|because|since)\s+)(?:hardly |almost |nearly )?(?:(?:i|we|they|he|she|it|you|there)"
    r"(?:['’](?:m|re|s|ve|ll|d)\b|\s+[a-z]+)|(?:anybody|nobody|everybody|somebody|anyone|everyone|no one)\s+[a-z]+)|"
    r"\bi['’]m\b",
    re.IGNORECASE,
)
_RELATIVE = lazy_re(r"\b(?:that|which|who|whose|where|when|if|what|how)\b", re.IGNORECASE)
_BEGINS = lazy_re(
    r"(?:till|until|from|at|by|via|with|without|about|than|as|of|since|during|because|into|through|hardly|"
    r"maybe|perhaps|mostly|honestly|lol|haha|hmm+|wow|till|though|although|whether|while)(?=\s|$)",
    re.IGNORECASE,
)
_ENDS = lazy_re(
    r"\b(?:of|for|to|with|at|in|on|by|and|or|the|a|an|that|which|who|my|our|their|is|are|it['’]s|only|i['’]m|does)$",
    re.IGNORECASE,
)
_TALK = frozenset(
    "lol haha sounds sound good great cool nice fine perfect sure thanks thank you ok okay well really real now then "
    "so it that this is are was be what whats how come on just only scrap forget everything all different new other "
    "thing altogether anymore too yes no please go ahead".split()
)
_BEGINS_ZH = lazy_re(
    r"(?:靠|通过|把(?!手|关)|被(?!子|套)|让(?!座)|从(?!业|事)|按(?!摩|揉|键)|在(?![线校职读岗家建外华售租野轨编])|因为|所以|但是|本[店公司]|"
    r"而且|然后|虽然|如果|先(?!生|进)|再(?!生)|嗯|呃|唉|哎|啊|额(?=[，…])|哈哈|目标是)"
)
_ENDS_ZH = lazy_re(r"(?:的那种|那种|什么的|之类的?|[和与跟及、]|不|没|很|太|都|就|还|也)$")
# Words that make a clause of what stands before them: 表哥有厂, 子女用小程序.
_SAYING = frozenset(
    "有 没有 没 是 不是 用 使用 要 想 会 能 可以 不 说 觉得 认为 发现 知道 拿 怕 嫌 想要 不想 不会 不能".split()
)


def is_noun_phrase(text: str) -> bool:
    """Whether words may be the name of somebody or something, in English or in Chinese."""
    words = text.strip()
    if not words:
        return False
    if _CHINESE.search(words):
        return not (_BEGINS_ZH.match(words) or _ENDS_ZH.search(words) or says_something(words))
    named = re.findall(r"[a-z][a-z'’-]*", words.lower())
    if _PRONOUN.fullmatch(words) or _BEGINS.match(words) or _ENDS.search(words):
        return False
    clause = _CLAUSE.search(words)
    own = clause is not None and not _RELATIVE.search(words[: clause.start()])
    return not own and (not named or not set(named) <= _TALK)


def says_something(text: str) -> bool:
    """Whether a Chinese text is a clause rather than a name: 表哥有厂; what stands before 的 belongs to the name."""
    words = list(cut_words(text.rpartition("的")[2], guess=False))
    return any(word in _SAYING for word in words[1:])
