"""Makes src/sourcebook/link/data/wordvectors.npz: what words mean, in few numbers, so that "lorries" are near "trucks".

usage: python -m training.word_vectors REPORTS.jsonl.gz

The words are those of at least one in a thousand news reports that are mostly written without a capital, by their keys
(sourcebook.link.words.word_key); each has the pretrained encoder's vector of its commonest form, brought down to its
main directions over all of them and to a byte a number.
"""

from __future__ import annotations

import collections
import gzip
import json
import sys
from pathlib import Path

import numpy as np

from sourcebook.link import words, wordvectors
from training.vectors import pretrained_vectors

LEAST_SHARE, LEAST_SMALL = 0.001, 0.6
WIDTH = 32
LETTERS = 3  # shorter ones are abbreviations
OUT = Path(wordvectors.__file__).parent / "data" / "wordvectors.npz"


def common_forms(reports: Path) -> dict[str, str]:
    """The commonest form of each key that many reports hold."""
    held: collections.Counter[str] = collections.Counter()
    forms: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    count = 0
    with gzip.open(reports, "rt", encoding="utf-8") as rows:
        for row in rows:
            count += 1
            said = collections.Counter(words._WORD.findall(json.loads(row)["text"]))
            held.update({words.word_key(word) for word in said})
            for word, times in said.items():
                forms[words.word_key(word)][word] += times
    found = {}
    for key in sorted(key for key, hits in held.items() if hits >= LEAST_SHARE * count):
        small = collections.Counter({form: n for form, n in forms[key].items() if form.islower() and form.isalpha()})
        if small.total() >= LEAST_SMALL * forms[key].total() and len(key) >= LETTERS and small:
            found[key] = min(small, key=lambda form: (-small[form], form))
    return found


def main() -> None:
    """Counts, takes the vectors, writes."""
    forms = common_forms(Path(sys.argv[1]))
    keys = sorted(forms)
    vectors = pretrained_vectors([forms[key] for key in keys]).astype(np.float32)
    vectors -= vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    few = vectors @ directions[:WIDTH].T
    few /= np.maximum(np.linalg.norm(few, axis=1, keepdims=True), 1e-6)
    rows = np.round(few * 127).astype(np.int8)
    np.savez_compressed(OUT, keys=np.array("\n".join(keys)), vectors=rows)
    print(f"{len(keys)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
