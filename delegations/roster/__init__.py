"""Who comes: delegations, people, their papers and the notes that announce them."""
