#!/bin/sh
# Creates the virtual environment $2 with the Python $1, unless it exists. Debian keeps the module `venv` in a package of
# its own, which is installed if it is missing.
set -eu
python=$1
folder=$2
[ -x "$folder/bin/pip" ] && exit 0
rm -rf "$folder"
if ! "$python" -m venv "$folder"; then
    rm -rf "$folder"
    command -v apt-get >/dev/null || { echo "error: $python has no module \`venv\`; install it" >&2; exit 1; }
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update
    $as_root apt-get install --yes python3-venv
    "$python" -m venv "$folder"
fi
