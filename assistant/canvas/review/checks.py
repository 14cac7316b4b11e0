"""The checks that rules name: each yields where it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from assistant.canvas.review import money, structure
from assistant.canvas.review.finding import Condition, Hit
from assistant.canvas.review.sheet import Placed, Sheet

Check = Callable[[Sheet], Iterator[Hit]]

CHECKS: dict[str, Check] = {
    "empty_block": structure.empty_block,
    "segment_without_proposition": structure.segment_without_proposition,
    "buyer_without_proposition": structure.buyer_without_proposition,
    "segment_without_channel": partial(structure.uncovered, block="channels"),
    "segment_without_relationship": partial(structure.uncovered, block="customer_relationships"),
    "segment_without_revenue": structure.segment_without_revenue,
    "orphan_activity": partial(structure.orphan, block="key_activities"),
    "orphan_resource": partial(structure.orphan, block="key_resources"),
    "orphan_partner": partial(structure.orphan, block="key_partners"),
    "platform_one_side": structure.platform_one_side,
    "single_partner": structure.single_partner,
    "duplicate_item": structure.duplicate_item,
    "generic_item": structure.generic_item,
    "everyone_segment": structure.everyone_segment,
    "wrong_block": structure.wrong_block,
    "price_vs_ability": money.price_vs_ability,
    "field_sales_small_deal": partial(money.small_deal, family="field_sales"),
    "high_touch_small_deal": partial(money.small_deal, family="personal_service"),
    "tiny_price": money.tiny_price,
    "self_serve_large_deal": money.self_serve_large_deal,
    "cost_above_price": money.cost_above_price,
    "price_contradiction": money.price_contradiction,
    "mixed_currency": money.mixed_currency,
    "ads_few_users": money.ads_few_users,
    "ltv_cac_claim": partial(money.claim, family="ltv_cac", figure="ltv_to_cac"),
    "margin_claim": partial(money.claim, family="margin_word", figure="gross_margin"),
    "runway_claim": partial(money.claim, family="runway_word", figure="runway_months"),
    "ltv_cac_low": money.ltv_cac_low,
    "beyond_belief": money.beyond_belief,
    "price_differs_from_model": money.price_differs_from_model,
}


def conditions_hold(sheet: Sheet, conditions: tuple[Condition, ...]) -> Iterator[Hit]:
    """One hit where all conditions hold: the first item of each that must be there."""
    found: list[Placed] = []
    for condition in conditions:
        holding = sheet.holding(condition.families, condition.blocks)
        if condition.present != bool(holding):
            return
        if holding:
            # Two conditions about one thing quote two items where there are two.
            found.append(next((p for p in holding if p not in found), holding[0]))
    yield Hit(tuple(dict.fromkeys(found)))
