# Bring this machine to the point where a script can do its work (see lib/setup.py).
# Sourced by every script, with one word: "run" (to use Tandem) or "work" (to change it).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if ! command -v python3 >/dev/null; then
  echo "Er is geen python3. Installeer die eerst: apt-get install python3" >&2
  exit 1
fi
python3 script/lib/setup.py "$1"
. .tools/environment.sh
