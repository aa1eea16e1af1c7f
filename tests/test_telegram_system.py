"""The whole channel: the real server as a process of its own, beside the double, over either library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.telegram_world import Person, telegram_server


@pytest.mark.slow
@pytest.mark.parametrize("library", ["aiogram", "ptb"])
def test_a_full_onboarding_ends_as_a_lead(tmp_path: Path, library: str) -> None:
    with telegram_server(tmp_path, library) as world:
        person = Person(world)
        person.user.starts("l-hi")
        done = []
        for _ in range(90):
            world.settle()
            if world.session(501).status != "open":
                break
            done.append(person.replies())
        session = world.session(501)
        assert session.status == "completed", (done, person.user.texts[-4:])
        assert {"pdf", "album", "contact"} <= set(done)
        assert len(session.answers["products#1.photos"].value) == 2
        assert world.lead(501) is not None
        assert {call.status for call in world.telegram.calls} == {200}
