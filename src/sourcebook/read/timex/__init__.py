"""The phrases of time: a cascade of small rules over classes of words, and the calendar behind them."""
