"""Every code that a fault of a flow can have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CODES: Final[Mapping[str, str]] = {
    # the text
    "yaml": "The file is not YAML.",
    "not-utf8": "The file is not UTF-8 text.",
    "empty-flow": "The file is empty.",
    "several-documents": "The file holds more than one YAML document.",
    "duplicate-key": "A key is in the same mapping twice.",
    "file-too-large": "The file is larger than a flow may be, or its aliases make it so.",
    "nested-too-deep": "Values are nested deeper than in any flow.",
    # its form
    "missing-key": "A key that must be there is missing.",
    "unknown-key": "A key is not one of those that belong there.",
    "empty-value": "A key has nothing after it.",
    "type": "A value, or a side of a comparison, is of the wrong type.",
    "too-long": "A text is longer than any channel carries.",
    "out-of-range": "A number is outside what is possible.",
    "unknown-value": "A value is not one of those that are possible.",
    "unknown-kind": "There is no such kind of step.",
    "unknown-language": "There is no such language.",
    "too-many-steps": "The flow has more steps than a flow may have.",
    # ids
    "bad-id": "An id is not made of the letters that ids are made of.",
    "reserved-id": "An id is a word of the conditions' language.",
    "duplicate-id": "An id is used twice.",
    "was-in-use": "`was:` names an id that is in use, or that another step claims.",
    # conditions
    "condition-syntax": "A condition cannot be read.",
    "unknown-name": "A name is that of no step.",
    "unknown-field": "A name has no such field.",
    "unknown-function": "There is no such function.",
    "no-answer": "A name is that of a step which has no answer to compare.",
    "not-a-condition": "Something stands as a condition that is neither true nor false.",
    "not-a-value": "Something stands as a value that is not a name or a field.",
    "later-name": "Where a step stands depends on something that is asked only later.",
    "check-form": "A check is not one of must or should.",
    "check-names-nothing": "A check names no step.",
    "check-outside-repeat": "A check of one instance names a step that is asked after all of them.",
    "check-never-holds": "No answers at all satisfy a check.",
    # what is asked
    "never-asked": "No answers at all lead to a step.",
    "after-end": "A step comes after an end that nobody gets past.",
    "after-review": "Something is asked after the review, so the review cannot show it.",
    "two-reviews": "There is more than one review.",
    "not-in-repeat": "A step of this kind cannot be repeated.",
    "bad-bound": "A bound is not a value of the step's kind.",
    "bounds": "A lower bound is above the upper one.",
    "missing-words": "Something has no words to be said.",
    "example-unread": "An example is not understood as an answer to its own step.",
    "no-options": "A choice has nothing to choose from.",
    "same-words": "Two options can be meant by the same words.",
    "unknown-option": "An option is not one that the kind knows.",
    "misplaced-key": "A key has no effect on a step of this kind.",
    "notice-version": "A consent does not say which version of its notice it is for.",
    "placeholder-form": "A placeholder is not {name} or {name.field}.",
    "placeholder-name": "A placeholder names nothing, or nothing known at that point.",
    "value-kind": "A derived or suggested value does not fit the kind of its step.",
    "derive-and-suggest": "A step is both derived and suggested.",
    "derived-depth": "Derived values hang on each other in too long a chain.",
    "unknown-paper": "There is no such kind of paper.",
    "unknown-paper-field": "No paper says this.",
    "unknown-step-read": "A paper is to fill a step that is not there.",
    "read-kind": "What a paper says does not fit the kind of the step that it fills.",
    "unknown-score-part": "A part of the score has no lines, and is not one that is worked out by itself.",
}
"""Every code that a fault can have, with what it means."""
