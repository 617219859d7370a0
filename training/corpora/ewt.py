"""UD English EWT: tags, relations and heads of web text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training import syntax
from training.examples import Example, repair


def read(shared: Path, *, split: str) -> Iterator[Example]:
    """A document an example."""
    path = shared / f"corpora/ewt/en_ewt-ud-{split}.conllu.gz"
    if not path.exists():
        return
    for document in syntax.documents(path):
        laid = [syntax.lay(document.text, words) for words in document.sentences]
        yield repair(
            Example(
                id=f"ewt/{document.id}",
                corpus="ewt",
                genre=document.id.split("-")[0],
                text=document.text,
                sentences=[(words[0].start, words[-1].end) for words in document.sentences],
                layers=frozenset({"head"}),
                words={
                    "tag": [tag for one in laid for tag in one.tags],
                    "relation": [relation for one in laid for relation in one.relations],
                },
                links=[link for one in laid for link in one.links],
            )
        )
