"""Lists of texts that a case in two languages shares or gives for each."""

from __future__ import annotations

from eval.yaml_nodes import Node

LANGUAGES = ("en", "zh")


def texts_for(node: Node, language: str) -> list[Node]:
    """The texts for a language: one text, a list for both languages, or `{en: […], zh: […]}`.

    Raises:
        DataFileError: Another key than a language.
    """
    if node.is_mapping:
        chosen = node.mapping(LANGUAGES).get(language)
        return [] if chosen is None else texts_for(chosen, language)
    return node.one_or_more()
