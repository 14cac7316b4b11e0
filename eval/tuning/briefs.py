"""Fine-tune an encoder's opinion of the words of briefs: `python -m eval.tuning.briefs`.

Beside the taggers, which `assistant.canvas.brief_spans.train` teaches. Needs torch, transformers and peft; about half
an hour a language on two cores.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.canvas.brief_spans.hints import hints_of, plain
from assistant.canvas.brief_spans.measure import measured, said
from assistant.canvas.brief_spans.passes import PARAMETERS, passes_of
from assistant.canvas.brief_spans.revise import BOUNDS
from assistant.canvas.brief_spans.train import MARKED, Example, examples_of, learn, load_briefs
from assistant.learned.linear import Floats
from assistant.learned.marks import marks_hash
from assistant.learned.part_opinions import PartOpinion, name
from assistant.learned.tokens import tokens_of
from assistant.retrieval.embeddings import MiniLm
from eval.tuning.parts import Told, asked, taught

EPOCHS = 6


def told_of(examples: Sequence[Example]) -> list[Told]:
    """Messages with their words."""
    return [
        Told(
            example.message.groups[0],
            plain(example.message.text),
            [(token.start, token.end) for token in tokens_of(plain(example.message.text))],
            example.labels,
            example.message.author,
        )
        for example in examples
    ]


class Beside:
    """The taggers, taught without the authors of the texts that they are asked about.

    Args:
        examples: All messages.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples

    def __call__(self, told: Sequence[Told], tested: Sequence[Told]) -> tuple[Floats, tuple[str, ...]]:
        """See `parts.Linear`."""
        authors = {one.author for one in tested}
        self.passes = learn([e for e in self._examples if e.message.author not in authors])
        scores = []
        for example in (e for e in self._examples if e.message.author in authors):
            text = example.message.text
            hints = hints_of(text, example.fields)
            scores.append(self.passes.scores(tokens_of(plain(text)), example.message.groups[0], hints))
        return np.vstack(scores), self.passes.labels


def main() -> None:
    """Entry point of the command."""
    folder, languages = asked("Fine-tune an encoder's opinion of briefs.", PARAMETERS)
    every = examples_of(load_briefs())
    for language in languages:
        examples = [e for e in every if e.message.author.startswith(language)]
        beside = Beside(examples)
        tuned, heard, _ = taught(told_of(examples), list, EPOCHS, beside)
        tuned.save(folder, name(language), marks_hash(MARKED))
        opinion = PartOpinion({language: (heard.tuned, MiniLm().changed_pieces(heard.tuned.changes))})
        both = passes_of(beside.passes.first.linear, beside.passes.second.linear, opinion)
        own = [e for e in examples if e.message.author == max(e.message.author for e in examples)]
        alone, joined = measured(own, beside.passes), measured(own, both)
        for field in BOUNDS:
            print(f"{language} {field:15} {said(alone, field)} -> {said(joined, field)}", flush=True)


if __name__ == "__main__":
    main()
