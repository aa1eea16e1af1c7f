"""Telegram in the running system: the shell between the pure codec (bot/channels/telegram) and receive and deliver.

Every process that has a token takes updates from the webhook, answers taps and changes keyboards in place (shell.py; its transactions
are in rows.py, its calls in calls.py). One of them, the holder of the bot's lease (keeper.py), polls where there is no webhook, sends
(bot/deliver.py through outlet.py) and fetches the files of what is held (files.py).
"""
