"""One post of one person, made whole at one place of an article and left bare at another.

In come the whole posts of all mentions of an article, and a post that nothing was found for takes
what the same person's same post was completed with elsewhere, where that is one thing alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flows.extract.people.lexicon import key
from flows.extract.people.posts.forms import plain_form

if TYPE_CHECKING:
    from flows.extract.people.completion.completing import WholePost


def agree(names: list[str], written: list[list[str]], whole: list[list[WholePost]]) -> None:
    """Give each post that was left bare what it was completed with at another mention.

    Args:
        names: the person of each mention.
        written: the posts of each mention as they stand in the text.
        whole: the same made whole, changed in place.
    """
    bearing = [index for index, posts in enumerate(whole) if posts]
    if len({key(names[index]) for index in bearing}) == len(bearing):
        return
    fuller: dict[tuple[str, str], dict[str, WholePost]] = {}
    bare: list[tuple[tuple[str, str], list[WholePost], int]] = []
    for index in bearing:
        for place, post in enumerate(whole[index]):
            low = key(plain_form(written[index][place]))
            normalised = key(post.normalised)
            name = (key(names[index]), low)
            if normalised == low:
                bare.append((name, whole[index], place))
            elif normalised.startswith(f"{low} "):
                fuller.setdefault(name, {})[normalised] = post
    for name, posts, place in bare:
        forms = list(fuller.get(name, {}).values())
        if len(forms) == 1:
            own = posts[place]
            rest = forms[0].normalised[len(own.normalised) :]
            posts[place] = replace(forms[0], span=own.span, normalised=own.normalised + rest)
