"""Small models on which the mechanisms of the ground floor are tried out."""
