import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.intake.decode import decode_html
from sourcebook.intake.html import BadHtmlError, render

PAGE = """<!doctype html><html lang="en-GB"><head><title>Harbour deal - The Beacon</title>
<meta property="og:title" content="Harbour deal signed"><meta property="og:site_name" content="The Beacon">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "H",
 "datePublished": "2031-05-06T07:08:09Z", "author": [{"name": "Ada Orlo"}]}]}</script>
<link rel="canonical" href="https://beacon.example/harbour"></head>
<body><nav class="top main"><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Harbour   deal signed</h1><p>The two  sides<br>signed <a href="#">it</a>.<script>go()</script> Late.</p>
<figure><img alt="not text"><figcaption>The harbour.</figcaption></figure>
<pre>a  b
  c</pre><noscript>Turn on scripts</noscript></article></body></html>"""


def test_a_line_a_block() -> None:
    page = render(PAGE)
    assert page.text.split("\n") == [
        "Home World",
        "Harbour deal signed",
        "The two sides",
        "signed it. Late.",
        "The harbour.",
        "a  b",
        "  c",
    ]
    assert [page.text[b.start : b.end] for b in page.blocks] == page.text.split("\n")
    assert [b.tag for b in page.blocks] == ["nav", "h1", "p", "p", "figcaption", "pre", "pre"]
    assert "nav.top.main" in page.blocks[0].path
    assert page.blocks[0].link_chars >= 9
    assert page.blocks[3].link_chars == 2


def test_metadata_is_verbatim() -> None:
    meta = render(PAGE).meta
    assert meta.title == "Harbour deal signed"
    assert meta.site_name == "The Beacon"
    assert meta.author == "Ada Orlo"
    assert meta.published == "2031-05-06T07:08:09Z"
    assert meta.canonical_url == "https://beacon.example/harbour"
    assert meta.language == "en-GB"


def test_markup_without_text_is_refused() -> None:
    for empty in ("<html><body><script>x</script></body></html>", "<p> </p>", "<!-- only -->"):
        with pytest.raises(BadHtmlError):
            render(empty)


def test_a_title_that_is_never_closed_does_not_swallow_the_page() -> None:
    assert render("<html><head><title>Harbour<script src=x></script><p>The page.</p>").text.endswith("The page.")


def test_a_page_that_is_shut_where_it_begins_keeps_its_text() -> None:
    page = render('<html logo.gif" alt="The Beacon" /></a><table><tr><td>The pact holds.</td></tr></table></html>')
    assert page.text == "The pact holds."


def test_entities_are_not_expanded_without_end() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><p>x &c; y</p>'
    assert len(render(bomb).text) < 200


def test_a_deep_page_is_survived() -> None:
    deep = "<div>" * 20_000 + "core" + "</div>" * 20_000 + "<p>after</p>"
    try:
        text = render(deep).text
    except BadHtmlError:
        return
    assert len(text) < 20


def test_outside_files_are_not_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("hidden words")
    page = f'<!DOCTYPE html [<!ENTITY s SYSTEM "file://{secret}">]><p>seen &s;</p>'
    assert "hidden words" not in render(page).text


def test_html_is_decoded_as_browsers_do() -> None:
    assert decode_html('<meta charset="windows-1251"><p>Мир'.encode("cp1251")).endswith("Мир")
    assert decode_html("<p>Müller".encode()).endswith("Müller")
    assert decode_html(b"<p>caf\xe9 \x93x\x94").endswith("café “x”")
    assert decode_html("<p>ж".encode("utf-16")).endswith("ж")
    assert decode_html(b'<meta charset="no-such"><p>a\xff').endswith("aÿ")
    assert decode_html(b'<meta charset="base64"><p>a') == '<meta charset="base64"><p>a'


@given(st.text())
def test_any_markup_is_laid_out_or_refused(source: str) -> None:
    try:
        page = render("<html><body>" + source)
    except BadHtmlError:
        return
    at = 0
    for block in page.blocks:
        assert block.start == at and "\n" not in page.text[block.start : block.end]
        at = block.end + 1
    assert at == len(page.text) + 1


@given(st.binary())
def test_any_bytes_are_decoded_as_html(data: bytes) -> None:
    assert isinstance(decode_html(data), str)


@pytest.mark.parametrize(
    "source",
    [
        "<html><body><p>Weather</p></body></html><div><p>Talks opened.</p></div></body></html>",
        "<head><title>Talks</titled><p>Weather</p><p>Talks opened.</p>",
        "<head><oddbox><p>Weather</p><p>Talks opened.</p></oddbox></head>",
    ],
    ids=["early end", "title that nothing closes", "unknown element in the head"],
)
def test_a_broken_page_keeps_its_text(source: str) -> None:
    assert "Talks opened." in render(source).text


@pytest.mark.parametrize(
    ("source", "published"),
    [
        ("<time pubdate datetime='2031-05-06'>6 May</time><h1>Talks</h1>", "2031-05-06"),
        ("<time datetime='2031-05-01'>a</time><h1>Talks</h1><time datetime='2031-05-06'>b</time>", "2031-05-06"),
        ("<p>Talks<time datetime='2031-05-01'>a</time><time datetime='2031-05-06'>b</time>", None),
        ("<p>Talks<time datetime='2031-05-06'>b</time>", "2031-05-06"),
    ],
)
def test_the_time_element_that_dates_the_page(source: str, published: str | None) -> None:
    assert render(f"<body>{source}</body>").meta.published == published
