"""Fine-tune an encoder's opinion of the words of edits: `python -m eval.tuning.edits`.

Beside the tagger, which `assistant.planner.edit_spans.train` teaches. Needs torch, transformers and peft; about a
quarter of an hour a language on two cores.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from assistant.learned.linear import Floats
from assistant.learned.marks import Marked, load_marked, marks_hash
from assistant.learned.part_opinions import PartOpinion, name
from assistant.learned.span_features import features
from assistant.learned.span_training import tags_of
from assistant.learned.tagger import Tagger
from assistant.learned.tokens import tokens_of
from assistant.planner.edit_spans.hints import hints_of
from assistant.planner.edit_spans.reader import PARAMETERS, EditReader
from assistant.planner.edit_spans.train import MARKED, exchanged, learn, named_in, print_right
from assistant.retrieval.embeddings import MiniLm
from eval.tuning.parts import Told, asked, taught

EPOCHS = 4


def told_of(messages: Sequence[Marked]) -> list[Told]:
    """Messages with their words."""
    told = []
    for message in messages:
        tokens = tokens_of(message.text)
        places = [(token.start, token.end) for token in tokens]
        told.append(Told(message.groups[0], message.text, places, tags_of(message, tokens), message.author))
    return told


class Beside:
    """The tagger, taught without the authors of the texts that it is asked about.

    Args:
        messages: Of all languages and authors.
    """

    def __init__(self, messages: Sequence[Marked]) -> None:
        self._messages = messages

    def __call__(self, told: Sequence[Told], tested: Sequence[Told]) -> tuple[Floats, tuple[str, ...]]:
        """See `parts.Linear`."""
        authors = {one.author for one in tested}
        self.frames, self.tagger = learn([m for m in self._messages if m.author not in authors])
        scores = []
        for message in (m for m in self._messages if m.author in authors):
            hints = hints_of(message.text, named_in(message), self.frames)
            scores.append(self.tagger.scores(features(tokens_of(message.text), message.groups[0], hints)))
        return np.vstack(scores), self.tagger.linear.labels


def main() -> None:
    """Entry point of the command."""
    folder, languages = asked("Fine-tune an encoder's opinion of edits.", PARAMETERS)
    messages = load_marked(MARKED)
    for language in languages:
        mine = [m for m in messages if m.author.startswith(language)]
        beside = Beside(messages)
        tuned, heard, _ = taught(told_of(mine), partial(copied, mine), EPOCHS, beside)
        tuned.save(folder, name(language), marks_hash(MARKED))
        opinion = PartOpinion({language: (heard.tuned, MiniLm().changed_pieces(heard.tuned.changes))})
        own = [m for m in mine if m.author == max(m.author for m in mine)]
        for reader, tagger in (("tagger alone", beside.tagger), ("both", Tagger(beside.tagger.linear, opinion))):
            print(reader)
            print_right(own, EditReader(beside.frames, tagger))


def copied(messages: Sequence[Marked], told: Sequence[Told]) -> list[Told]:
    """Texts, and copies that hold the items of others: what an item is varies without end.

    Args:
        messages: The texts as marked, and more.
        told: The texts.
    """
    authors = {one.author for one in told}
    return [*told, *told_of([copy for copy, _ in exchanged([m for m in messages if m.author in authors])])]


if __name__ == "__main__":
    main()
