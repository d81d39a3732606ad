"""The window, in Qt Widgets. What it shows and does comes from the services; no rule of the domain lives here."""
