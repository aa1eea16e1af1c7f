"""The sub-commands of `saathi`, a file each. Each file offers one click command or group; `bot/cli.py` lists them."""
