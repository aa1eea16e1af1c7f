"""The number words of each language, as data. `number_vocabulary` turns them into look-ups, `number_grammar` reads them.

`units` lists 0 to 99 (Dravidian languages and English: 0 to 19) in order, spellings of one number joined by `|`.
`tens` lists 20 to 90, `others` further complete numbers
below a hundred. `hundreds` lists 100 to 900 where one word says them, `-` where none does. Spellings that differ only by a nukta, ँ for
ं, a doubled consonant or the length of i and u need no entry of their own.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    units: str
    tens: str = ""
    others: dict[int, str] = field(default_factory=dict)
    bound: dict[int, str] = field(default_factory=dict)
    """Units as they stand inside joined words only: alone, Tamil நான் is "I" and Malayalam എണ്ണ is oil."""
    hundreds: str = ""
    hundred: str = ""
    hundred_alone: str = ""
    scales: dict[int, str] = field(default_factory=dict)
    scales_alone: dict[int, str] = field(default_factory=dict)
    stuck: dict[int, str] = field(default_factory=dict)
    many: dict[int, str] = field(default_factory=dict)
    """Plurals, which alone say no number: "lakhs" is some lakhs, "five lakhs" a number."""
    whole: dict[str, str] = field(default_factory=dict)
    shift: dict[str, str] = field(default_factory=dict)
    tail: dict[str, str] = field(default_factory=dict)
    joiners: str = ""
    articles: str = ""
    point: str = ""
    minus: str = ""
    only: str = ""
    """Said behind an amount and changing nothing."""
    sandhi: bool = False
    """Words of one number are written together, the sounds at the seam changing."""


T, L, C, A, K = 1_000, 100_000, 10_000_000, 1_000_000_000, 100_000_000_000

ENGLISH = Words(
    units="zero|nil one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
    tens="twenty thirty forty|fourty fifty sixty seventy eighty ninety|ninty",
    hundred="hundred|hundered",
    scales={
        T: "thousand|thousend|thsnd",
        L: "lakh|lac|lkh",
        C: "crore|cr|karod|cror|koti",
        A: "arab",
        K: "kharab",
        10**6: "million|mn|mln",
        10**9: "billion|bn|bln",
    },
    many={
        100: "hundreds",
        T: "thousands",
        L: "lakhs|lacs|laks|lakh's|lkhs",
        C: "crores|crs|crors",
        10**6: "millions",
        10**9: "billions",
    },
    stuck={T: "k", L: "l"},
    whole={"0.5": "half", "0.25": "quarter"},
    joiners="and &",
    articles="a an",
    point="point",
    minus="minus negative",
    only="only",
)
