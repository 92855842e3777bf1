from __future__ import annotations

import pytest
from lxml import etree

from ingest.readers.odt_hidden import drop_hidden

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"),
        ("table", "table"),
    )
)  # fmt: skip
STYLES = """<x {spaces}>
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt"/>
</style:default-style>
<style:style style:name="Wit" style:family="text">
 <style:text-properties fo:color="#fffffe"/></style:style>
<style:style style:name="Erf" style:family="text" style:parent-style-name="Wit"/>
<style:style style:name="Zwart" style:family="text">
 <style:text-properties fo:color="#000000"/></style:style>
<style:style style:name="Wit" style:family="paragraph">
 <style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="Klein" style:family="text">
 <style:text-properties fo:font-size="10%"/></style:style>
<style:style style:name="Weg" style:family="paragraph">
 <style:text-properties text:display="none"/></style:style>
<style:style style:name="Blauw" style:family="table-cell">
 <style:table-cell-properties fo:background-color="#003366"/></style:style>
</x>"""


def seen(body: str) -> str:
    sheet = etree.fromstring(STYLES.format(spaces=SPACES))
    found = etree.fromstring(f"<office:text {SPACES}>{body}</office:text>")
    drop_hidden(found, sheet)
    return "".join(str(text) for text in found.itertext())


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ('<text:p>a<text:span text:style-name="Wit">b</text:span>c</text:p>', "ac"),
        ('<text:p>a<text:span text:style-name="Erf">b</text:span>c</text:p>', "ac"),
        ('<text:p>a<text:span text:style-name="Klein">b</text:span>c</text:p>', "ac"),
        ('<text:p text:style-name="Weg">a</text:p><text:p>b</text:p>', "b"),
        (
            '<text:p text:style-name="Wit">a<text:span text:style-name="Zwart">b</text:span>c'
            "</text:p>",
            "b",
        ),
        (
            '<table:table-cell table:style-name="Blauw"><text:p text:style-name="Wit">a</text:p>'
            "</table:table-cell>",
            "a",
        ),
        ('<text:section text:display="none"><text:p>a</text:p></text:section>', ""),
        ("<text:p>a<text:hidden-text>b</text:hidden-text>c</text:p>", "ac"),
        ("<text:p>a<text:script>b</text:script>c</text:p>", "ac"),
        ("<text:p><text:hidden-paragraph>a</text:hidden-paragraph>b</text:p>", ""),
        (
            '<table:table-row table:visibility="collapse"><table:table-cell><text:p>a</text:p>'
            "</table:table-cell></table:table-row>",
            "",
        ),
    ],
)
def test_only_what_a_page_shows_is_kept(body: str, kept: str) -> None:
    assert seen(body) == kept
