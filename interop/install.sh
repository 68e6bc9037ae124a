#!/usr/bin/env bash
# Installs the servers that tests/Interop.Tests runs against, from Debian's packages. Starts none of them: the tests start
# their own, on loopback, with configuration of their own, and stop them again.

set -euo pipefail
cd "$(dirname "$0")/.."
export DEBIAN_FRONTEND=noninteractive

packages=(bind9 bind9-utils bind9-dnsutils dovecot-lmtpd knot knot-dnssecutils ldnsutils nginx-light nsd openssl postfix unbound unbound-host)
programs=(
    named named-compilezone dnssec-keygen dnssec-signzone dnssec-dsfromkey dnssec-revoke delv
    knotd keymgr kzonesign ldns-keygen ldns-signzone ldns-key2ds drill nsd unbound unbound-host
    postfix posttls-finger postconf sendmail smtp-sink dovecot /usr/lib/dovecot/lmtp unshare mount nginx openssl
)

# Mail servers whose packages exclude Postfix's: unpacked into a folder of this tree and not installed; the libraries they need are.
unpacked=artifacts/interop/servers
packages_unpacked=(exim4-base exim4-daemon-light opensmtpd)
programs_unpacked=(exim4 smtpd)

missing=()
for program in "${programs[@]}"; do
    PATH=$PATH:/usr/sbin:/sbin command -v "$program" > /dev/null || missing+=("$program")
done
for program in "${programs_unpacked[@]}"; do
    [ -x "$unpacked/usr/sbin/$program" ] && ! ldd "$unpacked/usr/sbin/$program" | grep -q 'not found' || missing+=("$program")
done
if [ "${#missing[@]}" -eq 0 ]; then
    echo "   all there: ${programs[*]} ${programs_unpacked[*]}"
    exit 0
fi

command -v apt-get > /dev/null || { echo "missing: ${missing[*]}; install them by hand: ${packages[*]} ${packages_unpacked[*]}" >&2; exit 1; }
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n -E)

# Debian starts a server when it installs one; here none is wanted.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" > /dev/null
    "${as_root[@]}" chmod +x "$policy"
    trap '"${as_root[@]}" rm -f "$policy"' EXIT
fi

"${as_root[@]}" apt-get update -qq
mapfile -t libraries < <(apt-cache depends "${packages_unpacked[@]}" | awk '/^ *Depends: lib/ { print $2 }' | sort -u)
"${as_root[@]}" apt-get install -qq -y --no-install-recommends "${packages[@]}" "${libraries[@]}" > /dev/null

rm -rf "$unpacked"
mkdir -p "$unpacked/packages"
(cd "$unpacked/packages" && apt-get download -qq "${packages_unpacked[@]}" 2> /dev/null)
for package in "$unpacked"/packages/*.deb; do
    dpkg-deb -x "$package" "$unpacked"
done
chmod -R u-s,g-s "$unpacked"
echo "   installed: ${packages[*]}; unpacked: ${packages_unpacked[*]}"
