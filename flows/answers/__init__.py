"""Reading replies: one parser a kind of step."""

from flows.answers.aadhaar import find_aadhaar
from flows.answers.display import display
from flows.answers.names import similar, similarity
from flows.answers.reader import fits, read_answer
from flows.answers.reading import Accepted, BareOption, BareStep, DidYouMean, Labels, OptionLike, Reading, StepLike

__all__ = [
    "Accepted",
    "BareOption",
    "BareStep",
    "DidYouMean",
    "Labels",
    "OptionLike",
    "Reading",
    "StepLike",
    "display",
    "find_aadhaar",
    "fits",
    "read_answer",
    "similar",
    "similarity",
]
