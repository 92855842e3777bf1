"""Take out of Markdown what its page does not show, before it is split into lines."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from ingest.readers.contrast import is_clear, is_dark, is_white

BROKEN = r"(?!\n[ \t]*\n)"  # only a value goes on after a blank line
NAME = rf"(?:{BROKEN}[^\s/<>=])++"
VALUE = r"\"[^\"]{0,9999}+\"|'[^']{0,9999}+'|[^\s>\"'<][^\s><]*+"
ATTRIBUTE = rf"(?:{BROKEN}[\s/])*+({NAME})(?:(?:{BROKEN}\s)*+=(?:{BROKEN}\s)*+({VALUE}))?+"
TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![a-zA-Z][^>]*(?:>|\Z)"
    rf"|<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?=[\s/>])(?P<attributes>(?:{ATTRIBUTE})*+)"
    rf"(?:{BROKEN}[\s/])*+>",
    re.DOTALL,
)
ATTRIBUTES = re.compile(ATTRIBUTE)
DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)(?:[^\[\]\\]|\\.){1,999}\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|\S+)"
    r"(?:[ \t]*\n?[ \t]*(?:\"[^\"]*\"|'[^']*'|\((?:[^()\\]|\\.)*\)))?[ \t]*$",
    re.MULTILINE,
)
UNSEEN = frozenset("script style template noscript head title textarea iframe object".split())
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
CLOSED_BY_NEXT = frozenset("p li dt dd option".split())
HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0*(?:\.0\d*)?%?(?:;|$|!)"
    r"|font-size:(?:0*(?:\.\d+)?|0*(?:[01](?:\.\d*)?|2|\.\d+)(?:px|pt)|0*\.[01]\d*\w+|0+\w+|\d(?:\.\d*)?%)(?:;|$|!)"
    r"|(?:left|top|right|bottom|text-indent|margin(?:-left|-top)?):-\d{3,}"
    r"|clip:rect\((?:0|1px)|clip-path:inset\((?:50|100)%|transform:[^;]*(?:scale\(0\)|-\d{4})"
    r"|(?:^|;)(?:max-)?(?:height|width):[01](?:px)?;.*overflow:hidden"
    r"|overflow:hidden.*;(?:max-)?(?:height|width):[01](?:px)?(?:;|$|!)"
)
COLOUR = re.compile(r"(?:^|;)color:([^;!]+)")
GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")


def without_hidden(text: str) -> str:
    """Return the text without comments, link definitions and elements that nobody sees.

    The tags of other elements are gone too; their words stay.
    """
    return DEFINITION.sub("", _Sieve().sieved(text))


@dataclass(slots=True)
class _Sieve:
    """Goes through the tags in order; inside a hidden element nothing is kept."""

    kept: list[str] = field(default_factory=list)
    hidden: str = ""
    depth: int = 0

    def sieved(self, text: str) -> str:
        end = 0
        for token in TOKEN.finditer(text):
            if not self.hidden:
                self.kept.append(text[end : token.start()])
            end = token.end()
            if token["name"]:
                self._tag(token["name"].lower(), bool(token["close"]), token["attributes"] or "")
        return "".join([*self.kept, "" if self.hidden else text[end:]])

    def _tag(self, name: str, is_end: bool, attributes: str) -> None:
        if self.hidden == name:
            self._nested(name, is_end, attributes)
        elif not self.hidden and not is_end and name not in VOID and is_hidden(name, attributes):
            self.hidden, self.depth = name, 1

    def _nested(self, name: str, is_end: bool, attributes: str) -> None:
        """Count the elements of the same name; a next paragraph ends a hidden one."""
        if not is_end and name in CLOSED_BY_NEXT:
            self.depth = int(is_hidden(name, attributes))
        elif name not in UNSEEN or is_end:
            self.depth += -1 if is_end else 1
        self.hidden = name if self.depth > 0 else ""


def is_hidden(name: str, attributes: str) -> bool:
    """Tell whether an element with these attributes is not shown."""
    found = {key.lower(): value.strip("\"'") for key, value in ATTRIBUTES.findall(attributes)}
    style = _even(found.get("style", "").lower())
    if name in UNSEEN or "hidden" in found or HIDING.search(style):
        return True
    return _is_pale(style, found)


def _is_pale(style: str, attributes: dict[str, str]) -> bool:
    """Tell whether the letters are white or clear and not on a dark ground."""
    colour = (COLOUR.findall(style) or [attributes.get("color", "")])[-1]
    ground = (GROUND.findall(style) or [attributes.get("bgcolor", "")])[-1]
    on_dark = is_dark(ground) or any(map(is_dark, ground.split(" ")))
    return is_clear(colour) or (is_white(colour) and not on_dark)


def _even(style: str) -> str:
    """Write a style without comments and without spaces around its marks."""
    bare = re.sub(r"/\*.*?\*/|\\", "", html.unescape(style), flags=re.DOTALL)
    return re.sub(r"\s*([:;,!()])\s*", r"\1", " ".join(bare.split()))
