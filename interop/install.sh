#!/usr/bin/env bash
# Installs the servers that tests/Interop.Tests runs against, from Debian's packages. Starts none of them: the tests start
# their own, on loopback, with configuration of their own, and stop them again.

set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

packages=(bind9 bind9-utils bind9-dnsutils knot knot-dnssecutils ldnsutils nsd postfix unbound unbound-host)
programs=(
    named named-compilezone dnssec-keygen dnssec-signzone dnssec-dsfromkey dnssec-revoke delv
    knotd keymgr kzonesign ldns-keygen ldns-signzone ldns-key2ds drill nsd unbound unbound-host
    postfix posttls-finger postconf sendmail unshare mount
)

missing=()
for program in "${programs[@]}"; do
    PATH=$PATH:/usr/sbin:/sbin command -v "$program" > /dev/null || missing+=("$program")
done
if [ "${#missing[@]}" -eq 0 ]; then
    echo "   all there: ${programs[*]}"
    exit 0
fi

command -v apt-get > /dev/null || { echo "missing: ${missing[*]}; install them by hand: ${packages[*]}" >&2; exit 1; }
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
"${as_root[@]}" apt-get install -qq -y --no-install-recommends "${packages[@]}" > /dev/null
echo "   installed: ${packages[*]}"
