"""What goes in and out, whatever the platform."""
