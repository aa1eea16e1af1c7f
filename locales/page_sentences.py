"""The words of the browser chat's page: buttons, states, what a screen reader says. English; a key each, short, for narrow screens.

`{at}`, `{of}`, `{count}` and `{percent}` are filled by the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PAGE_SENTENCES: Final[Mapping[str, str]] = {
    "title": "Saathi, your companion in export",
    "conversation": "Conversation",
    "you": "You",
    # Answering
    "write": "Write here",
    "send": "Send",
    "photo": "Take a photo",
    "file": "Choose a file",
    "choices": "Choices",
    "done": "Done",
    "change": "Change",
    # What can be asked for at any time
    "menu": "Menu",
    "close": "Close",
    "back": "Go back one question",
    "skip": "Skip this question",
    "review": "My answers",
    "language": "Language",
    "help": "Help",
    "human": "Talk to a person",
    "stop": "Stop messages",
    "mydata": "My data",
    "erase": "Delete everything",
    "new": "Start again",
    # How it stands
    "progress": "Part {at} of {of}",
    "typing": "Saathi is writing",
    "waiting": "Waiting for the network. Nothing is lost.",
    "not-sent": "Not sent",
    "uploading": "Sending: {percent} %",
    "too-large": "This file is too large: I can take up to 10 MB. Please send a smaller one, or a photo of the paper.",
    "wrong-type": "I cannot open this kind of file. Please send a photo (JPG or PNG) or a PDF.",
    "too-long": "This message is too long. Please send it in shorter parts.",
    "gone": "This conversation is over. You can start again.",
    "lead": "Your number",
    # Only in the demonstration
    "profile": "Your profile so far",
    "score": "Readiness",
    "samples": "Send sample papers",
}
