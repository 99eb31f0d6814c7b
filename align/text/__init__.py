"""What several rooms need of language: scripts, widths, tags, tokens, stems, normal forms, lines, encodings."""
