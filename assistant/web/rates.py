"""Token buckets: so many at once, so many a minute, in bounded memory."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_CLIENTS = 10_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float


class Rate:
    """Lets each key do `per_minute` things a minute, that many at once at most; 0 is no limit.

    Of more than `most_keys` keys, the one that was quiet longest is forgotten.
    """

    def __init__(
        self,
        per_minute: int,
        most_keys: int = MOST_CLIENTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_minute = per_minute
        self._most_keys = most_keys
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def wait_for(self, key: str) -> int:
        """Take one token: 0 when it was there, else the whole seconds until there is one."""
        if not self._per_minute:
            return 0
        with self._lock:
            bucket = self._filled(key)
            if bucket.tokens >= 1:
                bucket.tokens -= 1
                return 0
            return math.ceil((1 - bucket.tokens) * 60 / self._per_minute)

    def __len__(self) -> int:
        return len(self._buckets)

    def _filled(self, key: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.setdefault(key, _Bucket(self._per_minute, now))
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._most_keys:
            self._buckets.popitem(last=False)
        gained = (now - bucket.filled_at) * self._per_minute / 60
        bucket.tokens = min(self._per_minute, bucket.tokens + gained)
        bucket.filled_at = now
        return bucket
