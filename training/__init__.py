"""Scripts that train the packaged models and export their weights."""
