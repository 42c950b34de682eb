"""A hash tree in which every row has its place, as in RFC 9162 (and RFC 6962 before it).

One root stands for all rows in their order. Leaves and nodes are hashed apart (0x00, 0x01), so that
no node can be passed off as a leaf.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 32
EMPTY = sha256().digest()


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what stands above two hashes."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Tree:
    """A tree that grows at the right: it keeps the roots of its whole halves, largest first."""

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> None:
        """Add the hash of one leaf."""
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self.peaks.pop(), node)
            size >>= 1
        self.peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The one hash that stands for all leaves."""
        if not self.peaks:
            return EMPTY
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node_hash(peak, found)
        return found

    def packed(self) -> bytes:
        """The tree as bytes, to go on with later."""
        return b"".join(self.peaks)

    @classmethod
    def unpacked(cls, size: int, content: bytes) -> Tree:
        """Go on with a tree of this size."""
        peaks = [content[i : i + WIDTH] for i in range(0, len(content), WIDTH)]
        if len(peaks) != size.bit_count():
            raise ValueError("these halves are not of a tree of this size")
        return cls(size, peaks)


def root(leaves: Iterable[bytes]) -> bytes:
    """The root of these leaves (hashes)."""
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1


def inclusion(number: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes that lead from a leaf to the root (RFC 9162, 2.1.3.1)."""
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if number < half:
        return [*inclusion(number, leaves[:half]), root(leaves[half:])]
    return [*inclusion(number - half, leaves[half:]), root(leaves[:half])]


def includes(number: int, size: int, leaf: bytes, path: Sequence[bytes], top: bytes) -> bool:
    """Whether the path leads from the leaf to the root (RFC 9162, 2.1.3.2)."""
    if number >= size:
        return False
    low, high, found = number, size - 1, leaf
    for step in path:
        if high == 0:
            return False
        if low & 1 or low == high:
            found = node_hash(step, found)
            while not low & 1 and low:
                low, high = low >> 1, high >> 1
        else:
            found = node_hash(found, step)
        low, high = low >> 1, high >> 1
    return high == 0 and found == top


def consistency(first: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes that show that the first leaves are still there (RFC 9162, 2.1.4.1)."""
    return _consistency(first, leaves, is_whole=True)


def _consistency(first: int, leaves: Sequence[bytes], *, is_whole: bool) -> list[bytes]:
    if first == len(leaves):
        return [] if is_whole else [root(leaves)]
    half = _split(len(leaves))
    if first <= half:
        return [*_consistency(first, leaves[:half], is_whole=is_whole), root(leaves[half:])]
    return [*_consistency(first - half, leaves[half:], is_whole=False), root(leaves[:half])]


def is_consistent(
    first: int, second: int, top: bytes, new_top: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the second tree only added to the first (RFC 9162, 2.1.4.2)."""
    if first == second:
        return not path and top == new_top
    steps = list(path) if first.bit_count() != 1 else [top, *path]
    if not steps or not 0 < first < second:
        return False
    low, high = first - 1, second - 1
    while low & 1:
        low, high = low >> 1, high >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if high == 0:
            return False
        if low & 1 or low == high:
            old, new = node_hash(step, old), node_hash(step, new)
            while not low & 1 and low:
                low, high = low >> 1, high >> 1
        else:
            new = node_hash(new, step)
        low, high = low >> 1, high >> 1
    return high == 0 and old == top and new == new_top
