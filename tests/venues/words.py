"""Words of the world by which a leak of the programme or of a booking is found; no random token spells them."""

TALKS = "balafon-talks"  # what takes place in a hall
SHOWN = "dundun-session"  # what stands on the programme, which every ministry at work reads
GUEST = "kamele-guest"  # whom a calendar names
