"""The W3C Reconciliation Service API 0.2 over the public part of the registry."""
