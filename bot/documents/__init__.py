"""Papers and pictures that traders send: what they are, whether they are good enough, and what they say."""
