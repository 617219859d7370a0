"""spaCy's pipeline of en_core_web_sm's architecture with untrained weights: only its speed is asked for.

Run by reading_speed.py with a Python that has spaCy. Reads a JSON list of texts a line, answers with the CPU seconds
that they took. As in en_core_web_sm, tagger and parser share one tok2vec and the names have their own; --shared lets
all three share one. Its rules for lemmas and attributes are left out.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import spacy
from spacy.training import Example

TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [5000, 1000, 2500, 2500],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
TAGS = ["NNP", "VBD", "DT", "NN", "IN", "NNP", ".", "PRP", "MD", "VB", "CC", "NNS", "JJ", "RB", "CD", "TO", "VBZ"]
RELATIONS = ["nsubj", "ROOT", "det", "dobj", "prep", "pobj", "punct", "aux", "conj", "cc", "amod", "advmod", "nummod"]
ENTITIES = ["PERSON", "ORG", "GPE", "DATE", "CARDINAL", "NORP", "LOC", "MONEY", "TIME", "PERCENT", "EVENT", "FAC"]


def parser_of(state: str, tok2vec: dict, *, hidden: int = 64) -> dict:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def pipeline(*, shared: bool) -> spacy.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}})
    nlp.add_pipe("parser", config={"model": parser_of("parser", LISTENER)})
    nlp.add_pipe("ner", config={"model": parser_of("ner", LISTENER if shared else TOK2VEC)})
    nlp.initialize(lambda: examples(nlp))
    return nlp


def examples(nlp: spacy.Language) -> list[Example]:
    """Sentences that hold every label once, so that the output layers have their size."""
    words = ["Orla", "saw", "the", "port", "of", "Sarn", ".", "She", "will", "go", "and", "ships", "big", "now", "."]
    made = []
    for shift in range(len(TAGS)):
        tags = TAGS[shift:] + TAGS[:shift]
        relations = [RELATIONS[(i + shift) % len(RELATIONS)] for i in range(len(words))]
        heads = [1, *([1] * (len(words) - 1))]
        relations = ["ROOT" if i == 1 else "dep" if r == "ROOT" else r for i, r in enumerate(relations)]
        names = ["O"] * len(words)
        names[0] = f"U-{ENTITIES[shift % len(ENTITIES)]}"
        names[5] = f"U-{ENTITIES[(shift + 5) % len(ENTITIES)]}"
        doc = spacy.tokens.Doc(nlp.vocab, words=words)
        given = {"tags": tags[: len(words)], "heads": heads, "deps": relations, "entities": names}
        made.append(Example.from_dict(doc, given))
    return made


def main() -> None:
    nlp = pipeline(shared="--shared" in sys.argv)
    for _ in nlp.pipe(["Orla Venn saw the port of Sarn. She will go."] * 8):
        pass
    gc.collect()
    gc.freeze()  # as is done for Sourcebook
    print(json.dumps(f"spaCy {spacy.__version__}"), flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        began = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        print(time.process_time() - began, flush=True)


if __name__ == "__main__":
    main()
