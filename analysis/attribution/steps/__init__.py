"""Structural passes over drafts, a module each: text and drafts in, drafts out."""
