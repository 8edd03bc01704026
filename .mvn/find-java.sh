# Sets JAVA_HOME to a JDK of at least the version in $CLIPS_JAVA (default 25), or stops with what to install.
# Sourced by mvnw and worker/bin/clips: the `java` on the PATH of a stock Debian or Ubuntu is older than that.

clips_java_major() { # $1: a java home; prints its major version, or nothing
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

clips_find_java() {
  wanted=${CLIPS_JAVA:-25}
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) && on_path=${on_path%/bin/javac}
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] || continue
    major=$(clips_java_major "$home")
    if [ "${major:-0}" -ge "$wanted" ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  cat >&2 <<TXT
No JDK $wanted or newer was found: not in JAVA_HOME, not on the PATH, not in the usual folders (/usr/lib/jvm, ~/.sdkman, ~/.jdks).
Install one (a JDK, not a JRE), for example Eclipse Temurin $wanted from https://adoptium.net, and run this again;
where it lies elsewhere, name it:  JAVA_HOME=/path/to/jdk-$wanted
TXT
  return 1
}

clips_find_java || exit 1
