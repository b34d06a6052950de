"""Tables that tell how many answered a question, beside the question itself.

Such a table splits a group in two, those who answered and the others, and those who answered are the row totals
of the question. Where the group's size is told, hiding one of the two hides nothing, and when they move the
answers move with them. Put in place of the row totals, the others make one table of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kb.privacy.grids import Mask, Numbers, Places


@dataclass(frozen=True, slots=True)
class Base:
    """A question (the number of its block, perhaps lying on its side) and its base as one block.

    `answered` and `others` are figures of the base, row by row.
    """

    question: int
    turned: bool
    block: Places
    answered: Places
    others: Places

    def movable(self, masks: Sequence[Mask], amounts: Numbers) -> Mask:
        """Say which figures of the block may move: those of the question, and the others of each row."""
        inner = masks[self.question].T if self.turned else masks[self.question]
        mask = np.zeros(self.block.shape, dtype=bool)
        mask[:, :-2] = inner[:, :-1]
        mask[:-1, -2] = (amounts[self.answered] > 0) & (amounts[self.others] > 0)
        return mask


def find_bases(blocks: Sequence[Places], size: int) -> Iterator[Base]:
    """Find the bases whose groups are told elsewhere too, and whose answered are one question's row totals only."""
    shown = np.zeros(size, dtype=int)
    for block in blocks:
        shown[np.unique(block)] += 1
    # A figure that a block shows twice would have to move in two places.
    plain = [number for number, block in enumerate(blocks) if len(np.unique(block)) == block.size]
    sides = [
        (number, way, blocks[number].T if way else blocks[number])
        for number in plain
        for way in (False, True)
    ]
    questions = {
        (block[-1, -1], *sorted(block[:-1, -1].tolist())): (number, way, block)
        for number, way, block in sides
        if len(block) > 2
    }
    for number, _, block in (side for side in sides if side[2].shape[1] == 3 and len(side[2]) > 2):
        for one in (0, 1):
            answered, others, groups = block[:, one], block[:, 1 - one], block[:, -1]
            question = questions.get((answered[-1], *sorted(answered[:-1].tolist())))
            alone = (shown[answered[:-1]] == 2).all() and (shown[others[:-1]] == 1).all()
            if question and question[0] != number and alone and (shown[groups[:-1]] > 1).all():
                where, way, lines = question
                order = [*(answered[:-1].tolist().index(total) for total in lines[:-1, -1].tolist()), -1]
                joined = np.column_stack([lines[:, :-1], others[order], groups[order]])
                yield Base(where, way, joined, answered[order][:-1], others[order][:-1])
