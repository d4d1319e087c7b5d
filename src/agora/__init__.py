"""Agora: an open general AI that one person can run, improve, scale and check."""
