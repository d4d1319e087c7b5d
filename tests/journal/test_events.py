from typing import get_args

import pytest
from pydantic import ValidationError

from agora import journal
from agora.journal import EVENT, Event, ToolResult, UserMessage, events

KINDS = get_args(get_args(Event)[0])


def test_every_event_class_is_in_the_union_and_in_the_rooms_face():
    classes = {
        value
        for value in vars(events).values()
        if isinstance(value, type) and issubclass(value, events._Event) and value is not events._Event
    }
    assert set(KINDS) == classes
    assert {kind.__name__ for kind in KINDS} <= set(journal.__all__)


def test_each_class_has_a_type_of_its_own():
    types = [kind.model_fields["type"].default for kind in KINDS]
    assert len(set(types)) == len(types)


def test_what_is_not_in_the_class_is_refused():
    with pytest.raises(ValidationError, match="extra"):
        EVENT.validate_json('{"type": "user_message", "text": "x", "colour": "blue"}')
    with pytest.raises(ValidationError, match="frozen"):
        UserMessage(text="x").text = "y"


def test_infinities_survive():
    event = ToolResult(thought=0, call=0, value=[float("inf"), float("nan")])
    for text in (event.model_dump_json().encode(), EVENT.dump_json(event)):
        assert repr(EVENT.validate_json(text).value) == "[inf, nan]"
