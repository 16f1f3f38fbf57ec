"""Command-line acts of the tracker."""
