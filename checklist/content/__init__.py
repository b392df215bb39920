"""What an editor writes, and the only room that writes it."""
