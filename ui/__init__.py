"""What pages share: figures, tables, cards, states, formats, words and downloads. No arithmetic."""
