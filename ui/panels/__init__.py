"""Parts of pages that are longer than a page's script should be: layout and words, by page."""
