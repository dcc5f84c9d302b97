#!/bin/bash
# A training run: train.sh <java with -XX:AOTCacheOutput=... and the service>. Starts it, asks until it is ready, as whoever waits for a
# start does, and stops it; the JVM then writes the cache. Fails where the service does.
set -eu

ready() {
  (exec 3<>"/dev/tcp/127.0.0.1/${SERVER_PORT:-8080}" && printf 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3 \
    && read -r -t 5 line <&3 && [[ $line == *' 200'* ]]) 2>/dev/null
}

# some setting that has a rule, so that checking one is trained too; the database that it opens is deleted
export OPPORTUNITIES_BOOTSTRAP_API_KEY=${OPPORTUNITIES_BOOTSTRAP_API_KEY:-of-no-use-but-in-the-training-run}

if ready; then
  echo "Something else answers on port ${SERVER_PORT:-8080}" >&2
  exit 1
fi
# ten minutes to become ready, and as many to write the cache once it is told to stop
timeout --kill-after=600 600 "$@" &
until ready; do
  kill -0 $!
  sleep 0.2
done
kill -TERM $!
# 128 + 15: ended by SIGTERM, as it was asked to
wait $! || [[ $? == 143 ]]
