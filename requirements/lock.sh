#!/bin/sh
# Make the locks again. The locks hold names, versions and hashes only, so pip takes the files from whatever
# index the office has set. Arguments go to uv, for example: requirements/lock.sh --upgrade
set -eu
cd "$(dirname "$0")"
PATH=$PWD/../.venv/bin:$PATH
for name in run test spark; do
  uv pip compile "$name.in" --output-file "$name.lock" --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "requirements/lock.sh" --quiet "$@"
done
