"""Learning: sessions and tasks become datasets, datasets adapters, and a gate decides what ships."""
