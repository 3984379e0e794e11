#!/bin/sh
# Builds the source package and the wheel of the Python module with the interpreter $1, checks what is in them, and
# installs the source package into a new virtual environment, as `pip install pi2` does.
set -eu
cd "$(dirname "$0")/.."
python=$1
fail() {
    echo "error: $*" >&2
    exit 1
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# What was compiled for the module is used again: cargo knows packages by their place in the workspace, and source
# packages have the same places.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
maturin="$(dirname "$python")/maturin"
for what in "sdist" "build --release --locked"; do
    # shellcheck disable=SC2086 # These are several words.
    "$maturin" $what --manifest-path pi2-py/Cargo.toml --out "$folder" >"$folder/log" 2>&1 ||
        fail "maturin $what: $(cat "$folder/log")"
done
source_package=$(echo "$folder"/pi2-*.tar.gz)
wheel=$(echo "$folder"/pi2-*.whl)
[ -f "$source_package" ] || fail "there is no source package in $(ls "$folder")"
[ -f "$wheel" ] || fail "there is no wheel in $(ls "$folder")"

# needs NAME FILES WORD...: each word is the end of a line of FILES.
needs() {
    name=$1 files=$2
    shift 2
    for file; do
        echo "$files" | grep -q "/$file\$" || fail "$name does not contain $file, only
$files"
    done
}
files=$("$python" -c 'import sys, zipfile; print(*("/" + n for n in zipfile.ZipFile(sys.argv[1]).namelist()), sep="\n")' "$wheel")
modules=$(cd pi2-py/python && find . -name '*.py' -o -name '*.pyi' -o -name py.typed | sed 's#^\./##')
# shellcheck disable=SC2086 # These are several words.
needs "the wheel" "$files" $modules pi2/_native.abi3.so "pi2-[^/]*.dist-info/entry_points.txt" \
    licenses/LICENSE-MIT licenses/LICENSE-APACHE
case $(uname -s)-$wheel in
    Linux-*-cp311-abi3-manylinux_*) ;;
    Linux-*) fail "$wheel does not run with every Python from 3.11 on, or not on other distributions" ;;
esac
files=$(tar tzf "$source_package")
# shellcheck disable=SC2086 # These are several words.
needs "the source package" "$files" $modules pyproject.toml PKG-INFO README.md LICENSE-MIT LICENSE-APACHE Cargo.lock \
    pi2-py/src/lib.rs pi2-core/src/lib.rs pi2-macros/src/lib.rs pi2-core/LICENSE-MIT pi2-core/LICENSE-APACHE
# The tests of the library have volumes of many megabytes.
size=$(wc -c <"$source_package")
[ "$size" -lt 1000000 ] || fail "the source package has $size bytes; exclude test data in Cargo.toml"
metadata=$(tar xzOf "$source_package" "$(basename "$source_package" .tar.gz)/PKG-INFO")
for field in "License-Expression: MIT OR Apache-2.0" "Author: " "Summary: " "Requires-Python: >=3.11"; do
    echo "$metadata" | grep -q "^$field" || fail "the metadata has no field $field"
done

"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "$source_package"
cd "$folder"
sum=$(venv/bin/python -W error -c '
from pi2py2 import *
pi = Pi2(); img = pi.newimage(ImageDataType.UINT8, 10, 10); pi.add(img, 2); print(pi.sum(img))')
[ "$sum" = 200.0 ] || fail "the sum of 100 pixels of 2 is $sum"
venv/bin/pi2 --version | grep -q '^pi2 [0-9]' || fail "pi2 --version says $(venv/bin/pi2 --version)"
[ "$(venv/bin/pi2 --quiet 'hello(world)')" = "Hello world!" ] || fail "the program pi2 does not work"
echo "$(basename "$wheel") ($(wc -c <"$wheel") bytes) and $(basename "$source_package") ($size bytes) are good"
