#!/bin/sh
# Before the first start of docker-compose.yml's store: a certificate, a key, a bucket. What is there already is kept.
set -eu
umask 077
owner=10001:10001 # store, workers and demo

if [ ! -f /store/tls/key-store.p12 ]; then
  # The password guards nothing: the file must have one, and lies in a volume that the store alone has.
  keytool -genkeypair -alias store -keyalg EC -groupname secp256r1 -dname CN=store.localhost \
    -ext san=dns:store.localhost,dns:store,dns:localhost,ip:127.0.0.1 -validity 3650 \
    -storetype PKCS12 -keystore /tmp/key-store.p12 -storepass changeit
  keytool -exportcert -alias store -keystore /tmp/key-store.p12 -storepass changeit -rfc >/tmp/store.crt
  keytool -importcert -noprompt -alias store -file /tmp/store.crt \
    -storetype PKCS12 -keystore /tmp/trust-store.p12 -storepass changeit
  mv /tmp/store.crt /tmp/trust-store.p12 /store/access/
  mv /tmp/key-store.p12 /store/tls/new.p12
  chown "$owner" /store/access/store.crt /store/access/trust-store.p12 /store/tls/new.p12
  mv /store/tls/new.p12 /store/tls/key-store.p12
fi

random() { od -An -v -tx1 -N "$1" /dev/urandom | tr -d ' \n'; }
mkdir -m 755 -p /store/access/keys
for key in R2_ACCESS_KEY_ID:16 R2_SECRET_ACCESS_KEY:32; do
  file=/store/access/keys/${key%:*}
  if [ ! -f "$file" ]; then
    random "${key#*:}" >"$file.new"
    chown "$owner" "$file.new"
    mv "$file.new" "$file"
  fi
done

# The store takes its files' permissions for those of the bucket: what others may read, anybody may.
if [ ! -d /store/data/clips ]; then
  mkdir -m 700 /store/data/clips
  chown "$owner" /store/data/clips
fi
