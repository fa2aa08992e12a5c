"""Threads that tell whoever waits for them, unless nobody does any more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from textual.message import Message
from textual.message_pump import MessagePump


def post_from_thread(receiver: MessagePump, message: Message) -> bool:
    """Post a message; whether that could be done. Not where the receiver, or all of the app, is gone meanwhile."""
    with suppress(RuntimeError):  # there is no app above it, or its loop is closed
        return receiver.post_message(message)
    return False


def work_in_thread(receiver: MessagePump, name: str, work: Callable[[], object]) -> None:
    """Begin a work that does not outlive the program; what it fails with is raised where the receiver is at work."""

    def fail(error: Exception) -> None:
        raise error

    def run() -> None:
        try:
            work()
        except Exception as error:
            with suppress(RuntimeError):
                receiver.call_later(fail, error)

    Thread(target=run, name=name, daemon=True).start()
