"""Record → people."""
