#!/usr/bin/env bash
# Installs the servers that tests/Interop.Tests runs against, from Debian's packages. Starts none of them: the tests start
# their own, on loopback, with configuration of their own, and stop them again.

set -euo pipefail
cd "$(dirname "$0")/.."
export DEBIAN_FRONTEND=noninteractive

packages=(bind9 bind9-utils bind9-dnsutils dovecot-lmtpd knot knot-dnssecutils ldnsutils libunbound8 nginx-light nsd openssl postfix unbound unbound-host)
programs=(
    named named-compilezone dnssec-keygen dnssec-signzone dnssec-dsfromkey dnssec-revoke delv
    knotd keymgr kzonesign ldns-keygen ldns-signzone ldns-key2ds drill nsd unbound unbound-host
    postfix posttls-finger postconf sendmail smtp-sink dovecot /usr/lib/dovecot/lmtp unshare mount nginx openssl
)

# Mail servers whose packages exclude Postfix's: unpacked into a folder of this tree and not installed; the libraries they need are.
unpacked=artifacts/interop/servers
packages_unpacked=(exim4-base exim4-daemon-light opensmtpd)
programs_unpacked=(exim4 smtpd)

# Debian 12's OpenSMTPD (6.8.0p2) cannot do TLS with OpenSSL 3: its key process is asked in a way that OpenSSL 3 no longer asks. The one of Debian's
# backports can. Where that is not served, the old one stays, and the tests know by the name of the package what it is good for.
smtpd_that_can() {
    local lists=$PWD/$unpacked/backports mirror keys=/usr/share/keyrings/debian-archive-keyring.gpg
    compgen -G "$unpacked/packages/opensmtpd_[7-9]*.deb" > /dev/null && return
    mirror=$(apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
        awk -v release="${VERSION_CODENAME:-}" '$1 == "Debian" && $2 == release { print $3; exit }')
    [ -n "$mirror" ] || { echo "   OpenSMTPD with TLS: no mirror of Debian is configured; the one unpacked offers STARTTLS and cannot"; return; }
    rm -rf "$lists"
    mkdir -p "$lists/lists/partial" "$lists/cache/archives/partial"
    echo "deb [signed-by=$keys] $mirror $VERSION_CODENAME-backports main" > "$lists/sources.list"
    local apt=(-o "Dir::Etc::SourceList=$lists/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$lists/lists" -o "Dir::Cache=$lists/cache" -o APT::Sandbox::User=root)
    if ! "${as_root[@]}" timeout 120 apt-get "${apt[@]}" update -qq > "$lists/log" 2>&1 ||
        ! (cd "$lists" && timeout 120 apt-get "${apt[@]}" download -qq "opensmtpd/$VERSION_CODENAME-backports" >> log 2>&1); then
        echo "   OpenSMTPD with TLS: Debian's backports are not served here ($(grep -m1 '^[EW]:' "$lists/log")); the one unpacked offers STARTTLS and cannot"
        return
    fi
    rm -f "$unpacked"/packages/opensmtpd_*.deb
    mv "$lists"/opensmtpd_*.deb "$unpacked/packages/"
    dpkg-deb -x "$unpacked"/packages/opensmtpd_*.deb "$unpacked"
    chmod -R u-s,g-s "$unpacked"
    rm -rf "$lists"
    echo "   unpacked: $(cd "$unpacked/packages" && echo opensmtpd_*.deb)"
}

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n -E)
[ ! -e /etc/os-release ] || . /etc/os-release

missing=()
for program in "${programs[@]}"; do
    PATH=$PATH:/usr/sbin:/sbin command -v "$program" > /dev/null || missing+=("$program")
done
for program in "${programs_unpacked[@]}"; do
    [ -x "$unpacked/usr/sbin/$program" ] && ! ldd "$unpacked/usr/sbin/$program" | grep -q 'not found' || missing+=("$program")
done
if [ "${#missing[@]}" -eq 0 ]; then
    echo "   all there: ${programs[*]} ${programs_unpacked[*]}"
    ! command -v apt-get > /dev/null || smtpd_that_can
    exit 0
fi

command -v apt-get > /dev/null || { echo "missing: ${missing[*]}; install them by hand: ${packages[*]} ${packages_unpacked[*]}" >&2; exit 1; }

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
smtpd_that_can
