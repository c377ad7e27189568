"""The overdose steps for an installation that is too damaged to show its content.

A test compares the text with the content, word for word. Only `os` is imported, which Python has
always loaded already. It also runs under a Python that is too old for the rest: hence the quotes.
"""

import os

EMERGENCY = "emergency"
ALIASES = ("overdose", "od", "911", "999", "112", "000", "111")

STEPS = """\
Overdose: what to do now

Call your emergency number (911, 999, 112, 000, 111). Put the phone on speaker.

1. Wake them. Shout. Shake a shoulder. Rub the breastbone hard.
2. No answer? Call, and say where you are. Do what they tell you.
3. Give naloxone, to a child too: spray one nostril, or inject a thigh. None at
   hand? Send someone, do not wait.
4. Not breathing normally, only gasping, or not sure? Start CPR: 30 hard chest
   pushes, then 2 breaths. Or just push.
5. Is there a defibrillator (AED)? Send someone. Switch it on and do what it
   says.
6. Keep going. Not breathing well after 2 to 3 minutes? Give the next dose.
7. Breathing normally, but not awake? Roll them on their side. Watch the
   breathing.
8. Stay, even if they wake up. The overdose can come back. They need a medical
   check. Tell the crew what they took.

- 911: United States, Canada and Mexico.
- 999: UK and Ireland.
- 112: Ireland, Germany, France, Spain, India and the UK. Works from mobile
  phones in many countries.
- 000: Australia.
- 111: New Zealand.
"""

DAMAGED = "kickcheck is damaged. Install it again.\n"


def may_ask_for_steps(arguments: "list[str]") -> bool:
    """Tell whether a command line may ask for the steps: it names no other command."""
    return not {"topic", "contacts", "check", "help"} & set(arguments)


def show(arguments: "list[str]", reason: str = DAMAGED) -> None:
    """Write the steps if the command line may ask for them, and why there is nothing else."""
    for descriptor, text in ((1, STEPS if may_ask_for_steps(arguments) else ""), (2, reason)):
        try:
            os.write(descriptor, text.encode("ascii"))
        except OSError:
            continue  # the stream is closed
