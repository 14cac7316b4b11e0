"""The nine blocks of a business model canvas: ids, labels, and the words people use for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

BlockId = Literal[
    "customer_segments",
    "value_propositions",
    "channels",
    "customer_relationships",
    "revenue_streams",
    "key_resources",
    "key_activities",
    "key_partners",
    "cost_structure",
]
BLOCK_IDS: tuple[BlockId, ...] = get_args(BlockId)
# As the classic layout is read: from partners to customers, then money.
LAYOUT_ORDER: tuple[BlockId, ...] = (
    "key_partners",
    "key_activities",
    "key_resources",
    "value_propositions",
    "customer_relationships",
    "channels",
    "customer_segments",
    "cost_structure",
    "revenue_streams",
)


@dataclass(frozen=True)
class Block:
    """One block of the canvas.

    Attributes:
        id: Public id.
        prefix: Start of the ids of its items ("vp" of "vp-2").
        label: Name by language.
        aliases: Other names by language, lower case.
    """

    id: BlockId
    prefix: str
    label: dict[str, str]
    aliases: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class BlockMention:
    """A block named in a text; `span` are start and end offsets."""

    block: BlockId
    span: tuple[int, int]
    text: str


def _block(id_: BlockId, prefix: str, en: str, zh: str, aliases_en: str, aliases_zh: str) -> Block:
    split_en = tuple(a.strip() for a in aliases_en.split("|") if a.strip())
    split_zh = tuple(a.strip() for a in aliases_zh.split("|") if a.strip())
    return Block(id_, prefix, {"en": en, "zh": zh}, {"en": split_en, "zh": split_zh})


BLOCKS: dict[BlockId, Block] = {
    b.id: b
    for b in (
        _block(
            "customer_segments",
            "cs",
            "Customer segments",
            "客户细分",
            "customer segment|segment|segments|customers|customer group|customer groups|target customer|"
            "target customers|"
            "target market|target audience|audience|target users|user group|user groups|users|buyers|clients|"
            "who we sell to|who we serve|who buys|who pays|ideal customer|customer profile|icp",
            "客户细分|客户群体|客户群|目标客户|目标用户|目标人群|用户群体|用户群|客群|细分市场|细分客户|"
            "用户细分|客户分类|"
            "卖给谁|服务谁|谁买单|客户画像|用户画像|客户",
        ),
        _block(
            "value_propositions",
            "vp",
            "Value propositions",
            "价值主张",
            "value proposition|value prop|value props|value|benefit|benefits|offer|offering|what we offer|"
            "what we promise|promise|"
            "unique selling point|selling point|selling points|usp|why they buy|why customers buy|pain "
            "reliever|gain creator",
            "价值主张|价值定位|核心价值|产品价值|客户价值|价值点|卖点|提供的价值|为什么买|价值",
        ),
        _block(
            "channels",
            "ch",
            "Channels",
            "渠道通路",
            "channel|sales channel|sales channels|distribution|distribution channel|distribution channels|"
            "route to market|"
            "go to market|go-to-market|gtm|how we reach them|how we reach customers|how we sell|acquisition channel|"
            "acquisition channels|marketing channel|marketing channels",
            "渠道通路|销售渠道|推广渠道|获客渠道|营销渠道|分销渠道|获客方式|渠道|通路|怎么触达|如何触达|怎么获客",
        ),
        _block(
            "customer_relationships",
            "cr",
            "Customer relationships",
            "客户关系",
            "customer relationship|relationship|relationships|customer relations|customer service|customer "
            "support|support|"
            "customer success|retention|how we keep them|how we keep customers|loyalty|after-sales|after sales",
            "客户关系|用户关系|客户维护|客户服务|售后服务|售后|客户成功|留存|怎么留住客户|如何留住客户|用户运营",
        ),
        _block(
            "revenue_streams",
            "rs",
            "Revenue streams",
            "收入来源",
            "revenue stream|revenue|revenues|income|income stream|income streams|revenue model|revenue source|"
            "revenue sources|pricing|pricing model|monetisation|monetization|how we make money|how we earn|"
            "how we charge|"
            "what we charge|sources of income",
            "收入来源|收入流|收入模式|盈利模式|收费模式|收费方式|变现方式|营收|收益来源|赚钱方式|怎么赚钱|"
            "如何赚钱|怎么收费|"
            "如何收费|定价|变现|收入|收费|收钱那格|收钱那栏|收钱那块|赚钱那格|赚钱那栏",
        ),
        _block(
            "key_resources",
            "kr",
            "Key resources",
            "核心资源",
            "key resource|resource|resources|key asset|key assets|asset|assets|what we need|what we own",
            "核心资源|关键资源|重要资源|主要资源|核心资产|关键资产|资源|资产",
        ),
        _block(
            "key_activities",
            "ka",
            "Key activities",
            "关键业务",
            "key activity|activity|activities|core activities|main activities|what we do|what we have to do|operations",
            "关键业务|关键活动|核心业务|核心活动|重要活动|主要活动|关键任务|业务活动|要做的事|活动",
        ),
        _block(
            "key_partners",
            "kp",
            "Key partners",
            "重要伙伴",
            "key partner|key partnership|key partnerships|partner|partners|partnership|partnerships|supplier|"
            "suppliers|"
            "allies|who we work with|who helps us",
            "重要伙伴|重要合作|合作伙伴|关键伙伴|核心伙伴|关键合作|重要合作伙伴|合作方|供应商|伙伴|跟谁合作|和谁合作|"
            "合作里|合作那格|合作那栏|合作那块|合作一栏",
        ),
        _block(
            "cost_structure",
            "co",
            "Cost structure",
            "成本结构",
            "cost|costs|cost structures|cost items|expense|expenses|spending|expenditure|cost drivers|what it "
            "costs us|"
            "where the money goes|what we spend on",
            "成本结构|成本构成|成本项|主要成本|费用结构|成本|费用|开支|支出|花销|钱花在哪|花钱那格|花钱那栏|花钱那块",
        ),
    )
}


@lru_cache(maxsize=1)
def _alias_table() -> tuple[dict[str, BlockId], re.Pattern[str]]:
    table: dict[str, BlockId] = {}
    for block in BLOCKS.values():
        names_en = (block.id, block.id.replace("_", " "), block.label["en"].lower(), *block.aliases["en"])
        for name in (*names_en, block.label["zh"], *block.aliases["zh"]):
            table.setdefault(name.lower(), block.id)
    longest_first = sorted(table, key=len, reverse=True)
    parts = [rf"(?<![a-z]){re.escape(a)}(?![a-z])" if a.isascii() else re.escape(a) for a in longest_first]
    return table, re.compile("|".join(parts), re.IGNORECASE)


def find_blocks(text: str) -> list[BlockMention]:
    """Blocks named in `text`, left to right, longest names first, not overlapping."""
    table, pattern = _alias_table()
    return [BlockMention(table[m.group().lower()], m.span(), m.group()) for m in pattern.finditer(text)]


def resolve_block(name: str) -> BlockId | None:
    """The block that `name` (an id, a label or an alias) stands for, None where it names none or several."""
    wanted = name.strip().lower().replace("-", "_")
    for id_ in BLOCK_IDS:
        if wanted in {id_, BLOCKS[id_].prefix}:
            return id_
    found = {m.block for m in find_blocks(name)}
    return found.pop() if len(found) == 1 else None
