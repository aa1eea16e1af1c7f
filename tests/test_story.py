"""The main job, end to end, on the real server: a chat in Hindi becomes a lead that a partner accepts."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.chat_driver import Chatter
from tests.servers import Server, serving

pytestmark = pytest.mark.system

WORDS = {
    "name": "आशा देवी शर्मा",
    "phone": "९८१२३ ४५६७८",
    "": "पीतल का दीपक",
    "products.1.capacity": "५ सौ",
    "turnover": "साढ़े बारह लाख",
}


def saathi(server: Server, *words: str) -> Any:
    """A command beside the running server, its JSON."""
    program = [sys.executable, "-c", "from bot.cli import main; main()", *words, "--json"]
    done = subprocess.run(
        program, cwd=server.data, env=dict(server.environ), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with serving(tmp_path_factory.mktemp("story"), SAATHI_DEMO="0") as running:
        yield running


def test_a_chat_in_hindi_with_every_input_repeated_becomes_a_lead_that_one_partner_accepts(server: Server) -> None:
    partners = [saathi(server, "partner", "add", name) for name in ("Setu", "Dakshin")]
    keys = {one["id"]: saathi(server, "partner", "key", one["id"])["key"] for one in partners}
    with httpx.Client(base_url=server.url, timeout=30) as client:
        chatter = Chatter(client, WORDS)
        chatter.begin()
        last = chatter.finishes()
        assert last["status"] == "completed"
        assert last["lead"]

        seqs = [one["seq"] for one in client.get(f"{chatter.path}/messages").json()["messages"]]
        assert seqs == list(range(1, len(seqs) + 1))

        offers = {
            partner: client.get("/api/v1/offers", headers={"Authorization": f"Bearer {key}"}).json()["items"]
            for partner, key in keys.items()
        }
        holders = [partner for partner, items in offers.items() if items]
        assert len(holders) == 1, "offered to one partner at a time"
        holder, other = holders[0], next(partner for partner in keys if partner != holders[0])
        offer = offers[holder][0]
        assert offer["lead_id"] == last["lead"], "the chat and the API name the lead alike"
        shown = json.dumps(offer, ensure_ascii=False)
        assert "आशा" not in shown
        assert "9812345678" not in shown

        def accept(partner: str) -> httpx.Response:
            return client.post(
                f"/api/v1/offers/{offer['id']}/accept", headers={"Authorization": f"Bearer {keys[partner]}"}
            )

        assert accept(other).status_code == 404, "another partner sees nothing"
        lead = accept(holder)
        assert lead.status_code == 200, lead.text
        assert lead.json()["contact"]["name"] == "आशा देवी शर्मा"
        assert lead.json()["contact"]["phone"] == "+919812345678"
        again = accept(holder)
        assert again.status_code == 409
        assert again.json()["code"] == "already-taken"
        path = f"/api/v1/leads/{lead.json()['id']}"
        assert client.get(path, headers={"Authorization": f"Bearer {keys[other]}"}).status_code == 404

        told = client.get(f"{chatter.path}/messages", params={"after": last["seq"]}).json()["messages"]
        assert any("Setu" in one["text"] or "Dakshin" in one["text"] for one in told), "the trader is told who took it"
        assert (told[-1]["status"], told[-1]["lead"]) == ("completed", last["lead"])

    log = server.log.read_text()
    for secret in ("आशा", "९८१२३", "9812345678", "दीपक", "SUNRISE", chatter.session):
        assert secret not in log
    stored = b"".join(
        file.read_bytes() for file in Path(server.data).rglob("*") if file.is_file() and file.name != "serve.log"
    )
    for secret in ("आशा देवी", "+919812345678", "SUNRISE BRASS"):
        assert secret.encode() not in stored


def test_an_announced_gigabyte_is_refused_before_it_is_sent(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=10) as client:
        chatter = Chatter(client, WORDS)
        chatter.begin()
        with socket.create_connection(("127.0.0.1", server.port), 10) as line:
            head = (
                f"POST {chatter.path}/inputs HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            )
            line.sendall(f"{head}Content-Length: {2**30}\r\n\r\n--x\r\n".encode())
            answer = b"".join(
                iter(lambda: line.recv(65536), b"")
            ).decode()  # to its end: the body may come apart from the head
        assert answer.startswith("HTTP/1.1 413")
        assert "file-too-large" in answer
        assert client.get(f"{chatter.path}/messages").json()["messages"]


def test_whoever_sends_too_much_hears_why(server: Server) -> None:
    """Answering at once and closing would lose the answer: the rest of the upload meets a closed connection."""
    with httpx.Client(base_url=server.url, timeout=30) as client:
        chatter = Chatter(client, WORDS)
        chatter.begin()
        for _ in range(8):
            answer = client.post(
                f"{chatter.path}/inputs", files={"file": ("x.pdf", b"%PDF" + bytes(30_000_000), "application/pdf")}
            )
            assert (answer.status_code, answer.json()["code"]) == (413, "file-too-large")
        answer = client.post(f"{chatter.path}/inputs", json={"text": "x" * 3_000_000})
        assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


def test_an_unknown_file_is_answered_in_the_traders_language_and_nothing_is_lost(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=10) as client:
        chatter = Chatter(client, WORDS)
        chatter.begin()
        chatter.gives(option="hi")
        answer = client.post(f"{chatter.path}/inputs", files={"file": ("x.exe", b"MZ\x90\x00" * 50, "application/pdf")})
        assert answer.status_code == 415
        assert any("\u0900" <= letter <= "\u097f" for letter in answer.json()["detail"])
        assert chatter.gives(option="yes")


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"SAATHI_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "is PostgreSQL running"),
        ({"SAATHI_DATABASE_URL": "mysql://x"}, "SAATHI_DATABASE_URL"),
        ({"SAATHI_PORT": "many"}, "SAATHI_PORT"),
    ],
)
def test_bad_settings_are_one_clear_line(environ: dict[str, str], said: str, tmp_path: Path) -> None:
    program = [sys.executable, "-c", "from bot.cli import main; main()", "serve"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SAATHI_")}
    port = {"SAATHI_PORT": "0"}
    done = subprocess.run(
        program, cwd=tmp_path, env={**clean, **port, **environ}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert said in done.stderr


def test_a_port_in_use_is_one_clear_line(server: Server, tmp_path: Path) -> None:
    program = [sys.executable, "-c", "from bot.cli import main; main()", "serve"]
    environ = {**dict(server.environ), "SAATHI_PORT": str(server.port), "SAATHI_DATA_DIR": str(tmp_path)}
    done = subprocess.run(program, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"port {server.port} is in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_head_without_end_is_refused(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as caller:
        answer = b""
        with contextlib.suppress(ConnectionError):
            caller.sendall(b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"v" * 1000) for n in range(300)))
            answer = caller.recv(64)
        assert answer.startswith(b"HTTP/1.1 400") or not answer


def test_on_any_free_port_the_addresses_that_are_printed_are_the_servers(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SAATHI_")}
    environ |= {"SAATHI_PORT": "0", "SAATHI_DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    program = [sys.executable, "-c", "from bot.cli import main; main()", "serve"]
    with subprocess.Popen(program, cwd=tmp_path, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = next(line for line in process.stdout if line.startswith("All:")).split()[1]
            assert httpx.get(f"{address}/healthz", timeout=20).status_code == 200
        finally:
            process.terminate()
