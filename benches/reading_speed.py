"""How fast reports are read on one core, beside spaCy and beside the bare encoder.

usage: PYTHONPATH=src python benches/reading_speed.py REPORTS.jsonl[.gz] [--first N] [--encoder FILE] [--spacy PYTHON]
           [--shared] [--json]

Three in turn, a few reports at a time, so that whatever else the machine does falls on all alike: Sourcebook's whole
reading of the texts as article bodies (`sourcebook read --body`); the encoder's file alone over the very same passages;
and, where --spacy names a Python that has spaCy, its pipeline of en_core_web_sm's architecture (spacy_rival.py) on the
same texts. Times are CPU seconds; `ratio` is how many times as fast as it Sourcebook is. `start`: seconds from a new
process to a loaded model, and its peak resident memory after 50 reports.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sourcebook.clean import Cleaner
from sourcebook.engine.collecting import collect_seldom
from sourcebook.model import Config, Page, Reject
from sourcebook.read.encoder.passages import Passage
from sourcebook.read.encoder.seen import SeenPassage
from sourcebook.read.encoder.session import Encoder, inputs_of, packaged_encoder
from sourcebook.read.reader import Reader

CHUNK = 25
CONFIG = Config(body=True)
START = """
import time, resource, sys
began = time.perf_counter()
from sourcebook.clean import Cleaner
from sourcebook.model import Config, Page
from sourcebook.read.reader import Reader
from sourcebook.read.encoder.session import Encoder
from pathlib import Path
import json
reader = Reader(encoder=Encoder(Path(sys.argv[1]))) if sys.argv[1] else Reader(encoder=None)
if reader.encoder is not None:
    reader.encoder.load()
took = time.perf_counter() - began
config = Config(body=True)
for text in json.load(sys.stdin):
    reader.read(Cleaner().clean(Page(id="x", input="x", text=text), config), config)
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


class Recorder(Encoder):
    """The encoder, which notes the passages that it is given and has not just seen."""

    def __init__(self, source: Any) -> None:
        super().__init__(source)
        self.passages: list[Passage] = []

    def see(self, passages: Sequence[Passage]) -> list[SeenPassage]:
        self.passages.extend(passages)
        return super().see(passages)


class Rival:
    """spaCy in its own Python: texts go in, seconds come back."""

    def __init__(self, python: str, *, shared: bool) -> None:
        script = str(Path(__file__).with_name("spacy_rival.py"))
        self.process = subprocess.Popen(
            [python, script, *(["--shared"] if shared else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.version = self._answer()

    def seconds(self, texts: list[str]) -> float:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(texts) + "\n")
        self.process.stdin.flush()
        return float(self._answer())

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())


def texts_of(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line).get("text")
            if text:
                yield text


def read(reader: Reader, text: str) -> None:
    report = Cleaner().clean(Page(id="x", input="x", text=text), CONFIG)
    if not isinstance(report, Reject):
        reader.read(report, CONFIG)


def chunks(texts: list[str]) -> Iterator[list[str]]:
    return (texts[first : first + CHUNK] for first in range(0, len(texts), CHUNK))


def measure(texts: list[str], reader: Reader, rival: Rival | None) -> dict[str, float]:
    """CPU seconds of each over all the texts."""
    spent = {"sourcebook": 0.0, "bare encoder": 0.0, "spacy": 0.0}
    recorder = reader.encoder
    for text in texts[:10]:  # word lists and models come in at their first use
        read(reader, text)
    collect_seldom()  # as the workers of `build` and `read` do after their first chunk
    pieces = passages = 0
    for chunk in chunks(texts):
        if isinstance(recorder, Recorder):
            recorder.forget()
            recorder.passages.clear()
        began = time.process_time()
        for text in chunk:
            read(reader, text)
        spent["sourcebook"] += time.process_time() - began
        if isinstance(recorder, Recorder):
            unlike = list(dict.fromkeys(recorder.passages))
            inputs = [inputs_of(passage) for passage in unlike]
            began = time.process_time()
            for given in inputs:
                recorder.run(given)
            spent["bare encoder"] += time.process_time() - began
            passages += len(inputs)
            pieces += sum(len(passage.ids) for passage in unlike)
        if rival is not None:
            spent["spacy"] += rival.seconds(chunk)
    return spent | {"passages a report": passages / len(texts), "word pieces a report": pieces / len(texts)}


def start(encoder: Encoder | None, texts: list[str]) -> tuple[float, float]:
    """Seconds that a new process takes to be ready, and its resident memory in MB after reading the texts."""
    source = "" if encoder is None else str(encoder.source)
    ran = subprocess.run(
        [sys.executable, "-c", START, source], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    seconds, resident = json.loads(ran.stdout)
    return seconds, resident / (1024 if sys.platform != "darwin" else 1024**2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--encoder", type=Path, help="a model file in the place of the packaged one")
    parser.add_argument("--rules", action="store_true", help="without an encoder")
    parser.add_argument("--spacy", metavar="PYTHON", help="a Python that has spaCy")
    parser.add_argument("--shared", action="store_true", help="let spaCy's names use the same vectors as its parser")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts = list(itertools.islice(texts_of(options.reports), options.first))
    packaged = packaged_encoder()
    source = options.encoder or (packaged.source if packaged is not None else None)
    encoder = None if options.rules or source is None else Recorder(source)
    rival = Rival(options.spacy, shared=options.shared) if options.spacy else None
    found: dict[str, Any] = {"reports": len(texts), "spacy": rival.version if rival else None}
    spent = measure(texts, Reader(encoder=encoder), rival)
    for name in ("sourcebook", "bare encoder", "spacy"):
        if spent[name]:
            found[f"{name}: ms a report"] = round(1000 * spent[name] / len(texts), 1)
            found[f"{name}: reports a second"] = round(len(texts) / spent[name], 1)
            found[f"{name}: ratio"] = round(spent[name] / spent["sourcebook"], 2)
    found |= {name: round(value, 1) for name, value in spent.items() if name.endswith("a report")}
    found["start: seconds"], found["start: resident MB"] = (round(x, 2) for x in start(encoder, texts[:50]))
    print(json.dumps(found) if options.json else "\n".join(f"{name:38s} {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
