"""The local web chat: the demo, and the fastest test bench."""

from adapters.web.platform import WebChat

PLATFORM = WebChat
