#!/bin/sh
# Makes .venv and installs both lock files into it; does nothing when they are in there already.
set -eu
cd "$(dirname "$0")/.."

wanted=$(cat requirements.txt requirements-dev.txt | cksum)
stamp=.venv/.installed
if [ -x .venv/bin/python ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for name in python3.11 python3.12 python3.13 python3 python; do
    if command -v "$name" >/dev/null 2>&1 && is_new_enough "$name"; then
        python=$(command -v "$name")
        break
    fi
done
if [ -z "$python" ]; then
    echo "Crossclaim needs Python 3.11 or newer, and none is on the PATH." >&2
    echo "Debian or Ubuntu: sudo apt install python3 python3-venv    macOS: brew install python@3.11" >&2
    exit 1
fi

echo "Installing into .venv; the first time takes a minute or two."
if command -v uv >/dev/null 2>&1; then
    export UV_PYTHON_DOWNLOADS=never
    [ -x .venv/bin/python ] || uv venv --quiet --python "$python" .venv
    uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.txt -r requirements-dev.txt
else
    if [ ! -x .venv/bin/pip ] && ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "Python cannot make a virtual environment. Debian or Ubuntu: sudo apt install python3-venv" >&2
        exit 1
    fi
    # The locks name every package there is. Left to resolve, an older pip asks for "coverage[toml]" beside the
    # pinned "coverage", takes the newest, and refuses it for want of a hash.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
        -r requirements.txt -r requirements-dev.txt
fi
echo "$wanted" > "$stamp"
