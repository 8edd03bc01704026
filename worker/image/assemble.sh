#!/bin/sh
# Lays the image's files out, a folder for each layer: system, runtime (there already), libraries, application.
set -eu
context=$1
layers=$2
runtime=$layers/runtime/opt/clip/java
libraries=$layers/libraries/opt/clip
application=$layers/application/opt/clip
system=$layers/system

for made in worker/target/clip-storage-worker.jar worker/cli/target/clip-cli.jar worker/local/target/lib; do
  if [ ! -e "$context/$made" ]; then
    echo "$made is not there: the image is made of what Maven builds. Run worker/bin/image, or ./mvnw package first." >&2
    exit 1
  fi
done

# The worker, without its loader: a cache of classes cannot look into jars within a jar.
"$JAVA_HOME/bin/java" -Djarmode=tools -jar "$context/worker/target/clip-storage-worker.jar" extract --layers --destination /tmp/worker
mkdir -p "$libraries/cli" "$application/lib" "$application/cli" "$application/sbom"
mv /tmp/worker/dependencies/lib "$libraries/lib"
cp -R /tmp/worker/application/. "$application/"
cp "$context"/worker/image/*.args "$application/"
cp "$context"/worker/target/classes/META-INF/sbom/*.json "$application/sbom/"

# The operators' commands: their own class path, of the worker's libraries where those are the very same.
cp "$context/worker/cli/target/clip-cli.jar" "$application/cli/"
classpath=/opt/clip/cli/clip-cli.jar
for jar in "$context"/worker/cli/target/lib/*.jar; do
  name=$(basename "$jar")
  if cmp -s "$jar" "$libraries/lib/$name" || cmp -s "$jar" "$application/lib/$name"; then
    classpath=$classpath:/opt/clip/lib/$name
  else
    cp "$jar" "$libraries/cli/"
    classpath=$classpath:/opt/clip/cli/$name
  fi
done
echo "$classpath" >"$application/cli/classpath"

# Of the base's system: the libraries of C that the runtime and the codecs in the jars ask for, and no program.
mkdir -p "$system/etc" "$system/media" "$system/tmp" "$system/run/secrets"
cp "$context/worker/image/passwd" "$context/worker/image/group" "$context/worker/image/nsswitch.conf" "$system/etc/"
{
  find "$runtime" -type f \( -name '*.so' -o -name java \) -exec ldd {} + 2>/dev/null | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// && $1 ~ /ld-linux/ { print $1 }'
  ldd "$runtime/bin/java" | awk '$2 == "=>" { print $3 }' | xargs -n 1 dirname | sort -u | while read -r folder; do
    ls "$folder"/libdl.so.2 "$folder"/libm.so.6 "$folder"/libpthread.so.0 "$folder"/librt.so.1 2>/dev/null || :
  done
} | grep -v "^$runtime" | sort -u | while read -r library; do
  mkdir -p "$system$(dirname "$library")"
  cp -L "$library" "$system$library"
done

# The same files, modes and times whoever builds, and whenever.
chmod -R u=rwX,go=rX "$layers"
chmod 1777 "$system/tmp"
find "$layers" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
