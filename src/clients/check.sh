#!/bin/sh
# Checks the served document with other people's tools, and the service with clients made of the document.
# Usage: src/clients/check.sh [URL [KEY]], with Node 20 or newer. Parts: PARTS="lint compile call proxy" (all by default).
set -eu
url=${1:-http://localhost:8080}
key=${2:-my-own-key-of-at-least-32-characters}
parts=${PARTS:-lint compile call proxy}
port=${PRISM_PORT:-4010}
sources=$(cd "$(dirname "$0")/typescript" && pwd)
target=${CLIENTS_DIRECTORY:-$sources/../../../target/clients}
mkdir -p "$target/npm"
cd "$target/npm"
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

cp "$sources"/*.json "$sources"/*.ts "$sources"/*.yaml .
cmp -s package-lock.json node_modules/.installed || npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json node_modules/.installed
PATH=$PWD/node_modules/.bin:$PATH

curl -fsS "$url/openapi.json" -o openapi.json
curl -fsS "$url/openapi.json?types=all" -o openapi-all.json
curl -fsS "$url/openapi.yaml" -o openapi.yaml

wanted() { case " $parts " in *" $1 "*) true ;; *) false ;; esac; }

if wanted lint; then
  for document in openapi.json openapi-all.json openapi.yaml; do
    redocly lint --extends=recommended-strict "$document"
    spectral lint --ruleset spectral.yaml --fail-severity=error --quiet "$document"
  done
fi

if wanted compile; then
  openapi-typescript openapi.json -o openapi.d.ts
  openapi-typescript openapi-all.json -o openapi-all.d.ts
  rm -rf generated out
  # made by Maven's profile "clients"
  cp -r "$target/typescript" generated
  tsc -p tsconfig.json
  echo "compiled: $(ls out/*.js | wc -l) programs, strict"
fi

if wanted call; then
  for program in openapi-fetch typescript-fetch readme; do node "out/$program.js" "$url" "$key"; done
fi

# calls the service by way of Prism, which holds requests and answers against a document
through() {
  document=$1
  shift
  prism proxy "$document" "$url" --port "$port" > prism.log 2>&1 &
  prism=$!
  trap 'kill $prism' EXIT
  until grep -q 'Prism is listening' prism.log; do
    kill -0 $prism 2>/dev/null || { cat prism.log >&2; exit 1; }
    sleep 1
  done
  for program; do node "out/$program.js" "http://127.0.0.1:$port" "$key"; done
  trap - EXIT
  kill $prism
  wait $prism || true
}

if wanted proxy; then
  : > prism.log
  through openapi.json openapi-fetch typescript-fetch traffic
  : > prism.log
  through openapi-all.json readme traffic
fi
