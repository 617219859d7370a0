"""What `record.html` shows of a record: plain values, worded and ordered for people, that templates lay out."""
