"""The neutral messages between platforms and commands: events and presses in, cards, forms and replies out."""
