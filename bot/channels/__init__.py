"""Ways to reach a trader: a file or folder a channel, over the small contract in `contract.py`."""
