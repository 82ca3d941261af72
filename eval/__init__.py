"""Scripts that measure the package against labelled data."""
