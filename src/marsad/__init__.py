"""marsad: an observatory for casualty recording."""
