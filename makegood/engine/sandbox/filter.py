"""The system calls that a sandboxed process is refused, as a seccomp program (classic BPF) for `bwrap --seccomp`."""

import errno
import os
from functools import cache
from typing import Any

# Default is to allow: runtimes differ too much for a list of what is allowed. What is refused widens the attack surface
# of the kernel, reaches other processes, or leaves the network namespace (AF_VSOCK, to the host of a virtual machine).
# Programs ask for the absent ones, and fall back when the kernel says it has none.
ABSENT = """
    io_uring_setup io_uring_enter io_uring_register userfaultfd bpf perf_event_open
    add_key request_key keyctl fanotify_init quotactl lookup_dcookie nfsservctl uselib
"""
FORBIDDEN = """
    ptrace process_vm_readv process_vm_writev process_madvise pidfd_getfd kcmp
    mount umount umount2 mount_setattr move_mount open_tree fsopen fsconfig fsmount fspick pivot_root chroot
    name_to_handle_at open_by_handle_at setns unshare
    kexec_load kexec_file_load init_module finit_module delete_module
    reboot swapon swapoff acct syslog settimeofday clock_settime clock_adjtime adjtimex stime
    iopl ioperm modify_ldt vm86 vm86old
"""
FAMILIES = (1, 2, 10, 16)  # AF_UNIX, AF_INET, AF_INET6; AF_NETLINK: runtimes list their interfaces with it
LARGEST_FAMILY = max(FAMILIES)
TIOCSTI, TIOCLINUX = 0x5412, 0x541C  # both type into somebody else's terminal
SHARED_SEGMENT_BYTES = 64 * 1024


@cache
def program(*, hidden_memory: bool) -> bytes:
    """Return the filter. `hidden_memory` false also refuses memory that no process' resident size shows (memfd, large
    System V segments): without a cgroup the watchdog could not see it. Raises RuntimeError if libseccomp is missing."""
    import pyseccomp as seccomp  # looks for libseccomp with outside programs: 50 ms, paid only where something is run

    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    refuse, absent = seccomp.ERRNO(errno.EPERM), seccomp.ERRNO(errno.ENOSYS)
    for names, action in ((ABSENT, absent), (FORBIDDEN, refuse)):
        for name in names.split():
            _add(rules, action, name)
    no_family = seccomp.ERRNO(errno.EAFNOSUPPORT)
    for call in ("socket", "socketpair"):
        for family in set(range(LARGEST_FAMILY)) - set(FAMILIES):
            _add(rules, no_family, call, seccomp.Arg(0, seccomp.EQ, family))
        _add(rules, no_family, call, seccomp.Arg(0, seccomp.GT, LARGEST_FAMILY))
    for request in (TIOCSTI, TIOCLINUX):  # the kernel looks at 32 bits only
        _add(rules, refuse, "ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, 0xFFFFFFFF, request))
    if not hidden_memory:
        _add(rules, absent, "memfd_create")
        _add(rules, absent, "memfd_secret")
        _add(rules, refuse, "shmget", seccomp.Arg(1, seccomp.GT, SHARED_SEGMENT_BYTES))
    return _exported(rules)


def _add(rules: Any, action: int, name: str, *arguments: object) -> None:
    try:
        rules.add_rule(action, name, *arguments)
    except (OSError, ValueError):
        # A library older than the call cannot name it, and some calls exist on other processors only.
        if arguments:
            raise


def _exported(rules: Any) -> bytes:
    descriptor = os.memfd_create("filter", os.MFD_CLOEXEC)
    with os.fdopen(descriptor, "w+b", buffering=0) as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
