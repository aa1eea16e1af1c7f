"""Measurements: ratios against named floors and peers, in one run. No benchmark is a test."""
