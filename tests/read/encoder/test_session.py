import pickle
import subprocess
import sys
from pathlib import Path

from sourcebook.model import Config
from sourcebook.read.document import parse
from sourcebook.read.encoder.seen import UNASKED, SeenPassage
from sourcebook.read.encoder.session import Encoder
from sourcebook.read.reader import Reader
from tests.read.encoder.seeing import MODEL, TEXT, encoder, report


def shown(seen: SeenPassage) -> tuple[object, ...]:
    return (seen.spans, seen.triggers, seen.links, seen.tags, seen.heads, seen.vectors.tobytes())


def seen(one: Encoder, text: str) -> list[tuple[object, ...]]:
    sight = parse(report(text), one).sight
    assert sight is not None
    return [shown(passage) for passage in sight.seen]


def test_a_passage_says_the_same_whatever_stands_beside_it() -> None:
    first, second = TEXT.splitlines(keepends=True)
    apart = seen(encoder(), first) + seen(encoder(), second)
    together = encoder()
    assert seen(together, first + second) == apart
    assert seen(together, second + first) == apart[::-1], "from memory"


def test_what_nobody_asks_for_changes_nothing_else() -> None:
    bare, full = (parse(report(), one).sight for one in (Encoder(MODEL), encoder()))
    assert bare is not None
    assert full is not None
    for one, other in zip(bare.seen, full.seen, strict=True):
        assert one.vectors.size == 0 < other.vectors.size
        assert (one.tags, one.triggers, one.events) == (other.tags, other.triggers, other.events)
        assert all(spans == other.spans[name] for name, spans in one.spans.items() if name not in UNASKED)


def test_it_goes_to_another_process_by_its_file() -> None:
    one = encoder()
    before = seen(one, TEXT)
    packed = pickle.dumps(one)
    assert len(packed) < 2000
    again: Encoder = pickle.loads(packed)
    assert seen(again, TEXT) == before
    assert again.sha256 == one.sha256


def test_a_reader_without_encoder_reads_by_rules() -> None:
    rules, both = Reader(encoder=None), Reader(encoder=Encoder(MODEL))
    assert rules.model_sha256 == ""
    assert len(both.model_sha256) == 64
    assert rules.read(report(), Config()).sentences == both.read(report(), Config()).sentences


def test_torch_is_never_imported() -> None:
    program = (
        "import sys\n"
        "from sourcebook.engine import default_stages\n"
        "from sourcebook.model import Config\n"
        "from sourcebook.read.reader import Reader\n"
        "from tests.read.encoder.seeing import encoder, report\n"
        "default_stages().read.read(report(), Config())\n"
        "Reader(encoder=encoder()).read(report(), Config())\n"
        "assert 'onnxruntime' in sys.modules\n"
        "print(sorted({'torch', 'tensorflow', 'transformers', 'onnx', 'tokenizers'} & set(sys.modules)))\n"
    )
    root = Path(__file__).resolve().parents[3]
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env={"PYTHONPATH": f"{root / 'src'}:{root}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout.strip() == "[]", ran.stderr


def test_reading_asks_for_less_and_what_it_gets_is_the_same() -> None:
    for less, whole in zip(
        parse(report(), Encoder(MODEL)).sight.seen,  # type: ignore[union-attr]
        parse(report(), encoder()).sight.seen,  # type: ignore[union-attr]
        strict=True,
    ):
        assert (less.triggers, less.tags) == (whole.triggers, whole.tags)
        assert less.spans == {name: () if name in UNASKED else spans for name, spans in whole.spans.items()}
        assert less.links == tuple(link for link in whole.links if link.role not in UNASKED)
        assert all((less.classes[name] == own).all() for name, own in whole.classes.items())
        assert (less.relations, less.heads, len(less.vectors)) == ((), (), 0)
        assert whole.relations
        assert len(whole.vectors)
