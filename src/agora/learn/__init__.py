"""Learning: sessions and tasks become datasets, a recipe makes an adapter of them, a gate decides whether it ships."""
