"""Django's PostgreSQL backend, with the embedded server started at the first connection."""

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base, features
from django.db.utils import NotSupportedError

from config.postgres import embedded, roles

OLDEST = 16


class DatabaseFeatures(features.DatabaseFeatures):
    """What Tandem counts on."""

    minimum_database_version = (OLDEST,)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection; brings up the embedded server when nobody did yet."""

    features_class = DatabaseFeatures

    def get_connection_params(self) -> dict[str, Any]:
        """Start the embedded server, if that is ours, and only now: linting never needs it."""
        own = self.settings_dict.get("EMBEDDED")
        if own:
            self.settings_dict["HOST"] = str(embedded.hold(own["home"], durable=own["durable"]))
        parameters: dict[str, Any] = super().get_connection_params()
        role = self.settings_dict.get("ROLE")
        if role:
            parameters |= {"user": role, "password": roles.password(role)}
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - Django's own
        """Connect, or say in Dutch what to look at; the reason of PostgreSQL comes along."""
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise type(error)(
                f"De database is niet bereikbaar. Controleer of de server draait en of "
                f"DATABASE_URL klopt. PostgreSQL zegt: {reason}"
            ) from error

    def check_database_version_supported(self) -> None:
        """Refuse a server that is too old."""
        version = self.get_database_version()
        if version < (OLDEST,):
            raise NotSupportedError(
                f"Deze database is PostgreSQL {version[0]}. Tandem heeft PostgreSQL {OLDEST} of "
                "hoger nodig. Wijs met DATABASE_URL een nieuwere server aan."
            )

    def is_usable(self) -> bool:
        """Tell whether the connection still lives, without a round trip.

        An idle connection has nothing to read; one the server has closed reads as 'end of file'.
        """
        if self.connection is None or self.connection.closed:
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
        return not poll.poll(0)
