"""Reading replies: one parser a kind of step. See `flows.answers.reader`."""

from flows.answers.reading import Accepted, BareOption, BareStep, DidYouMean, Labels, OptionLike, Reading, StepLike

__all__ = ["Accepted", "BareOption", "BareStep", "DidYouMean", "Labels", "OptionLike", "Reading", "StepLike"]
