"""What is given to whom and when: halls, rooms, vehicles, seats. Imports ``summit`` and ``delegations``."""
