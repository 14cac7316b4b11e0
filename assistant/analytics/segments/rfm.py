"""Customers from transactions: recency, frequency and amount of each (Hughes 1994)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.analytics.tables import Column, Table
from assistant.language.text import Text

if TYPE_CHECKING:
    import pandas as pd

REPEATS = 1.2  # rows for each customer from which a table is one of transactions
RECENCY, FREQUENCY = "days_since_last", "orders"
SHOWN = {RECENCY: Text("days since the last order", "距上次下单天数"), FREQUENCY: Text("orders", "订单数")}


@dataclass(frozen=True)
class Transactions:
    """The columns of a table of transactions."""

    customer: str
    date: str
    amount: str


def transactions_of(table: Table) -> Transactions | None:
    """The columns, where rows are transactions: a customer who comes back, a date and an amount; None where not."""
    dates = table.of_kind("date")
    amounts = [c for c in table.columns if c.kind == "money"] or [c for c in table.columns if c.is_numeric]
    customers = [
        c for c in table.columns if c.kind in {"id", "category", "text"} and 1 < c.distinct * REPEATS <= len(table)
    ]
    if not dates or not amounts or not customers:
        return None
    best = max(customers, key=lambda c: (_names_customer(c.name), c.kind == "id", c.distinct))
    if best.kind != "id" and not _names_customer(best.name):
        return None
    return Transactions(best.name, dates[0].name, max(amounts, key=lambda c: _likely_amount(table, c)).name)


def rfm_table(table: Table, columns: Transactions) -> tuple[Table, dict[str, Text]]:
    """One row a customer: days since the last transaction, how many there were, their amounts in all.

    Days count from the day after the last transaction of the table. Transactions of one customer on one day are one
    order.

    Returns:
        The table and what to call its columns.
    """
    import pandas as pd

    rows = table.frame[[columns.customer, columns.date, columns.amount]].dropna()
    dropped = len(table) - len(rows)
    end = rows[columns.date].max().normalize() + pd.Timedelta(days=1)
    days = rows[columns.date].dt.normalize()
    groups = rows.assign(_day=days).groupby(columns.customer, sort=True)
    last, orders, total = groups["_day"].max(), groups["_day"].nunique(), groups[columns.amount].sum()
    frame = pd.DataFrame({
        columns.customer: last.index.astype(str),
        RECENCY: (end - last).dt.days.to_numpy(dtype=float),
        FREQUENCY: orders.to_numpy(dtype=float),
        columns.amount: total.to_numpy(dtype=float),
    })
    customer, amount = table.column(columns.customer), table.column(columns.amount)
    made = (
        Column(columns.customer, "id", distinct=len(frame), personal=customer.personal),
        _number(frame, RECENCY),
        _number(frame, FREQUENCY),
        Column(columns.amount, amount.kind, amount.currency, distinct=frame[columns.amount].nunique()),
    )
    notes = [
        Text(
            f"{table.source} holds transactions, so each customer of “{columns.customer}” was compared by days "
            f"since the last order, number of orders and total of “{columns.amount}”.",
            f"{table.source}是交易流水，因此按“{columns.customer}”汇总到每个客户，比较距上次下单的天数、订单数和“{columns.amount}”总额。",
        )
    ]
    if dropped:
        notes.append(
            Text(
                f"{dropped} rows without customer, date or amount were left out.",
                f"有{dropped}行缺少客户、日期或金额，没有计入。",
            )
        )
    shown = {**SHOWN, columns.amount: Text(f"total {columns.amount}", f"{columns.amount}总额")}
    return Table(frame, made, tuple(notes), table.source), shown


def _number(frame: pd.DataFrame, name: str) -> Column:
    return Column(name, "number", distinct=int(frame[name].nunique()))


def _names_customer(name: str) -> bool:
    return any(
        word in name.lower()
        for word in ("customer", "client", "user", "member", "buyer", "客户", "用户", "会员", "买家")
    )


def _likely_amount(table: Table, column: Column) -> tuple[bool, bool]:
    """Called a total, or else with cents: amounts rather than counts."""
    total = any(word in column.name.lower() for word in ("total", "amount", "revenue", "sales", "金额", "总", "销售额"))
    cells = table.frame[column.name].dropna()
    return total, bool((cells % 1 != 0).any())
