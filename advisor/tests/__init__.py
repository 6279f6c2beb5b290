"""Tests of advisor."""
