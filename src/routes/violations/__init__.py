"""«Акты нарушений»: the acts that billing sends, objections to them, reports of the client's own."""
