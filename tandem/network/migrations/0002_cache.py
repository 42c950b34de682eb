"""The table behind Django's cache: rate limits and used codes count over all workers."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """As `createcachetable` would make it."""

    dependencies: ClassVar = [("network", "0001_initial")]

    operations: ClassVar = [
        migrations.RunSQL(
            """
            CREATE TABLE network_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX network_cache_expires ON network_cache (expires);
            """,
            "DROP TABLE network_cache;",
        )
    ]
