#!/bin/sh
# The runtime: linked from the JDK at /jdk, where the build was given one; else the base's own. What no worker loads is left out.
set -eu
to=$1
# What jdeps finds in the worker's libraries, and what is only found by name: SASL with Kerberos, file systems of jars.
modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.prefs
modules=$modules,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.jfr,jdk.management,jdk.net
modules=$modules,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs

mkdir -p "$(dirname "$to")"
certificates=$JAVA_HOME/lib/security/cacerts # the base's, whatever the machine that builds trusts
mkdir -p /etc/ssl/certs/java
cp "$certificates" /etc/ssl/certs/java/cacerts # where the JDK of a Debian package has a link to
linked=
for jdk in /jdk /jdk/opt/java/openjdk; do # a folder, or an image such as eclipse-temurin:25-jdk
  if [ -x "$jdk/bin/jlink" ] && "$jdk/bin/jlink" --version >/dev/null; then
    "$jdk/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --generate-cds-archive --output "$to"
    linked=yes
    break
  fi
done
if [ -z "$linked" ]; then
  cp -a "$JAVA_HOME" "$to"
fi

cp "$certificates" "$to/lib/security/cacerts"

cd "$to"
find bin -type f ! -name java -delete
rm -rf man lib/jexec lib/src.zip lib/psfont* lib/libawt* lib/libjawt* lib/libsplashscreen* lib/libfontmanager* lib/libfreetype* \
  lib/libjavajpeg* lib/liblcms* lib/libmlib_image* lib/libjsound* lib/libharfbuzz*
find lib/server -name '*.jsa' ! -name classes.jsa -delete
bin/java -Xshare:on -version
