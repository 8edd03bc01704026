#!/bin/sh
# Makes the JVM's cache: the worker stores fifty clips, and what it loaded, linked and found hot is written as it ends. Two
# trainings never give the same bytes, so the cache of an earlier build (/kept, perhaps an image) is taken where all that it was
# made from is the same.
set -eu
cache=$1
key=$({
  find /opt/clip /opt/clip-local /samples -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  find /opt/clip -type f -printf '%p %T@\n' | LC_ALL=C sort
  uname -m
} | sha256sum | cut -c1-32)
kept=/kept/opt/clip/worker.aot
if [ "$(cat "$kept.key" 2>/dev/null)" = "$key" ]; then
  echo "trained already, for $key"
  cp "$kept" /tmp/worker.aot
else
  echo "training for $key"
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dlogback.configurationFile=clips-quiet-logback.xml -cp "/opt/clip-local/classes:/opt/clip-local/lib/*" \
    ai.viralclip.worker.local.training.TrainingRun \
    /samples /opt/clip/java/bin/java -XX:AOTCacheOutput=/tmp/worker.aot @/opt/clip/worker.args
fi
mkdir -p "$(dirname "$cache")"
mv /tmp/worker.aot "$cache"
echo "$key" >"$cache.key"
/opt/clip/java/bin/java -XX:AOTCache="$cache" -XX:AOTMode=on @/opt/clip/worker.args clips --version
chmod 644 "$cache" "$cache.key"
find /layers -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
