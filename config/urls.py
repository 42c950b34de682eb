"""Every address of Tandem; each app keeps its own list."""

from django.conf import settings
from django.urls import include, path

from tandem.dossier.services import keys
from tandem.network.urls import network

urlpatterns = [
    path("account/", include("tandem.network.urls.account")),
    # Whoever works in a local team holds keys: the dossier cuts and ends them with the assignment.
    path(
        "netwerk/",
        include(
            network.addresses(
                assign=keys.assign,
                end_assignment=keys.end_assignment,
                end_account=keys.end_account,
            )
        ),
    ),
    path("monitor/", include("tandem.monitor.urls")),
    path("", include("tandem.journey.urls")),
    path("", include("tandem.plan.urls")),
    path("", include("tandem.legal.urls")),
    path("", include("tandem.dossier.urls")),
    path("", include("tandem.desk.urls")),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("demo/", include("tandem.network.urls.demo")))
