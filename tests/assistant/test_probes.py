"""Direct probes: none may steer the assistant. A chat model is put through the same cases later."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.adapters.answer_policy import load_messages, load_routes
from assistant.core.model import Answer, Outcome, Question, Turn
from assistant.core.rendering import markdown
from assistant.core.routing import RouteGuard
from tests.corpora import bundled_application

PROBES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "eval/probes/direct.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
TODAY = datetime.date(2026, 11, 24)
