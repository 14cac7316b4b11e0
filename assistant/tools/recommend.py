"""Recommendations from uploaded tables of behaviour and items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.analytics.tables import Table
from assistant.errors import ToolInputError
from assistant.tools.plumbing import JsonDict, Outcome, Runtime, publish
from assistant.tools.tables import load_table, table_files

if TYPE_CHECKING:
    from assistant.analytics.recommend import Recommender

Embed = Callable[[Sequence[str]], Any]
MOST = 50
MOST_FILES = 4


def recommend_tools(embed: Embed | None = None) -> list[BaseTool]:
    """`recommend_items`.

    Args:
        embed: Sentence vectors, where there is an encoder.
    """

    @tool(parse_docstring=True)
    def recommend_items(
        runtime: Runtime,
        user: str = "",
        k: int = 5,
        files: list[str] | None = None,
        interests: str = "",
        item: str = "",
        user_column: str = "",
        item_column: str = "",
    ) -> Command[Any]:
        """Recommend items to a user from uploaded tables of behaviour (who bought, clicked, viewed what) and of items.

        Each item comes with its reason. How good it is was measured by hiding each user's last item, against simply
        showing what is popular; where that is as good, it says so and shows the popular items.

        Args:
            runtime: State of the conversation, injected.
            user: The user as the table names them; may be new where `interests` are given.
            k: How many items.
            files: Names of uploaded files; left out, those that fit.
            interests: What the user likes, in words; for new users above all.
            item: Instead of a user, an item to find others that go with it.
            user_column: Column that says who, where the user names it.
            item_column: Column that says what, where the user names it.
        """
        asked = {
            "user": user, "k": max(1, min(int(k), MOST)), "files": files or [], "interests": interests, "item": item,
            "user_column": user_column, "item_column": item_column,
        }  # fmt: skip
        return _recommend(runtime, embed, asked)

    return [recommend_items]


def _recommend(runtime: Runtime, embed: Embed | None, asked: JsonDict) -> Command[Any]:
    from assistant.analytics.drivers.models import one_thread
    from assistant.analytics.recommend import Recommender, behaviour_of, recommend_data, recommend_figures

    tables = _tables(runtime, asked["files"])
    user, interests, k = asked["user"], asked["interests"], asked["k"]
    with one_thread():
        recommender = Recommender(behaviour_of(tables, asked["user_column"], asked["item_column"]), embed)
        index = recommender.find_user(user) if user else None
        if asked["item"]:
            place = _item(recommender, asked["item"])
            found, title = recommender.similar(place, k), recommender.behaviour.titles[place]
        elif user or interests:
            found, title = recommender.suggest(index, k, interests), ""
        else:
            raise _whom(len(recommender.behaviour.users))
    data = recommend_data(recommender, user, index, found, interests, title)
    data["request"] = asked
    return publish(Outcome(data, recommend_figures(recommender, found)), "recommend_items", runtime)


def _whom(users: int) -> ToolInputError:
    """The question for whom, where neither a user nor an item was named."""
    return ToolInputError(
        f"For which user? There are {users:,}; name one as the table does, or say what a new user likes.",
        f"要给哪位用户推荐？表中共有{users:,}位，请给出表中的用户编号，或说说新用户喜欢什么。",
        question=True,
    )


def _tables(runtime: Runtime, files: list[str] | None) -> list[Table]:
    if files:
        return [load_table(runtime, name) for name in files]
    names = [f["name"] for f in table_files(runtime.state.get("files") or [])][-MOST_FILES:]
    return [load_table(runtime, name) for name in names] or [load_table(runtime)]


def _item(recommender: Recommender, words: str) -> int:
    place = recommender.find_item(words)
    if place is None:
        near = [recommender.behaviour.titles[i] for i in recommender.text.to_words(words).argsort()[::-1][:3]]
        raise ToolInputError(
            f"There is no item “{words}”. {'Did you mean ' + ', '.join(near) + '?' if near else ''}".strip(),
            f"没有商品“{words}”。{'您是指' + '、'.join(near) + '吗？' if near else ''}",
            question=True,
            choices=tuple(near),
        )
    return place
