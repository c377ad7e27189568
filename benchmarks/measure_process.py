"""Run a program and print its time in seconds, its peak memory in kilobytes and its status.

Run this with -I -S: a program's peak memory includes that of its parent, so the parent has to
be small.
"""

import posix
import sys
import time

null = posix.open("/dev/null", posix.O_RDWR)
actions = [(posix.POSIX_SPAWN_DUP2, null, stream) for stream in (0, 1, 2)]
begun = time.perf_counter()
pid = posix.posix_spawn(sys.argv[1], sys.argv[1:], posix.environ, file_actions=actions)
_, status, used = posix.wait4(pid, 0)
print(time.perf_counter() - begun, used.ru_maxrss, status)
