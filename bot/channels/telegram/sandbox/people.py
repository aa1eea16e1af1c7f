"""People in the double: what they do becomes updates, what the bot says they can read. For tests and for the page.

Every doing returns the update that it made, so that a test can deliver it again.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from time import monotonic
from typing import Any, Final, Self

from bot.channels.telegram import tokens
from bot.channels.telegram.sandbox.world import Chat, World

WAIT_FOR: Final = 10.0  # seconds
Update = dict[str, Any] | None


class NothingToPress(AssertionError):
    """The person looked for a button that no keyboard shows. Says which there are."""


class User:
    """One person with one private chat."""

    def __init__(
        self, world: World, number: int, first_name: str = "Asha", language_code: str | None = "en", phone: str = ""
    ) -> None:
        person = {"id": number, "is_bot": False, "first_name": first_name}
        if language_code:
            person["language_code"] = language_code
        self.phone = phone or f"9198{number:08d}"
        self._world = world
        self._chat: Chat = world.chat(person)
        self._read = 0

    # ── Doing ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def starts(self, payload: str = "") -> Update:
        """Presses Start, or follows a link `t.me/…?start=payload`. Coming back unblocks."""
        if self._chat.blocked:
            self.unblocks()
        return self.says(f"/start {payload}".strip())

    def says(self, text: str) -> Update:
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])} if text.startswith("/") else None
        return self.sends({"text": text, **({"entities": [entity]} if entity else {})})

    def sends(self, content: dict[str, Any]) -> Update:
        """Any message: `content` holds the fields of a Message object."""
        with self._world.lock:
            message = self._world.arrive(self._chat, content)
            return self._last_update("message", message["message_id"])

    def presses(self, wanted: str) -> Update:
        """The newest button whose label, label without its mark, or option is `wanted`; else one of the reply keyboard."""
        with self._world.lock:
            found = self._button(wanted)
            if found is not None:
                return self.taps(*found)
            button = self._reply_button(wanted)
            if button.get("request_contact"):
                return self.shares_contact()
            if button.get("request_location"):
                return self.shares_location(18.5204, 73.8567)
            return self.says(button["text"])

    def taps(self, message: dict[str, Any], data: str) -> Update:
        """A callback query from this message's keyboard, also one that is no more there."""
        with self._world.lock:
            query = self._world.new_id("4382")
            self._world.queries[query] = self._world.clock()
            self._world.tapped[query] = self._chat.person["id"]
            body = {
                "id": query,
                "from": dict(self._chat.person),
                "message": message,
                "chat_instance": "1",
                "data": data,
            }
            return self._world.push("callback_query", body)

    def sends_photo(self, data: bytes, caption: str = "") -> Update:
        with self._world.lock:
            return self.sends({**self._photo(data), **({"caption": caption} if caption else {})})

    def sends_document(self, data: bytes, name: str, mime: str = "application/pdf", caption: str = "") -> Update:
        with self._world.lock:
            file = {**self._world.store(data, "documents", name, mime), "file_name": name, "mime_type": mime}
            return self.sends({"document": file, **({"caption": caption} if caption else {})})

    def album(self, photos: Sequence[bytes], caption: str = "") -> list[Update]:
        """Photos as one album: separate messages that share a media_group_id, the caption on the first."""
        with self._world.lock:
            group = self._world.new_id("138")
            parts = [{**self._photo(data), "media_group_id": group} for data in photos]
            if caption:
                parts[0]["caption"] = caption
            return [self.sends(part) for part in parts]

    def sends_voice(self, data: bytes = b"OggS", seconds: int = 3) -> Update:
        with self._world.lock:
            file = self._world.store(data, "voice", "voice.oga", "audio/ogg")
            return self.sends({"voice": {**file, "duration": seconds, "mime_type": "audio/ogg"}})

    def shares_contact(self, phone: str | None = None, own: bool = True) -> Update:
        """Their own number by the button; `own` False: a card of somebody else."""
        card: dict[str, Any] = {"phone_number": phone or self.phone, "first_name": self._chat.person["first_name"]}
        if own:
            card["user_id"] = self._chat.id
        return self.sends({"contact": card})

    def shares_location(self, latitude: float, longitude: float) -> Update:
        return self.sends({"location": {"latitude": latitude, "longitude": longitude}})

    def edits(self, text: str) -> Update:
        """Their last text message, rewritten."""
        with self._world.lock:
            mine = [one for one in self._chat.messages.values() if not one["from"]["is_bot"] and "text" in one]
            mine[-1].update(text=text, edit_date=int(self._world.clock()))
            return self._world.push("edited_message", mine[-1])

    def blocks(self) -> Update:
        return self._member("member", "kicked")

    def unblocks(self) -> Update:
        return self._member("kicked", "member")

    def repeats(self, update: Update, fresh_id: bool = True) -> Update:
        """The same update delivered again; with `fresh_id` under another update_id, as after a reconnect."""
        if update is None:
            return None
        kind = next(name for name in update if name != "update_id")
        return self._world.push(kind, update[kind], None if fresh_id else update["update_id"])

    # ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What the bot said, as it looks now."""
        with self._world.lock:
            return [copy.deepcopy(one) for one in self._chat.messages.values() if one["from"]["is_bot"]]

    @property
    def texts(self) -> list[str]:
        return [one.get("text") or one.get("caption", "") for one in self.messages]

    @property
    def last(self) -> dict[str, Any]:
        said = self.messages
        if not said:
            raise AssertionError("the bot has said nothing")
        return said[-1]

    @property
    def buttons(self) -> list[str]:
        """Labels of the newest inline keyboard."""
        keyboards = [one["reply_markup"]["inline_keyboard"] for one in self.messages if _inline(one)]
        return [button["text"] for row in keyboards[-1] for button in row] if keyboards else []

    @property
    def toasts(self) -> list[str]:
        """What this person's taps were answered with: nobody else sees it."""
        return [text for _, text in self._answers()]

    @property
    def alerts(self) -> list[str]:
        """Those of the toasts that stay until they are closed."""
        return [text for query, text in self._answers() if query in self._world.staying]

    def hears(self, count: int = 1, wait_for: float = WAIT_FOR) -> list[str]:
        """The next `count` texts that the bot says; blocks the thread (from a coroutine: `await asyncio.to_thread(user.hears)`)."""
        until = monotonic() + wait_for
        with self._world.changed:
            while len(self.texts) < self._read + count:
                if not self._world.changed.wait(until - monotonic()):
                    raise AssertionError(f"after {wait_for} s the bot has said {self.texts[self._read :]}")
            heard = self.texts[self._read : self._read + count]
            self._read += count
            return heard

    def _answers(self) -> list[tuple[str, str]]:
        with self._world.lock:
            mine = self._chat.person.get("id")
            return [
                (query, text) for query, text in self._world.answered.items() if self._world.tapped.get(query) == mine
            ]

    # ── How ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _photo(self, data: bytes) -> dict[str, Any]:
        """In two sizes; the small one is no good for reading."""
        small = {**self._world.store(data[:64], "photos", "small.jpg", "image/jpeg"), "width": 90, "height": 67}
        large = {**self._world.store(data, "photos", "large.jpg", "image/jpeg"), "width": 1280, "height": 960}
        return {"photo": [small, large]}

    def _button(self, wanted: str) -> tuple[dict[str, Any], str] | None:
        for message in reversed(self.messages):
            for row in message["reply_markup"]["inline_keyboard"] if _inline(message) else ():
                for button in row:
                    if "callback_data" in button and _is(button, wanted):
                        return message, button["callback_data"]
        return None

    def _reply_button(self, wanted: str) -> dict[str, Any]:
        keyboards = [one["reply_markup"] for one in self.messages if "reply_markup" in one and not _inline(one)]
        rows = keyboards[-1].get("keyboard", []) if keyboards else []
        shown = [{"text": one} if isinstance(one, str) else one for row in rows for one in row]
        for button in shown:
            if wanted in button["text"]:
                found: dict[str, Any] = button
                return found
        raise NothingToPress(f"no button {wanted!r}; there are {[*self.buttons, *(one['text'] for one in shown)]}")

    def _member(self, before: str, after: str) -> Update:
        with self._world.lock:
            self._chat.blocked = after in ("kicked", "left")
            bot = self._world.me()
            body = {
                "chat": self._chat.json(), "from": dict(self._chat.person), "date": int(self._world.clock()),
                "old_chat_member": {"user": bot, "status": before}, "new_chat_member": {"user": bot, "status": after},
            }  # fmt: skip
            return self._world.push("my_chat_member", body)

    def _last_update(self, kind: str, number: int) -> Update:
        update = next(
            (one for one in reversed(self._world.updates) if one.get(kind, {}).get("message_id") == number), None
        )
        return copy.deepcopy(update)


class Group(User):
    """A group: one of its members does something (`by(asha).presses("Accept")`), all read the same."""

    def __init__(self, world: World, number: int, title: str) -> None:
        self._world = world
        self._chat = world.group(number, title, "group")
        self._read = 0

    def by(self, member: User) -> Self:
        """Who does what comes next."""
        self._chat.person = dict(member._chat.person)
        return self

    def links(self, payload: str) -> Update:
        """Follows a link `t.me/…?startgroup=payload`: Telegram names the bot in the command."""
        return self.says(f"/start@{self._world.me()['username']} {payload}")

    def removes_the_bot(self) -> Update:
        return self._member("member", "kicked")

    def upgrades(self, to: int) -> None:
        """Becomes a supergroup: another number, no message that the bot could edit, a service message on either side."""
        with self._world.lock:
            before, title = self._chat, str((self._chat.group or {})["title"])
            after = self._world.group(to, title, "supergroup")
            after.person = before.person
            self._world.arrive(before, {"migrate_to_chat_id": to})
            before.moved_to = to
            self._world.arrive(after, {"migrate_from_chat_id": before.id})
            self._chat = after


def _inline(message: dict[str, Any]) -> bool:
    return "inline_keyboard" in message.get("reply_markup", {})


def _is(button: dict[str, Any], wanted: str) -> bool:
    token = tokens.decode(button["callback_data"])
    label: str = button["text"]
    return label == wanted or label.endswith(f" {wanted}") or (token is not None and token.option == wanted)
