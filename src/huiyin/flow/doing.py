"""A deed in progress: what every deed is given to work on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from huiyin.flow.actor import PostCard
from huiyin.flow.matter import Body
from huiyin.flow.scene import Attempt, Scene


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed in progress: the scene, the attempt, the post acting, and the body being written."""

    scene: Scene
    attempt: Attempt
    post: PostCard | None
    body: Body

    @property
    def values(self) -> Mapping[str, Any]:
        """Return the cleaned public values of the attempt."""
        return self.attempt.values
