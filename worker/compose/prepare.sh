#!/bin/sh
# Before the first start of docker-compose.yml's store: a certificate, a key, a bucket. What is there already is kept.
set -eu
umask 022

if [ ! -f /store/tls/key-store.p12 ]; then
  # The password guards nothing: the file must have one, and lies in a volume that the store alone has.
  keytool -genkeypair -alias store -keyalg EC -groupname secp256r1 -dname CN=store.localhost \
    -ext san=dns:store.localhost,dns:store,dns:localhost,ip:127.0.0.1 -validity 3650 \
    -storetype PKCS12 -keystore /tmp/key-store.p12 -storepass changeit
  keytool -exportcert -alias store -keystore /tmp/key-store.p12 -storepass changeit -rfc >/store/access/store.crt
  keytool -importcert -noprompt -alias store -file /store/access/store.crt \
    -storetype PKCS12 -keystore /store/access/trust-store.p12 -storepass changeit
  mv /tmp/key-store.p12 /store/tls/key-store.p12
fi

mkdir -p /store/access/keys /store/data/clips
random() { od -An -v -tx1 -N "$1" /dev/urandom | tr -d ' \n'; }
for key in R2_ACCESS_KEY_ID:16 R2_SECRET_ACCESS_KEY:32; do
  [ -f "/store/access/keys/${key%:*}" ] || random "${key#*:}" >"/store/access/keys/${key%:*}"
done
