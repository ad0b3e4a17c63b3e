"""What rules say of a word or a name, remembered so long as there is room.

In comes a function of one hashable argument, out comes the same function with its answers kept. A
batch asks the same some ten thousand words again and again; in a cache that keeps them in order of
use, each answer moves its neighbours, which by then have left the processor's own memory. So no
order is kept here: a full memory is emptied, and what is asked for goes in again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class _Memory(dict[Question, Answer]):
    """Answers by question; one that is missing is worked out and kept."""

    def __init__(self, function: Callable[[Question], Answer], most: int) -> None:
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, question: Question) -> Answer:
        answer = self._function(question)
        if len(self) >= self._most:
            self.clear()
        self[question] = answer
        return answer


def remembered(most: int) -> Callable[[Callable[[Question], Answer]], Callable[[Question], Answer]]:
    """A decorator that keeps at most `most` answers of a function that always says the same."""

    def remember(function: Callable[[Question], Answer]) -> Callable[[Question], Answer]:
        # the look-up of the dictionary itself: no call of ours where the answer is known
        return _Memory(function, most).__getitem__

    return remember
