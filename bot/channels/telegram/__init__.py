"""Telegram: pure codec, tokens, keyboards, pace and albums; two libraries under one small transport; a Bot API double."""
