"""A run as JUnit XML, so that a build server shows each case. A shortfall is a failure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from eval.results import CaseResult, Results

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(results: Results) -> str:
    """Return the XML text: an error for a broken case, a failure for one that falls short."""
    suite = Element(
        "testsuite",
        name="eval",
        tests=str(len(results.cases) + len(results.skipped)),
        failures=str(sum(bool(case.why) for case in results.cases)),
        errors=str(len(results.errors)),
        skipped=str(len(results.skipped)),
    )
    for case in results.cases:
        _add_case(suite, case)
    for one in results.skipped:
        skipped = SubElement(suite, "testcase", classname="eval.skipped", name=one.id)
        SubElement(skipped, "skipped", message=_clean(one.reason))
    indent(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(suite, encoding="unicode") + "\n"


def _add_case(suite: Element, case: CaseResult) -> None:
    element = SubElement(suite, "testcase", classname=f"eval.{case.split}", name=case.id)
    if case.error is not None:
        SubElement(element, "error", message=_clean(case.error)).text = _clean(case.question)
    elif case.why:
        failure = SubElement(element, "failure", message=_clean("; ".join(case.why)))
        failure.text = _clean(case.question)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
