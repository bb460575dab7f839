"""What `python -m data …` can do, a module a subject; data/__main__.py prints and exits."""
