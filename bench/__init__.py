"""Benchmarks that anyone can run: `make bench`. Compare ratios inside one run, never numbers across machines or days."""
