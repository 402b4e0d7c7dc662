"""The number of people whom a role leads: numbers, counts of people, counts of one team, and whose they are."""

from voiceint.planning.team.size import TeamSize, find_team_size, find_team_sizes

__all__ = ["TeamSize", "find_team_size", "find_team_sizes"]
