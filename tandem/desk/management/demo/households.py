"""Every household of the demonstration."""

from tandem.desk.management.demo import stories_hilversum, stories_huizen
from tandem.desk.management.demo.stories_wilg import DE_WILG

STORIES = (DE_WILG, *stories_huizen.STORIES, *stories_hilversum.STORIES)
