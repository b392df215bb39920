"""How pages look: layouts, icons and error pages. It knows no other room."""
