"""The shape of a name: what a run of capitalised words may be.

In comes a run of words, out comes its `Shape`: a Kinh or minority name with its surname, a name
without one (pen names, artists), a foreign name, or nothing that a person is called. A Vietnamese
syllable is an onset, a rhyme and a tone; a word that is no such syllable is foreign.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from flows.extract.people.lexicon import key, lexicon
from flows.extract.remembered import remembered
from flows.normalize.matching import fold_case, match_form

_TONES = dict.fromkeys((0x300, 0x301, 0x303, 0x309, 0x323))
_ONSETS = "b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|ngh|"
_RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|"
    "e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|"
    "im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oan|oang|oanh|oao|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|"
    "oen|oeo|oet|oi|om|on|ong|oong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uac|uân|"
    "uâng|uât|uây|uc|uê|uêch|uên|uênh|ui|um|un|ung|uôc|uôi|uôm|uôn|uông|uôt|uơ|up|ut|uy|uya|uych|"
    "uyên|uyêt|uynh|uyt|uyu|ư|ưa|ưc|ưi|ưm|ưn|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt|ưu|"
    "y|ych|yêm|yên|yêng|yêt|yêu|yn|ynh|yt|an|ai|ang|ên|iêng"
)
_SYLLABLES = frozenset(
    onset + rhyme for onset in _ONSETS.split("|") for rhyme in _RHYMES.split("|")
)
# Behind these code points no letter is a Latin one with marks.
_END_OF_LATIN = 0x1F00
_LONGEST_NAME = 5
_LONGEST_OTHER = 3
_PAIR = 2
_GENERATIONS = frozenset({"jr", "sr"})
_LONGEST_WITHOUT_SURNAME = 3
# A name that a road, a district or a company bears as well: only a title before it makes a person.
_AMBIGUOUS_PRIOR = -0.5
# Middle names after which a given name must come.
SURE_MIDDLE_NAMES = frozenset({"thị", "văn"})
_OF_WOMEN = ["thị"]
_DISTRICT_KINDS = ("h.", "q.", "p.", "x.")
_MINORITY_MIDDLE_NAMES = frozenset({"a", "y"})
_MIDDLE_NAMES = SURE_MIDDLE_NAMES | frozenset(
    {"đình", "hữu", "đức", "xuân", "ngọc", "quang", "minh"}
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a run of words may be as a name.

    Attributes:
        kind: full (surname and at least one more), given (no surname), foreign, none.
        prior: how much the shape alone speaks for a person.
    """

    kind: str
    prior: float


# `Mai Trung Quốc`: somebody, where a title says so.
_NAMELIKE = "trung quốc"
_GENITIVES = ("'s", "’s")
# `Phó Chánh TP X`
_CITY = "tp"
# `Bộ trưởng Công Thương Việt Nam - ông A`
_OURS = " việt nam"
# `Forbes Vietnam`
_VIETNAM = "vietnam"
NO_SHAPE = Shape("none", -9.0)


@remembered(100_000)
def is_syllable(word: str) -> bool:
    """Whether `word` could be one Vietnamese syllable, whatever its case and tone."""
    decomposed = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
    return unicodedata.normalize("NFC", decomposed) in _SYLLABLES


def _full_prior(words: list[str]) -> float:
    strong = words[0] in lexicon().names.strong_surnames
    if len(words) == _PAIR:
        return 1.0 if strong else 0.0
    prior = 3.0 if strong else 1.2
    if words[1] in SURE_MIDDLE_NAMES or _is_minority(words):
        return prior + 2.0
    return prior + 0.3 if words[1] in _MIDDLE_NAMES else prior


def _is_minority(words: list[str]) -> bool:
    """Whether `A` or `Y` stands between a minority surname and a given name (`Giàng A Lử`)."""
    return words[1] in _MINORITY_MIDDLE_NAMES and words[0] in lexicon().names.minority_surnames


@cache
def _vowels() -> frozenset[str]:
    """The small letters of vowels, whatever their marks."""
    letters = map(chr, range(_END_OF_LATIN))
    return frozenset(c for c in letters if unicodedata.normalize("NFD", c)[0] in "aeiouy")


def has_vowel(word: str) -> bool:
    """Whether anybody could say the word; `Ng.` and `Tr.` mask a name."""
    return word in _GENERATIONS or not _vowels().isdisjoint(word)


@remembered(200_000)
def shape(name: str) -> Shape:
    """Shape of `name`, words parted by one space, each with a capital.

    Args:
        name: the run in matching form.

    Returns:
        The shape; `NO_SHAPE` where no person is called so.
    """
    words = fold_case(name).split()
    lexis = lexicon()
    folded = " ".join(words)
    if folded in lexis.names.named:
        return Shape("full", _full_prior(words))
    if not words or _is_other(words, folded) or len(words) > _LONGEST_NAME + 1:
        return NO_SHAPE
    is_initial = len(words[-1]) == 1 and words[-1] not in "ýáâyo"
    is_other = words[0] in lexis.names.not_first_words and folded not in lexis.names.ambiguous
    is_company = len(words) > 1 and words[-1] in lexis.names.not_last_words
    # `Đội trưởng Đội TTGT H.Phong Điền`: the district's, and nobody's.
    is_district = words[0].startswith(_DISTRICT_KINDS) and folded[2:] in lexis.places.district_names
    if is_initial or is_other or is_company or is_district:
        return NO_SHAPE
    is_long = len(words) > _PAIR and words[0] in lexis.names.surnames
    rest = " ".join(words[1:])
    if is_long and (_is_cut(words) or (rest in lexis.places.countries and rest != _NAMELIKE)):
        return NO_SHAPE
    vietnamese = sum(map(is_syllable, words))
    if vietnamese == len(words):
        return _vietnamese_shape(words, folded)
    return _foreign_shape(words, folded, vietnamese)


def _foreign_shape(words: list[str], folded: str, vietnamese: int) -> Shape:
    """Shape of words not all of which are syllables; those have a vowel and no digit."""
    if not has_vowel(words[-1]) or _has_digit(folded) or _is_of_place(words):
        return NO_SHAPE
    if len(words) == _PAIR and lexicon().places.countries.issuperset(words):
        # `các nước Úc, Brunei Canada`: a comma is lost.
        return NO_SHAPE
    has_surname = words[0] in lexicon().names.surnames and len(words) > _PAIR
    if has_surname and vietnamese == len(words) - 1:
        return Shape("full", 2.0)
    is_known = len(words) > 1 and words[0] in lexicon().names.foreign_given_names
    return Shape("foreign", 3.0 if is_known else 0.0)


def _is_of_place(words: list[str]) -> bool:
    """Whether a foreign name ends with a territory: a company's (`Velko Việt Nam`, `Velko Mỹ`)."""
    if len(words) < _PAIR or is_syllable(words[0]):
        return False
    is_short = words[-1] in lexicon().places.countries and not words[-1].isascii()
    return is_short or (len(words) > _PAIR and " ".join(words[-_PAIR:]) in lexicon().places.names)


def _has_digit(folded: str) -> bool:
    """Whether the words hold a digit, as hardly any do."""
    return not folded.replace(" ", "").isalpha() and any(map(str.isdigit, folded))


def _is_other(words: list[str], folded: str) -> bool:
    """Whether the run is known as no person, or begins so before a lost stop (`Hồ Chí Minh Sở`).

    Nor are two countries one (`hai nhà đồng cấp Nga-Mỹ`).
    """
    other = lexicon().names.not_persons
    if _CITY in words or _VIETNAM in words or _is_possessive(words, folded):
        return True
    if "-" in folded and lexicon().places.countries.issuperset(folded.split("-")):
        return True
    if folded.endswith(_OURS) and folded.removesuffix(_OURS) in other:
        return True
    is_long = len(words) > _LONGEST_OTHER
    return folded in other or (is_long and " ".join(words[:_LONGEST_OTHER]) in other)


def _is_possessive(words: list[str], folded: str) -> bool:
    """Whether an English genitive says that a thing is called so (`Velk's Next Top Model`)."""
    is_likely = _GENITIVES[0] in folded or _GENITIVES[1] in folded
    return is_likely and any(word.endswith(_GENITIVES) for word in words)


def _is_cut(words: list[str]) -> bool:
    """Whether an initial masks a Vietnamese name before a new sentence (`Ngô N. Liên`)."""
    return any(word.endswith(".") for word in words[1:]) and all(
        is_syllable(word) for word in words if not word.endswith(".")
    )


def _vietnamese_shape(words: list[str], folded: str) -> Shape:
    lexis = lexicon()
    # `Cát Thị Kim Xuân`: whoever is called `Thị` has a surname before it, however rare.
    has_surname = words[0] in lexis.names.surnames or words[1:2] == _OF_WOMEN
    if folded in lexis.names.ambiguous or folded.endswith(f" {_NAMELIKE}"):
        return Shape("full" if has_surname else "given", _AMBIGUOUS_PRIOR)
    if has_surname and 1 < len(words) <= _LONGEST_NAME:
        return Shape("full", _full_prior(words))
    return Shape("given", 0.0) if len(words) <= _LONGEST_WITHOUT_SURNAME else NO_SHAPE


@remembered(100_000)
def may_stand_alone(word: str) -> bool:
    """Whether a word may be all by which an article calls somebody, whatever stands beside it."""
    low, lexis = fold_case(word), lexicon()
    is_other = word.isupper() or low in lexis.sentences.lead_words or low in lexis.names.never_alone
    return not is_other and (shape(word).kind != "none" or low in lexis.places.countries)


@remembered(50_000)
def is_credited_name(name: str) -> bool:
    """Whether a credit names somebody, as `HỒNG HÀ`, `T.SỸ` do and `N.H`, `TTXVN` do not."""
    if "." in name:
        return any(len(word) > 1 and is_syllable(word) for word in re.split(r"[ .]+", name))
    plain = match_form(name.title() if name.isupper() else name)
    words = key(plain).split()
    if len(words) == _PAIR and words[0] in lexicon().names.first_or_name:
        return is_syllable(words[1]) and key(plain) not in lexicon().bodies.organisations
    found = shape(plain)
    if found.kind == "foreign":
        return found.prior > 0
    return found.kind != "none"
