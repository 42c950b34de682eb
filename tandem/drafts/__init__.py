"""What somebody is typing and did not send yet: theirs alone, and gone when it is sent.

Below the trail, on purpose: the trail holds no words about a family, and these are nothing else.
"""
