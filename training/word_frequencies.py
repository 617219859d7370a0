"""Makes src/sourcebook/link/data/frequencies.tsv: how many of a thousand news reports hold a word.

usage: PYTHONPATH=src python training/word_frequencies.py REPORTS.jsonl.gz > src/sourcebook/link/data/frequencies.tsv

Only words that are mostly written without a capital get in, so no name of a person or place does.
"""

from __future__ import annotations

import collections
import gzip
import json
import sys
from pathlib import Path

from sourcebook.link import words

LEAST_SHARE = 0.002
LEAST_SMALL = 0.6


def main() -> None:
    """Counts and prints."""
    reports: collections.Counter[str] = collections.Counter()
    small: collections.Counter[str] = collections.Counter()
    occurrences: collections.Counter[str] = collections.Counter()
    key_of: dict[str, str] = {}
    count = 0
    with gzip.open(Path(sys.argv[1]), "rt", encoding="utf-8") as rows:
        for row in rows:
            count += 1
            seen: set[str] = set()
            for match in words._WORD.finditer(json.loads(row)["text"]):
                word = match.group()
                key = key_of.get(word)
                if key is None:
                    key = key_of[word] = words.word_key(word)
                seen.add(key)
                occurrences[key] += 1
                small[key] += not word[0].isupper()
            reports.update(seen)
    print("# How many of 1,000 news reports hold a word with this key (sourcebook.link.words.word_key);")
    print(
        f"# {count} reports in English, 2012 to 2020 (Article-Bias-Prediction, an Apache-2.0 repository). Words with a"
    )
    print("# capital more often than not are left out (names). Made by training/word_frequencies.py.")
    for key, hits in sorted(reports.items()):
        named = small[key] < LEAST_SMALL * occurrences[key]
        if hits >= LEAST_SHARE * count and not named and key and not key[0].isdigit():
            print(f"{key}\t{1000 * hits / count:.1f}")


if __name__ == "__main__":
    main()
