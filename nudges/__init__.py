"""Nudges: rules, planning by wake-up times, claiming and delivery."""
