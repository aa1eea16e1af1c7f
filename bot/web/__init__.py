"""Pages and HTTP interfaces: the browser chat, the partner portal and API, the admin's rooms, and how the server itself feels."""
