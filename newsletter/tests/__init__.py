"""Tests of newsletter."""
