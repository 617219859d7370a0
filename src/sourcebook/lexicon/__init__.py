"""What is known of words whoever asks: countries and places, calendar words, numbers, names and their spellings."""
