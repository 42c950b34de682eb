"""Every household of the demonstration, the oldest first."""

from tandem.desk.management.demo.stories import (
    first_year,
    first_year_huizen,
    gooise_meren,
    gooise_meren_power,
    hilversum,
    hilversum_consent,
    huizen,
    huizen_power,
    second_year_gooise_meren,
    second_year_hilversum,
    second_year_huizen,
    wilg,
)

STORIES = (
    *first_year_huizen.STORIES,
    *first_year.STORIES,
    *second_year_huizen.STORIES,
    *second_year_hilversum.STORIES,
    *second_year_gooise_meren.STORIES,
    *wilg.STORIES,
    *huizen.STORIES,
    *huizen_power.STORIES,
    *hilversum.STORIES,
    *hilversum_consent.STORIES,
    *gooise_meren.STORIES,
    *gooise_meren_power.STORIES,
)
