"""The partners' bot: a chat is linked, offers stand in it as cards with two buttons, and what becomes of an offer becomes of its card.

What stands in the chats is *brought into line* with the offers, again and again (`tend`): an offer that waits and is in none of its
partner's chats is sent, one that is over loses its buttons. So it does not matter by which way an offer was answered, and a bot that
was away for an hour says what is so and not what was. Before acceptance a chat is shown the card and nothing more, after it a link.

A token has one keeper, as with the traders' bot; it always polls.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final, assert_never

from bot.app import App
from bot.channels.contract import Call, ChannelError
from bot.channels.telegram import partner_codec as codec
from bot.channels.telegram.keyboards import answer_tap
from bot.channels.telegram.libraries import open_transport
from bot.channels.telegram.limits import judge
from bot.channels.telegram.partner_codec import Command, Left, Moved, Press, Token
from bot.channels.telegram.polling import in_words, poll
from bot.channels.telegram.transport import Transport
from bot.channels.telegram.webhook import drop_webhook
from bot.handoff import queue, reporting
from bot.handoff.done import Done
from bot.handoff.lives import Refusal
from bot.handoff.number import display_number
from bot.log import log
from bot.telegram.keeper import OpenTransport
from bot.telegram.lease import Lease
from bot.web.portal.cards import card_of
from bot.web.portal.chat_cards import choices, in_lines, reasons, refused_in_words, whom_to_call
from bot.web.portal.chat_commands import helped, linked, stopped, unlinked, way_in
from bot.web.portal.hall import Hall
from bot.web.portal.inbox import DECLINE_REASONS
from bot.web.portal.times import moment
from bot.web.portal.words import LANGUAGES_SHOWN, Say, say_in
from storage import audit, leads, members, offers, partner_chats, partners
from storage.failures import Unacknowledged
from storage.partner_chats import PartnerChat, Post
from storage.transaction import Transaction
from storage.writer import Busy

LOOK_EVERY: Final = 1.0
AGAIN_AFTER: Final = 0.5
TRY_AGAIN_AFTER: Final = 30.0
TRIES: Final = 5
"""Of an update that fails by a fault of ours."""


class PartnerBot:
    """The partners' bot in this process."""

    def __init__(self, app: App, token: str, open_with: OpenTransport = open_transport) -> None:
        self._app = app
        self._hall = Hall(app)
        self._token = token
        self._open = open_with
        self._lease = Lease(app.writer, token)
        self._woken = asyncio.Event()
        self._until: dict[int, float] = {}
        """Chat -> not before this moment of the loop."""
        self.transport: Transport | None = None
        self.username = ""
        """Without the @; "" until Telegram has said it."""

    def wake(self) -> None:
        """An offer may have come or gone."""
        self._woken.set()

    async def run(self) -> None:
        """For ever. The library is imported here, in a thread: everything else is served meanwhile."""
        settings = self._app.settings
        self.transport = await asyncio.to_thread(
            self._open, settings.telegram_library, self._token, settings.telegram_api_base
        )
        try:
            with contextlib.suppress(ChannelError):  # whoever keeps the bot says what is wrong
                await self._know_ourselves()  # the pages of every process name the bot
            while True:
                if await self._lease.take():
                    try:
                        await self._keep()
                    finally:
                        await self._lease.let_go()
                await asyncio.sleep(LOOK_EVERY)
        finally:
            await self.transport.close()

    async def _keep(self) -> None:
        works = (self._lease.renewed(), self._receive(), self._tending())
        tasks = [asyncio.get_running_loop().create_task(work, name="partner-bot") for work in works]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _receive(self) -> None:
        while True:
            try:
                await self.introduce()
                assert self.transport is not None
                await poll(self.transport, self.take, _tell)
            except ChannelError as error:
                _tell(error)
                await asyncio.sleep(TRY_AGAIN_AFTER if error.kind == "unauthorized" else error.retry_after or 2.0)

    async def introduce(self) -> None:
        """Who we are, and the menu."""
        await self._know_ourselves()
        await self._call(drop_webhook())
        for language in LANGUAGES_SHOWN:
            say = say_in(language)
            menu = {name: say(f"chat.menu.{name}") for name in ("signin", "stop", "help")}
            await self._call(codec.commands(menu, "" if language == LANGUAGES_SHOWN[0] else language))

    async def _know_ourselves(self) -> None:
        me = await self._call(Call("getMe", {}))
        self.username = str(me.get("username") or "") if isinstance(me, dict) else ""

    # What people do ---------------------------------------------------------------------------------------------------

    async def take(self, raw: Sequence[Mapping[str, Any]]) -> None:
        """A batch of a poll; returns when each is done for good. Done twice is as done once."""
        for update in raw:
            failures = 0
            while failures < TRIES:
                try:
                    await self._one(update)
                    break
                except (Busy, Unacknowledged) as error:
                    log.warning("partner-bot-again", error=type(error).__name__)
                except Exception as error:  # noqa: BLE001 - one update must not stop all the others
                    failures += 1
                    log.error("partner-bot-failed", error=type(error).__name__)
                await asyncio.sleep(AGAIN_AFTER)

    async def _one(self, update: Mapping[str, Any]) -> None:
        match codec.decode(update):
            case Command() as command:
                await self._quietly(await self._commanded(command))
            case Press() as press:
                await self._pressed(press)
            case Left(chat):
                await self._app.writer.ask(lambda tx: unlinked(tx, chat))
            case Moved(chat, to):
                await self._moved(chat, to)
            case None:
                return

    async def _moved(self, chat: int, to: int) -> None:
        await self._app.writer.ask(lambda tx: partner_chats.moved(tx, chat, to))
        self.wake()

    async def _commanded(self, asked: Command) -> Call:
        base = self._app.settings.base_url
        match asked.name:
            case "start" if asked.argument:
                text = await self._app.writer.ask(lambda tx: linked(tx, asked, base))
            case "stop":
                text = await self._app.writer.ask(lambda tx: stopped(tx, asked, base))
            case "signin":
                text = await self._app.writer.ask(lambda tx: way_in(tx, asked, base))
            case _:
                text = await asyncio.to_thread(self._app.database.view, lambda tx: helped(tx, asked, base))
        return codec.say(asked.chat, text)

    async def _pressed(self, press: Press) -> None:
        found = await asyncio.to_thread(self._app.database.view, lambda tx: _allowed(tx, press))
        if isinstance(found, str):
            await self._quietly(answer_tap(press.query, found))
            return
        chat, token = found
        say, stays = say_in(chat.language), False
        match token.verb:
            case "accept":
                toast, stays = await self._accept(chat, token, say)
            case "reason":
                toast = await self._decline(chat, token, say)
            case "decline" | "back":
                toast = await self._turn(chat, press, token, say)
            case verb:
                assert_never(verb)
        await self._quietly(answer_tap(press.query, toast, stays=stays))
        self.wake()

    async def _accept(self, chat: PartnerChat, token: Token, say: Say) -> tuple[str, bool]:
        """What whoever pressed is told, and whether it stays. Whom to call is said to them alone, and is kept in no chat: a lead that
        is taken back later is in none either.
        """
        done = await self._hall.act(f"offer:{token.offer}:accepted", lambda tx: _accepted(tx, chat, token))
        if isinstance(done, Done):
            return whom_to_call(done.lead, say), True
        mine = await asyncio.to_thread(self._app.database.view, lambda tx: _is_mine(tx, chat, token.offer))
        return say("chat.yours") if mine else refused_in_words(say, done), False

    async def _decline(self, chat: PartnerChat, token: Token, say: Say) -> str:
        reason = DECLINE_REASONS[min(token.reason or 0, len(DECLINE_REASONS) - 1)]
        done = await self._hall.act(
            f"offer:{token.offer}:declined", lambda tx: queue.decline(tx, token.offer, chat.partner_id, reason)
        )
        return refused_in_words(say, done) if isinstance(done, Refusal) else say("chat.done")

    async def _turn(self, chat: PartnerChat, press: Press, token: Token, say: Say) -> str:
        """Declining asks why, in the place of the buttons; back again."""
        offer = await asyncio.to_thread(self._app.database.view, lambda tx: offers.find(tx, token.offer))
        if offer is None or offer.partner_id != chat.partner_id or offer.state != "offered":
            return say("chat.too-late")
        rows = choices(token, say) if token.verb == "back" else reasons(token, say)
        await self._quietly(codec.buttons(press.chat, press.message, rows))
        return ""

    # What stands in the chats ---------------------------------------------------------------------------------------

    async def _tending(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.tend()
            except (Busy, Unacknowledged) as error:
                log.warning("partner-bot-again", error=type(error).__name__)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self._woken.wait()

    async def tend(self) -> None:
        """Bring what stands in the chats into line with the offers, once."""
        for look, do in (
            (partner_chats.missing, self._show),
            (partner_chats.unsaid, self._nudge),
            (partner_chats.over, self._close),
        ):
            for post in await asyncio.to_thread(self._app.database.view, look):
                if self._until.get(post.chat.chat, 0.0) <= asyncio.get_running_loop().time():
                    await self._insist(post, do)

    async def _insist(self, post: Post, do: Callable[[Post], Awaitable[None]]) -> None:
        """Do it, and see to it if Telegram does not take it."""
        chat = post.chat.chat
        try:
            await do(post)
        except ChannelError as error:
            if error.moved_to is not None:
                await self._moved(chat, error.moved_to)
                return
            outcome = judge(error, 1)
            match outcome.verdict:
                case "closed":
                    await self._app.writer.ask(lambda tx: unlinked(tx, chat))
                case "again" | "stop":
                    wait = outcome.after if outcome.verdict == "again" else TRY_AGAIN_AFTER
                    self._until[chat] = asyncio.get_running_loop().time() + wait
                    if error.kind != "network":
                        await self._app.writer.ask(lambda tx: partner_chats.unsent(tx, post))
                case _:
                    log.warning("partner-bot-post", error=error.kind)
                    await self._app.writer.ask(lambda tx: partner_chats.closed(tx, post))
        else:
            self._until.pop(chat, None)

    async def _show(self, post: Post) -> None:
        shown = await asyncio.to_thread(self._app.database.view, self._card(post))
        if shown is None:
            return
        text, token, say = shown
        await self._app.writer.ask(lambda tx: partner_chats.trying(tx, post))
        sent = await self._call(codec.say(post.chat.chat, text, choices(token, say)))
        number = int(sent["message_id"])
        await self._app.writer.ask(lambda tx: partner_chats.sent(tx, post, number))

    def _card(self, post: Post) -> Callable[[Transaction], tuple[str, Token, Say] | None]:
        def work(tx: Transaction) -> tuple[str, Token, Say] | None:
            offer = offers.find(tx, post.offer_id)
            lead = leads.find(tx, offer.lead_id) if offer is not None else None
            if offer is None or lead is None or offer.state != "offered":
                return None
            say = say_in(post.chat.language)
            card = card_of(lead, self._hall.teller(tx, lead, post.chat.language))
            if card is None:
                return None
            ends = say("chat.until", when=moment(offer.expires_at, post.chat.language))
            return in_lines(card, say, ends), Token("accept", offer.id, offer.token), say

        return work

    async def _nudge(self, post: Post) -> None:
        say = say_in(post.chat.language)
        offer = await asyncio.to_thread(self._app.database.view, lambda tx: offers.find(tx, post.offer_id))
        await self._app.writer.ask(lambda tx: partner_chats.nudged(tx, post))  # said once, or not at all
        if offer is not None:
            when, number = moment(offer.expires_at, post.chat.language), display_number(offer.lead_id)
            await self._call(codec.say(post.chat.chat, say("chat.nudge", number=number, when=when)))

    async def _close(self, post: Post) -> None:
        """The card gives way to what became of the offer; its buttons go."""
        offer = await asyncio.to_thread(self._app.database.view, lambda tx: offers.find(tx, post.offer_id))
        if offer is not None and post.message is not None:
            link = f"{self._app.settings.base_url}/partner/leads/{offer.lead_id}"
            key = offer.state if offer.state in ("accepted", "declined", "expired") else "over"
            text = say_in(post.chat.language)(f"chat.{key}", number=display_number(offer.lead_id), link=link)
            await self._call(codec.change(post.chat.chat, post.message, text))
        await self._app.writer.ask(lambda tx: partner_chats.closed(tx, post))

    # Calling ----------------------------------------------------------------------------------------------------------

    async def _call(self, call: Call) -> Any:
        assert self.transport is not None
        return await self.transport.call(call.method, call.params)

    async def _quietly(self, call: Call) -> None:
        """What is said by the way: a refusal of it is no reason to do the deed again."""
        try:
            await self._call(call)
        except ChannelError as error:
            if error.kind not in ("not_modified", "too_old", "blocked"):
                log.warning("partner-bot-call", method=call.method, error=error.kind)


def _tell(error: ChannelError) -> None:
    log.error(
        "partner-bot",
        error=error.kind,
        say=in_words(error).replace("SAATHI_TELEGRAM_TOKEN", "SAATHI_PARTNER_BOT_TOKEN"),
    )


def _allowed(tx: Transaction, press: Press) -> tuple[PartnerChat, Token] | str:
    """Whose chat the button was pressed in, if they may do what it says; else what they are told."""
    known = partner_chats.by_chat(tx, press.chat)
    say = say_in(known.language if known is not None else LANGUAGES_SHOWN[0])
    partner = partners.find(tx, known.partner_id) if known is not None else None
    if known is None or known.confirmed_at is None or press.token is None or partner is None or not partner.active:
        return say("chat.too-late")
    if known.member_id is not None:
        standing = members.standing(tx, known.member_id)
        if standing is None or standing.role == "reader":
            return say("refused.not-yours")
    return known, press.token


def _accepted(tx: Transaction, chat: PartnerChat, token: Token) -> Done | Refusal:
    done = queue.accept(tx, token.offer, chat.partner_id, token.fence)
    if isinstance(done, Done):
        audit.note(tx, f"partner:{chat.partner_id}", "lead-viewed", done.lead.id, done.lead.contact_id)
    return done


def _is_mine(tx: Transaction, chat: PartnerChat, offer_id: str) -> bool:
    offer = offers.find(tx, offer_id)
    lead = leads.find(tx, offer.lead_id) if offer is not None and offer.partner_id == chat.partner_id else None
    return lead is not None and reporting.may_see(lead, chat.partner_id)
