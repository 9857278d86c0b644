"""What others do on the same text, as each comes or with the settings its papers use."""
