"""What the stored classifier makes of utterances at the boundaries between intents."""

from __future__ import annotations

import pytest

from assistant.planner.intents.model import PARAMETERS, IntentClassifier
from assistant.retrieval.embeddings import make_embedder

BOUNDARIES = [
    ("what is churn", "en", "guidance"),
    ("what is our churn", "en", "show_model"),
    ("what if churn is 3%", "en", "what_if"),
    ("our churn is 3%", "en", "set_inputs"),
    ("what churn do we need", "en", "goal_seek"),
    ("how should I price an API", "en", "guidance"),
    ("change the price to 59", "en", "set_inputs"),
    ("suppose price went to 59", "en", "what_if"),
    ("raise the price to 59", "en", "what_if"),
    ("double trials", "en", "what_if"),
    ("add a hospital segment", "en", "add_item"),
    ("conv 15%?", "en", "what_if"),
    ("and at 20%?", "en", "what_if"),
    ("WHAT IF WE CHARGED 20 DOLLARS", "en", "what_if"),
    ("what price do we need to break even", "en", "goal_seek"),
    ("how many trials for 10k profit", "en", "goal_seek"),
    ("our price is $49 and churn is 3%", "en", "set_inputs"),
    ("we have 2000 trials a month", "en", "set_inputs"),
    ("actually churn is 4%", "en", "set_inputs"),
    ("how did you get that", "en", "explain_figure"),
    ("keep it", "en", "keep_scenario"),
    ("back to the original", "en", "reset_scenario"),
    ("so our profit is 3.82M", "en", "check_claim"),
    ("what's our CAC", "en", "unit_economics"),
    ("what does CAC mean", "en", "guidance"),
    ("write a poem about my cat", "en", "out_of_scope"),
    ("we write glowing fake reviews for cafes, 3 euros each", "en", "unsafe_request"),
    ("a tool that helps banks find cloned voices on calls, priced per branch", "en", "describe_venture"),
    ("帮网店批量刷假评论，一条五块，画个画布", "zh", "unsafe_request"),
    ("帮电商平台识别刷出来的假评论，平台按年付费", "zh", "describe_venture"),
    ("undo that please", "en", "undo"),
    ("we're building an AI tutor for high schools", "en", "describe_venture"),
    ("move referrals from channels to key partners", "en", "move_item"),
    ("什么是流失率", "zh", "guidance"),
    ("我们的流失率是多少", "zh", "show_model"),
    ("如果流失率是3%呢", "zh", "what_if"),
    ("我们的流失率是3%", "zh", "set_inputs"),
    ("流失率要降到多少才能盈利", "zh", "goal_seek"),
    ("API应该怎么定价", "zh", "guidance"),
    ("把价格改成59", "zh", "set_inputs"),
    ("我们的价格是59", "zh", "set_inputs"),
    ("把价格提高到59", "zh", "what_if"),
    ("价格涨到59呢", "zh", "what_if"),
    ("價格漲到59會怎樣", "zh", "what_if"),
    ("那25%呢", "zh", "what_if"),
    ("要多少转化率才能盈亏平衡", "zh", "goal_seek"),
    ("为什么是这个数", "zh", "explain_figure"),
    ("就按这个", "zh", "keep_scenario"),
    ("恢复原来的", "zh", "reset_scenario"),
    ("撤销", "zh", "undo"),
    ("加一个医院客户群", "zh", "add_item"),
    ("把直销从渠道移到合作伙伴", "zh", "move_item"),
    ("我们的获客成本是多少", "zh", "unit_economics"),
    ("明天天气怎么样", "zh", "out_of_scope"),
    ("帮我写一首诗", "zh", "out_of_scope"),
    ("所以我们的利润是382万，对吧", "zh", "check_claim"),
    ("如果conversion变成15%", "zh", "what_if"),
]
NONSENSE = [
    ("zxcv qwpo vbnm", "en"),
    ("", "en"),
    ("魑魅魍魉饕餮", "zh"),
    ("???", "en"),
    ("whats the wether tomorrow", "en"),
]


@pytest.fixture(scope="module", params=["plain", "embedded"])
def classifier(request) -> IntentClassifier:
    if request.param == "embedded" and not (PARAMETERS / "embedded.json").is_file():
        pytest.skip("no head with sentence embeddings is stored")
    return IntentClassifier.load(make_embedder().embed if request.param == "embedded" else None)


@pytest.mark.parametrize(("text", "language", "intent"), BOUNDARIES)
def test_boundary(classifier, text, language, intent):
    prediction = classifier.predict(text, language)
    assert prediction.intent == intent, prediction.ranked[:3]
    assert prediction.understood


@pytest.mark.parametrize(("text", "language"), NONSENSE)
def test_nonsense_is_not_understood_or_out_of_scope(classifier, text, language):
    prediction = classifier.predict(text, language)
    assert not prediction.understood or prediction.intent in {"out_of_scope", "help"}
