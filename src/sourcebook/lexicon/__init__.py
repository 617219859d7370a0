"""What every stage may look up: countries, places, institutions, offices, news outlets and given names."""
