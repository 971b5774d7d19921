"""The registry of actors: who acts and who speaks in a conflict, as tables that a recorder can extend."""

from marsad.reading.actors.actor import Actor, ActorKind, ActorMention, Form, MemberStatus, SourceKind
from marsad.reading.actors.book import ActorBook

__all__ = ["Actor", "ActorBook", "ActorKind", "ActorMention", "Form", "MemberStatus", "SourceKind"]
