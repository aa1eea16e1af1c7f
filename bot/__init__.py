"""The world: receiving, delivering, channels, documents, the partner queue, pages, the command line."""
