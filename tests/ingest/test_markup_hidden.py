from __future__ import annotations

import time

import pytest

from ingest.readers.markup_hidden import without_hidden


@pytest.mark.parametrize(
    ("marked", "seen"),
    [
        ("a <!-- b\n\n# c\n--> d", "a  d"),
        ("a <!-- de rest\n\nen meer", "a "),
        ("<!-->a<!--->b", "ab"),
        ("| a <!-- b | c --> |", "| a  |"),
        ("a<?b?>c<![CDATA[d]]>e<!DOCTYPE f>g", "aceg"),
        ("<script>a</script>b<STYLE>c</STYLE>d<template>e<p>f</p></template>g", "bdg"),
        ("a<noscript>b\n\nc", "a"),
        ("<div style='display : none'><div>a</div>b</div>c", "c"),
        ("<div style='display:none'class=x>a</div>b", "b"),
        ("<div style=&#100;isplay:none>a</div>b", "b"),
        ("<p hidden>a</p>b<p hidden>c<p>d", "bd"),
        ("<span style='visibility:hidden'>a</span>b", "b"),
        ("<span style='font-size:1px'>a</span><b style='font-size:0.9em'>b</b>", "b"),
        ("<span style='opacity:0'>a</span><b style='opacity:0.8'>b</b>", "b"),
        ("<p style='position:absolute;left:-9999px'>a</p>b", "b"),
        ("<span style='color: #FFF; background:#fff'>a</span>b", "b"),
        ("<span style='color:rgb(255 255 255)'>a</span><font color=white>b</font>c", "c"),
        ("<span style='color:rgba(0,0,0,0)'>a</span>b", "b"),
        (
            "<b style='color:white;background:navy'>a</b><td bgcolor=#003366 style=color:#fff>b",
            "ab",
        ),
        ('<img alt="a@b c" src=d>e<br hidden>f', "ef"),
        ('<div title="a\n\nb">c</div>', "c"),
        ("[//]: # (a)\n\n[b]: https://c.nl 'd'\n[e]:\n  https://f.nl\n  \"g\"\nh", "\n\n\n\nh"),
        ("[^1]: een noot\n[a]: meer dan een woord", "[^1]: een noot\n[a]: meer dan een woord"),
        ("<https://a.nl> en <b@c.nl> en 2 < 3", "<https://a.nl> en <b@c.nl> en 2 < 3"),
        ("als a <b en c\n\n> een citaat", "als a <b en c\n\n> een citaat"),
    ],
)
def test_only_what_a_page_shows_is_kept(marked: str, seen: str) -> None:
    assert without_hidden(marked) == seen


@pytest.mark.parametrize("piece", ["<a b=' c=\"", "<p hidden>", "<!--", "<a '\"", '[a]: x "\n'])
def test_a_heap_of_broken_tags_takes_no_age(piece: str) -> None:
    begun = time.process_time()
    without_hidden(piece * 20_000)
    assert time.process_time() - begun < 5
