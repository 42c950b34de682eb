"""Where limits and used codes are counted: in a table that every worker sees.

Django's own table holds pickles, and reading a pickle runs what somebody wrote into it. Here a
value is JSON, signed for its own name: what the web did not write itself counts as absent.
"""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils.encoding import force_bytes
from django.utils.timezone import now  # noqa: TID251 - what is kept ends by the clock

if TYPE_CHECKING:
    from collections.abc import Mapping

_GET = "SELECT value, expires FROM network_cache WHERE cache_key = %s AND expires > %s"
_PUT = """
    INSERT INTO network_cache (cache_key, value, expires) VALUES (%s, %s, %s)
    ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
    WHERE %s OR network_cache.expires <= %s
"""
_TOUCH = "UPDATE network_cache SET value = %s, expires = %s WHERE cache_key = %s"
_DELETE = "DELETE FROM network_cache WHERE cache_key = %s"
_CLEAR = "DELETE FROM network_cache"
# What is over goes a few rows at a time, with every write.
_SWEEP = """
    DELETE FROM network_cache WHERE cache_key IN (
        SELECT cache_key FROM network_cache WHERE expires <= %s ORDER BY expires LIMIT 20
        FOR UPDATE SKIP LOCKED)
"""
_FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


class SignedCache(BaseCache):
    """Django's cache in the table `network_cache`; a value is anything that JSON can hold."""

    def __init__(self, _table: str, params: Mapping[str, Any]) -> None:
        """Take Django's options; the table is ours."""
        super().__init__(dict(params))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:  # noqa: ANN401 - Django's own
        """Return what was kept, or the default when it is over, gone or not ours."""
        name = self.make_and_validate_key(key, version=version)
        with connection.cursor() as cursor:
            cursor.execute(_GET, [name, now()])
            row = cursor.fetchone()
        if row is None:
            return default
        signature, _, said = row[0].partition(" ")
        is_ours = any(
            hmac.compare_digest(signature, _signature(secret, name, row[1], said))
            for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        )
        return json.loads(said) if is_ours else default

    def set(
        self,
        key: str,
        value: Any,  # noqa: ANN401 - Django's own
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value, whatever was there."""
        self._put(key, value, timeout, version, always=True)

    def add(
        self,
        key: str,
        value: Any,  # noqa: ANN401 - Django's own
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep a value where nothing is; of several that try at once, one succeeds."""
        return self._put(key, value, timeout, version, always=False)

    def touch(
        self,
        key: str,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep what is there for longer."""
        missing = object()
        value = self.get(key, missing, version=version)
        if value is missing:
            return False
        name = self.make_and_validate_key(key, version=version)
        ends = self._ends(timeout)
        with connection.cursor() as cursor:
            cursor.execute(_TOUCH, [_written(name, ends, value), ends, name])
            return bool(cursor.rowcount)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value."""
        with connection.cursor() as cursor:
            cursor.execute(_DELETE, [self.make_and_validate_key(key, version=version)])
            return bool(cursor.rowcount)

    def clear(self) -> None:
        """Forget everything."""
        with connection.cursor() as cursor:
            cursor.execute(_CLEAR)

    def _put(
        self,
        key: str,
        value: Any,  # noqa: ANN401 - Django's own
        timeout: float | None,
        version: int | None,
        *,
        always: bool,
    ) -> bool:
        name, ends, moment = (
            self.make_and_validate_key(key, version=version),
            self._ends(timeout),
            now(),
        )
        with connection.cursor() as cursor:
            cursor.execute(_SWEEP, [moment])
            cursor.execute(_PUT, [name, _written(name, ends, value), ends, always, moment])
            return bool(cursor.rowcount)

    def _ends(self, timeout: float | None) -> datetime:
        seconds = self.get_backend_timeout(timeout)
        return _FOREVER if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)


def _written(name: str, ends: datetime, value: object) -> str:
    said = json.dumps(value)
    return f"{_signature(settings.SECRET_KEY, name, ends, said)} {said}"


def _signature(secret: str | bytes, name: str, ends: datetime, said: str) -> str:
    """Sign a value for its own name and end: a row that was moved or kept longer is not ours."""
    key = hmac.digest(force_bytes(secret), b"tandem.cache", "sha256")
    signed = f"{name}\n{round(ends.timestamp() * 1e6)}\n{said}"
    return hmac.new(key, signed.encode(), "sha256").hexdigest()
