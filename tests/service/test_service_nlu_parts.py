"""Data, features, metrics, abstention: each against a computation by hand or another library."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ConfigError, DataFileError
from assistant.service.calibration import learn_least, learn_temperature
from assistant.service.data import Example, check_schema, data_hash, read_examples, read_messages
from assistant.service.data_clean import clean, doubtful, few_shots, imbalance, key, split_off
from assistant.service.features import Rows, Vectoriser, grams, spoken, tokens
from assistant.service.features_map import CrossMap, fit_map
from assistant.service.head_learn import Learnt, Lent, Settings, learn_head
from assistant.service.head_metrics import evaluate
from assistant.service.oos import Gate, auroc, nearness


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", 'text,category\n"hi, there",greet\n退款,refund\n'),
        ("a.csv", '标签,内容\ngreet,"hi, there"\nrefund,退款\n'),
        ("a.tsv", "greet\thi, there\nrefund\t退款\n"),
        ("a.jsonl", '{"text": "hi, there", "intent": "greet"}\n{"text": "退款", "intent": "refund"}\n'),
        ("a.json", '[{"text": "hi, there", "label": "greet"}, {"text": "退款", "label": "refund"}]'),
    ],
)
def test_layouts_read_alike(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert read_examples([tmp_path / name]) == [Example("hi, there", "greet"), Example("退款", "refund")]


@pytest.mark.parametrize("header", ["客户留言,问题类型", "Customer message,Ticket category", "id,type,text,label"])
def test_columns_are_found_by_a_word_in_their_name(tmp_path: Path, header: str) -> None:
    row = "1,x,退款,refund" if header.startswith("id") else "退款,refund"
    (tmp_path / "m.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert read_examples([tmp_path / "m.csv"]) == [Example("退款", "refund")]


def test_a_first_row_that_speaks_of_a_problem_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "m.tsv").write_text("我有个问题想问一下你们\tother\n退款什么时候到账\trefund\n", encoding="utf-8")
    assert read_examples([tmp_path / "m.tsv"]) == [
        Example("我有个问题想问一下你们", "other"),
        Example("退款什么时候到账", "refund"),
    ]


def test_clinc_layout_keeps_splits_and_unknown(tmp_path: Path) -> None:
    data = {"train": [["a b", "x"]], "oos_train": [["c d", "oos"]], "val": [["e f", "x"]], "oos_test": [["g h", "oos"]]}
    (tmp_path / "d.json").write_text(json.dumps(data), encoding="utf-8")
    assert read_examples([tmp_path / "d.json"]) == [
        Example("a b", "x", "train"),
        Example("c d", None, "train"),
        Example("e f", "x", "valid"),
        Example("g h", None, "test"),
    ]


def test_gbk_files_and_folders_are_read(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_bytes("内容,标签\n什么时候发货,order\n".encode("gb18030"))
    assert read_examples([tmp_path / "m.csv"]) == [Example("什么时候发货", "order")]
    assert read_messages(tmp_path / "m.csv") == ["什么时候发货"]
    folder = tmp_path / "intents"
    folder.mkdir()
    (folder / "refund.txt").write_text("money back\n\n退钱\n", encoding="utf-8")
    assert read_examples([folder]) == [Example("money back", "refund"), Example("退钱", "refund")]


def test_what_is_missing_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("foo,bar,baz\n1,2,3\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="no text column"):
        read_examples([tmp_path / "a.csv"])
    (tmp_path / "c.csv").write_text("id,context,category_id\n7,hello,1\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="no text column"):  # "context" is no "text"
        read_examples([tmp_path / "c.csv"])
    (tmp_path / "b.csv").write_text("text,label\nhello,\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"b\.csv:2"):
        read_examples([tmp_path / "b.csv"])
    with pytest.raises(ConfigError, match="strange"):
        check_schema([Example("a", "strange")], ["known"])


def test_leaks_duplicates_and_conflicts_are_removed_and_counted() -> None:
    examples = [
        Example("Where is it?", "order", "train"),
        Example("where is it", "order", "train"),
        Example("Refund!", "refund", "train"),
        Example("REFUND", "complaint", "train"),
        Example("ＨＥＬＬＯ", "greet", "train"),
        Example("退 款", "refund", "train"),
        Example("hello", "greet", "test"),
        Example("退款。", "refund", "valid"),
        Example("Hello?", "greet", "valid"),
    ]
    cleaned = clean(examples)
    assert [e.text for e in cleaned.train] == ["Where is it?"]
    assert [e.text for e in cleaned.valid] == ["退款。"]
    assert (cleaned.duplicates, cleaned.conflicts, cleaned.leaks) == (1, 2, 3)
    assert key("退 款！") == key("退款") and key("!!") == "!!"


def test_splits_are_stratified_and_do_not_depend_on_order() -> None:
    examples = [Example(f"{label} {n}", label) for label in "ab" for n in range(20)]
    rest, aside = split_off(examples, 0.1, 0)
    assert sorted(str(e.label) for e in aside) == ["a", "a", "b", "b"]
    assert {e.text for e in rest} | {e.text for e in aside} == {e.text for e in examples}
    assert split_off([Example("x", "only")], 0.5, 0) == ([Example("x", "only")], [])
    assert len(few_shots(examples, 3, 1)) == 6
    assert data_hash(examples) == data_hash(examples[::-1])
    assert imbalance([*examples, *[Example(f"c{n}", "c") for n in range(2)]]) == {
        "fewest": 2, "most": 20, "ratio": 10.0, "few": ["c"], "large": False
    }  # fmt: skip


def test_confident_learning_finds_the_swapped_label() -> None:
    held_out = np.array([[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.2, 0.8], [0.05, 0.95]], dtype=np.float32)
    count, doubts = doubtful(list("abcde"), np.array([0, 0, 1, 1, 0]), held_out, ["x", "y"])
    # Thresholds: x (.9 + .8 + .05)/3 = .583, y .85: only "e" reaches another label's.
    assert (count, doubts[0].text, doubts[0].label, doubts[0].suggested) == (1, "e", "x", "y")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我的order还没到", "zh"),
        ("Hello 王芳, where is my parcel", "en"),
        ("APP闪退", "zh"),
        ("退貨", "zh"),
        ("???", None),
        ("12345", None),
    ],
)
def test_language_of_a_message(text: str, language: str | None) -> None:
    assert spoken(text) == language


def test_features_fold_numbers_scripts_and_survive_typos() -> None:
    assert tokens("Order 48213 is LATE!") == ["order", "0", "is", "late", "!"]
    assert tokens("退貨１２件") == ["退", "货", "0", "件"]
    assert len(set(grams("delivery")[1]) & set(grams("delivary")[1])) >= 6
    rows = Vectoriser.fit(["refund please", "refund now", "late parcel"], min_count=1).rows(["refund please", "zzz"])
    # Unit word block and character block of weight .7.
    assert rows[0].multiply(rows[0]).sum() == pytest.approx(1 + 0.49, abs=1e-5)
    assert rows[1].nnz == 0
    cosines = Rows(rows[:1], None).cosines(Rows(rows[:1], None))
    assert cosines[0, 0] == pytest.approx(1, abs=1e-5)


def test_metrics_agree_with_scikit_learn() -> None:
    from sklearn.metrics import accuracy_score, f1_score, recall_score

    rng = np.random.default_rng(0)
    probabilities = rng.dirichlet([1, 1, 1], 200).astype(np.float32)
    truth = rng.integers(0, 3, 200)
    report, guess = evaluate(probabilities, truth, ["a", "b", "c"]), probabilities.argmax(axis=1)
    assert report.accuracy == pytest.approx(accuracy_score(truth, guess))
    assert report.macro_f1 == pytest.approx(f1_score(truth, guess, average="macro"))
    assert report.macro_recall == pytest.approx(recall_score(truth, guess, average="macro"))
    assert report.top3 == 1.0
    two = evaluate(np.array([[0.9, 0.1], [0.9, 0.1]]), np.array([0, 1]), ["a", "b"])
    assert two.ece == pytest.approx(0.4)  # says .9, is right half of the time


def test_auroc_agrees_with_scikit_learn_and_gate_keeps_what_it_should() -> None:
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(1)
    known, unknown = rng.normal(1, 1, 80), rng.normal(0, 1, 60)
    expected = roc_auc_score([1] * 80 + [0] * 60, np.concatenate([known, unknown]))
    assert auroc(known, unknown) == pytest.approx(expected)
    logits, near = rng.normal(5, 1, 1000).astype(np.float32), rng.normal(0.6, 0.1, 1000).astype(np.float32)
    signs = np.stack([logits, near], axis=1)
    gate = Gate.fit(signs, None)
    assert (gate.scores(signs) >= gate.threshold).mean() == pytest.approx(0.95, abs=0.002)
    assert gate.scores(np.float32([gate.mean]))[0] == pytest.approx(0, abs=1e-5)
    assert nearness(np.float32([[1, 0.8, 0.6, 0.4, 0.2, 0.0]]))[0] == pytest.approx(0.9)
    assert nearness(np.float32([[1, 0.8, 0.6, 0.4, 0.2, 0.0]]), 5)[0] == pytest.approx(0.6)


def test_gate_trusts_the_sign_that_tells_strangers_apart() -> None:
    rng = np.random.default_rng(4)
    known = rng.normal(0, 1, (400, 3)).astype(np.float32)
    unknown = rng.normal([0, 0, -4], 1, (200, 3)).astype(np.float32)  # alike but for the third sign
    gate = Gate.fit(known, unknown)
    assert gate.weight[2] > 4 * max(abs(gate.weight[0]), abs(gate.weight[1]))
    assert gate.refuses(unknown).mean() > 0.9
    assert gate.refuses(known).mean() < 0.13  # 12 % at the most, and the far ones
    assert Gate(**gate.to_json()) == gate


def test_temperature_and_least_confidence() -> None:
    rng = np.random.default_rng(2)
    logits = rng.normal(0, 1, (4000, 3)).astype(np.float32)
    odds = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    truth = np.array([rng.choice(3, p=row / row.sum()) for row in odds.astype(np.float64)])
    assert learn_temperature(logits * 3, truth) == pytest.approx(3, rel=0.08)  # three times too sure
    confidence = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.1])
    assert learn_least(confidence, np.ones(10, dtype=bool)) == 0.0
    right = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0], dtype=bool)
    assert learn_least(confidence, right) == pytest.approx(0.25)  # at most a fifth is given up


def test_map_places_translations_near_each_other(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    words = {"苹果": 0, "香蕉": 1, "汽车": 2, "火车": 3}
    basis = np.linalg.qr(rng.normal(size=(8, 4)))[0].T.astype(np.float32)
    texts = [a + b for a in words for b in words if a != b]
    vectors = np.array([(basis[words[t[:2]]] + basis[words[t[2:]]]) / np.sqrt(2) for t in texts], dtype=np.float32)
    fitted = fit_map(texts, vectors, rank=4)
    assert ((fitted.embed(texts) @ fitted.beside(vectors).T).argmax(axis=1) == np.arange(len(texts))).mean() >= 0.5
    fitted.save(tmp_path)
    assert np.allclose(CrossMap.load(tmp_path).embed(texts), fitted.embed(texts), atol=1e-3)


def test_messages_of_another_language_teach_only_a_head_that_reads_vectors() -> None:
    texts = ["退款退款", "退款吧", "发票发票", "要发票"]
    truth, vectors = np.array([0, 0, 1, 1]), np.eye(4, dtype=np.float32)
    lent = Lent(np.eye(4, dtype=np.float32)[[0, 3]], np.array([1, 1]))
    data = Learnt(texts, truth, vectors, ("refund", "invoice"))

    def favours_invoice(settings: Settings, loan: Lent | None) -> float:
        head = learn_head(data, np.arange(4), settings, loan)
        logits = head.score(head.rows(["退款"], lambda texts: vectors[:1])).logits[0]
        return float(logits[1] - logits[0])

    with_vectors, without = Settings(gate=False, rare=1), Settings(gate=False, rare=1, vectors=0.0)
    assert favours_invoice(with_vectors, lent) > favours_invoice(with_vectors, None)
    assert favours_invoice(without, lent) == favours_invoice(without, None)
