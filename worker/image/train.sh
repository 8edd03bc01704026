#!/bin/sh
# Makes the JVM's cache: the worker stores fifty clips, and what it loaded, linked and found hot is written as it ends. A cache
# is never the same twice, so the builder keeps it for as long as all that it is made from stays the same.
set -eu
cache=$1
key=$({
  find /opt/clip /opt/clip-local /samples -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  find /opt/clip -type f -printf '%p %T@\n' | LC_ALL=C sort
  uname -m
} | sha256sum | cut -c1-32)
kept=/trained/$key.aot

if [ ! -f "$kept" ]; then
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dlogback.configurationFile=clips-quiet-logback.xml -cp "/opt/clip-local/classes:/opt/clip-local/lib/*" ai.viralclip.worker.local.training.TrainingRun \
    /samples /opt/clip/java/bin/java -XX:AOTCacheOutput=/tmp/worker.aot @/opt/clip/worker.args
  find /trained -name '*.aot' -mtime +30 -delete
  mv /tmp/worker.aot "$kept.new"
  mv "$kept.new" "$kept"
fi
mkdir -p "$(dirname "$cache")"
cp "$kept" "$cache"
/opt/clip/java/bin/java -XX:AOTCache="$cache" -XX:AOTMode=on @/opt/clip/worker.args clips --version
chmod 644 "$cache"
find /layers -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
