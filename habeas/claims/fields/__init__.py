"""The values of an event: days, places, courts, accusations, and which event has which."""
