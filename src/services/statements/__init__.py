"""What a client states about violations: objections to acts and reports of their own, from the draft to the answer."""
