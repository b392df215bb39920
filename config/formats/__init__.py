"""How this house writes dates where Django writes them; one package a language."""
