"""What trains the neural models of Wortlaut. Start with `README.md`; each module is one step."""
