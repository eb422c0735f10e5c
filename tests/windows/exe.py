#!/usr/bin/python3
"""Checks a Windows program without running it: its size, that it asks only for libraries every Windows 10 has and for none
that only serves the network, and that it carries icon, version and manifest.

    exe.py FILE.exe window|console MOST_BYTES [shipped]

Exit status 1 with every fault found.
"""
import pathlib
import re
import subprocess
import sys

LISTED = pathlib.Path(__file__).with_name("dlls.txt")

# What a program calls to reach another computer, by any of the system's ways.
REACHING = re.compile(
    r"^(connect|listen|bind|accept|send|recv|sendto|recvfrom|socket|WSASocket[AW]|WSAConnect\w*|ConnectEx|AcceptEx|getaddrinfo"
    r"|GetAddrInfo\w*|gethostbyname)$", re.IGNORECASE)
REACHING_DLL = re.compile(r"^(winhttp|wininet|urlmon|webio|httpapi|dnsapi|wldap32|rasapi32|mswsock)\.dll$", re.IGNORECASE)


def imports(path):
    """What the program names of other libraries: library -> functions."""
    listing = subprocess.run(["x86_64-w64-mingw32-objdump", "-p", path], check=True, capture_output=True, text=True).stdout
    found, library = {}, None
    for line in listing.splitlines():
        if match := re.match(r"\s*DLL Name: (\S+)", line):
            library = match[1].lower()
            found.setdefault(library, [])
        elif library and (match := re.match(r"\s+[0-9a-f]+\s+(?:<none>\s+)?[0-9a-f]+\s+(\w+)\s*$", line)):
            found[library].append(match[1])
        elif not line.strip() and "vma:" not in line:
            pass
        elif line.startswith("The ") or line.startswith("PE File Base"):
            library = None
    return listing, found


def listed():
    lines = LISTED.read_text("utf-8").splitlines()
    return {line.split()[0].lower() for line in lines if line.strip() and not line.startswith("#")}


# The window that is handed on talks to nobody: it does not even name the library of sockets.
SOCKETS = "ws2_32.dll"


def faults_of(path, kind, most, is_shipped):
    size = path.stat().st_size
    print(f"{path.name}: {size / 1024 / 1024:.1f} MB")
    if size > most:
        yield f"{size} bytes are more than {most}"
    listing, found = imports(path)
    subsystem = re.search(r"^Subsystem\s+([0-9a-f]+)", listing, re.MULTILINE)
    if not subsystem or int(subsystem[1], 16) != {"window": 2, "console": 3}[kind]:
        yield f"it is not a {kind} program"
    if not found:
        yield "no imports were found"
    known = listed()
    for library, functions in sorted(found.items()):
        print(f"  {library}: {len(functions)}")
        if library not in known and not library.startswith("api-ms-win-"):
            yield f"{library} is not in {LISTED.name}: is it on every Windows 10?"
        if is_shipped and kind == "window" and library == SOCKETS:
            yield f"{library} was named: nothing in the window that is handed on calls it"
        if REACHING_DLL.match(library):
            yield f"{library} reaches the network"
        # Those of ws2_32 come with the standard library, called or not; window.py watches that none is.
        if reaching := [name for name in functions if REACHING.match(name)]:
            print(f"    linked, to be watched: {' '.join(reaching)}")
    data = path.read_bytes()
    for words in ("整改台账", "ProductVersion", "080404B0"):
        if words.encode("utf-16-le") not in data:
            yield f"the version information lacks {words}"
    for words in (b"PerMonitorV2", b"longPathAware", b"activeCodePage", b"Microsoft.Windows.Common-Controls"):
        if words not in data:
            yield f"the manifest lacks {words.decode()}"
    if data.count(b"<assembly ") != 1:
        yield f"there are {data.count(b'<assembly ')} manifests"
    picture = pathlib.Path(__file__).parents[2] / "assets/windows/icon.ico"
    if picture.read_bytes()[-2000:] not in data:
        yield "the icon is missing"


def main():
    path, kind, most = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    faults = list(faults_of(path, kind, most, sys.argv[4:] == ["shipped"]))
    for fault in faults:
        print(f"{path.name}: {fault}", file=sys.stderr)
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
