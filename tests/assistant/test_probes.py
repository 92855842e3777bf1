"""Direct probes: none may steer the assistant. A chat model is put through the same cases later."""

import datetime
import json
from pathlib import Path

PROBES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "eval/probes/direct.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
TODAY = datetime.date(2026, 11, 24)
