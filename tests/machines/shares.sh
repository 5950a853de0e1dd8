#!/bin/sh
# The program over shares: two desks, each with a network of its own, and a server with Samba and NFS,
# all in one small Debian that qemu boots. Also FAT, and a folder that takes no notice of case.
#
#   tests/machines/shares.sh FOLDER [PLACE...]     (as root, where the project is; `make shares`
#                                                   takes build/shares)
#
# Needs debootstrap, qemu-system-x86_64, mkfs.ext4, pip, and about 4 GB in FOLDER. The first run makes
# the machine (10 minutes), later ones only put today's program into it. Without hardware that helps
# (KVM=1 uses it), each place takes some 5 minutes. Ends with 1 where a line begins with FAILED.
#
# Each place is tried with commands one by one, two desks that record at the same time, a lock that is
# held by a desk that is then killed, and kills in the middle of writing. Give the guest's Python to pip
# by PYTHON_VERSION where it is not this machine's own.
set -eu
PLACES="disk vfat case smb smb-nobrl smb-noserverino nfs4 server+smb server+oplocks server+nfs4 server+nfs3 server+nolock oplocks+nfs4"

# ---- On this machine: make the guest, and boot it

make_machine() {
    folder=$1
    guest=$folder/guest
    if [ ! -e "$guest/made" ]; then
        debootstrap --variant=minbase --include=python3-venv,linux-image-amd64,samba,cifs-utils,nfs-kernel-server,nfs-common,iproute2,kmod,procps,dosfstools,e2fsprogs bookworm "$guest"
        chroot "$guest" python3 -m venv /opt/program
        chroot "$guest" useradd -u 1000 clerk
        : > "$guest/etc/resolv.conf" # or mountd asks a server of names that is not there
        ln -sf /proc/mounts "$guest/etc/mtab" # without which mountd crashes
        touch "$guest/made"
    fi
    rm -rf "$guest/opt/wheels"
    python3 -m pip wheel -q --no-deps -w "$guest/opt/wheels" .
    python3 -m pip download -q --only-binary :all: --python-version "${PYTHON_VERSION:-3.11}" \
        -d "$guest/opt/wheels" "$guest"/opt/wheels/ntmtrack-*.whl
    chroot "$guest" /opt/program/bin/pip install -q --no-index --find-links /opt/wheels --force-reinstall ntmtrack
    cp "$0" "$guest/shares.sh"
    rm -f "$folder/disk.img"
    mkfs.ext4 -q -d "$guest" "$folder/disk.img" 3G
}

boot() {
    folder=$1
    shift
    qemu-system-x86_64 -accel "${KVM:+kvm,}tcg" -m 1536 -smp 2 -nographic -no-reboot -snapshot \
        -device virtio-rng-pci -drive file="$folder/disk.img",if=virtio,format=raw \
        -kernel "$folder"/guest/boot/vmlinuz-* -initrd "$folder"/guest/boot/initrd.img-* \
        -append "root=/dev/vda rw console=ttyS0 quiet no_timer_check panic=-1 init=/shares.sh -- in-guest $*" < /dev/null
}

# ---- In the guest: the server, and the two desks

serve() {
    for system in proc:/proc sysfs:/sys devtmpfs:/dev tmpfs:/run tmpfs:/tmp; do
        mount -t "${system%:*}" none "${system#*:}" 2> /dev/null || true
    done
    chmod 1777 /tmp
    for module in cifs nfs nfsv3 nfsv4 nfsd veth loop vfat; do modprobe $module; done
    truncate -s 600M /served.img
    mkfs.ext4 -q /served.img # what a kernel lends to others is a disk of its own
    mkdir -p /srv/share /mnt/1 /mnt/2 /run/samba /run/rpcbind /var/lib/nfs/sm /var/lib/nfs/v4recovery
    mount -o loop /served.img /srv/share
    mkdir -m 777 /srv/share/d
    ip link set lo up
    for n in 1 2; do
        ip netns add desk$n
        ip link add to$n type veth peer name cable netns desk$n
        ip addr add 10.0.$n.1/24 dev to$n
        ip link set to$n up
        ip -n desk$n addr add 10.0.$n.2/24 dev cable
        ip -n desk$n link set cable up
        ip -n desk$n link set lo up
    done
    printf '[global]\nserver role = standalone server\n[d]\npath = /srv/share/d\nread only = no\n' > /etc/samba/smb.conf
    printf '[k]\npath = /srv/share/d\nread only = no\nkernel oplocks = yes\n' >> /etc/samba/smb.conf
    printf 'secret\nsecret\n' | smbpasswd -a -s clerk
    smbd -D
    rpcbind -w
    rpc.statd --no-notify
    mount -t nfsd nfsd /proc/fs/nfsd
    echo 10 > /proc/fs/nfsd/nfsv4gracetime
    echo '/srv/share 10.0.0.0/8(rw,no_root_squash,no_subtree_check,fsid=0)' > /etc/exports
    exportfs -ra
    rpc.nfsd 8
    rpc.mountd
}

desk() { # N COMMAND...: in the network of a desk, by its name: NFS 4 takes two of one name for one
    n=$1
    shift
    nsenter --net=/run/netns/desk"$n" unshare --uts sh -c "hostname desk$n; \"\$@\"" - "$@"
}

smb() { # DESK OPTIONS [SHARE]
    desk "$1" mount -t cifs //10.0."$1".1/"${3:-d}" /mnt/"$1" -o user=clerk,password=secret,uid=0,gid=0,nosharesock"$2"
}
nfs4() { desk "$1" mount -t nfs 10.0."$1".1:/d /mnt/"$1" -o vers=4.2; }
nfs3() { # OPTIONS: in the server's own network, for a desk would need a portmapper of its own
    mount -t nfs 10.0.2.1:/srv/share/d /mnt/2 -o vers=3"$1"
}
server() { mount --bind /srv/share/d /mnt/1; }
disk_of() { # KIND OPTIONS: one disk of this machine for both desks
    truncate -s 64M /"$1".img
    mkfs."$1" $2 /"$1".img > /dev/null
    mount -o loop /"$1".img /mnt/1
}

enter() {
    case $1 in
        disk) server; mount --bind /mnt/1 /mnt/2 ;;
        smb) smb 1 ""; smb 2 "" ;;
        smb-*) smb 1 ",${1#smb-}"; smb 2 ",${1#smb-}" ;;
        nfs4) nfs4 1; nfs4 2 ;;
        vfat) disk_of vfat ""; mount --bind /mnt/1 /mnt/2 ;;
        case) disk_of ext4 "-q -O casefold"; mkdir /mnt/1/d; chattr +F /mnt/1/d; mount --bind /mnt/1/d /mnt/1; mount --bind /mnt/1 /mnt/2 ;;
        server+smb) server; smb 2 "" ;;
        server+oplocks) server; smb 2 "" k ;; # "kernel oplocks" in smb.conf
        server+nfs4) server; nfs4 2 ;;
        server+nfs3) server; nfs3 "" ;;
        server+nolock) server; nfs3 ,nolock ;;
        oplocks+nfs4) smb 1 "" k; nfs4 2 ;;
    esac
}

# ---- What is tried

program() { # DESK ARGUMENTS: where desk 1 is the server itself, by the user whom Samba writes for
    cd /mnt/"$1"
    case $place$1 in
        server+*1) shift; setpriv --reuid 1000 --regid 1000 --clear-groups env HOME=/tmp/clerk ntmtrack "$@" --lang en ;;
        *) shift; ntmtrack "$@" --lang en ;;
    esac
}

code() { # WANTED WORDS DESK ARGUMENTS: that exit code must come of it
    wanted=$1 words=$2
    shift 2
    program "$@" > /tmp/said 2>&1 && got=0 || got=$?
    if [ $got = "$wanted" ]; then echo "ok      $place: $words"; return; fi
    echo "FAILED  $place: $words: exit $got, not $wanted"
    tail -3 /tmp/said
}

one_by_one() {
    code 0 init 1 init so.yaml
    code 0 check 2 check -f so.yaml
    code 0 done 1 done waste-bins -f so.yaml
    code 0 note 2 note widen-roads "2 km left" -f so.yaml
    code 0 undo 1 undo -f so.yaml
    code 0 status 2 status -f so.yaml -o so.xlsx
    code 0 "status again" 1 status -f so.yaml -o so.xlsx
    code 0 remind 2 remind -f so.yaml -o letters/
    code 0 form 1 export --form -f so.yaml -o form.csv
    code 0 import 2 import form.csv -f so.yaml
    printf 'CÔNG VĂN\n\n1. Giao UBND xã rà soát đường thôn xong trước ngày 20/3/2025.\n' > /mnt/1/letter.md
    code 0 draft 1 draft letter.md -o draft.yaml
    code 0 "draft renewed" 1 draft letter.md -o draft.yaml
    code 73 "init over it" 2 init so.yaml
}

entries() { # DESK: eight notes, none like another; each that is said to be recorded is remembered
    for i in 1 2 3 4 5 6 7 8; do
        program "$1" note widen-roads "desk $1 entry $i." -f two.yaml && echo "desk $1 entry $i." >> /tmp/recorded"$1"
    done > /tmp/said"$1" 2>&1
    grep -o '\[[a-z-]*\]$' /tmp/said"$1" | sort | uniq -c
}

at_once() {
    code 0 "init for two" 1 init two.yaml
    : > /tmp/recorded1
    : > /tmp/recorded2
    entries 1 &
    entries 2
    wait
    sleep 2 # what a desk keeps of the folder is old after that
    lost=$(sort -u /tmp/recorded1 /tmp/recorded2 | while read -r entry; do grep -qF "$entry" /mnt/1/two.yaml || echo x; done | wc -l)
    recorded=$(cat /tmp/recorded1 /tmp/recorded2 | wc -l)
    verdict=ok
    if [ $reaches = yes ] && [ "$lost" != 0 ]; then verdict=FAILED; fi
    echo "$verdict      $place: two desks at once: $recorded of 16 recorded, $lost of them lost"
    code 0 "check by desk 1" 1 check -f two.yaml
    code 0 "check by desk 2" 2 check -f two.yaml
}

held() {
    code 0 "init for the lock" 1 init held.yaml
    hold="from pathlib import Path; from ntmtrack.storage import lock; import time
data = Path('held.yaml').resolve(); held = lock.take(data, data.stat()); open('/tmp/held', 'w'); time.sleep(900)"
    rm -f /tmp/held
    (cd /mnt/1 && exec /opt/program/bin/python -c "$hold") &
    holder=$!
    until [ -e /tmp/held ]; do sleep 0.2; done
    if [ $reaches = yes ]; then code 75 "a lock of the other desk" 2 note widen-roads x -f held.yaml; fi
    kill -9 $holder
    wait $holder || true
    code 0 "the lock of a killed desk" 2 note widen-roads y -f held.yaml
}

kills() {
    for wait in 0.8 1.0 1.2 1.4 1.6 1.8 2.0 2.2 2.4 2.6 2.8 3.0; do
        (cd /mnt/1 && exec ntmtrack note widen-roads "killed after $wait" -f held.yaml) > /dev/null 2>&1 &
        sleep $wait
        kill -9 $! 2> /dev/null || true
        wait $! || true
    done
    code 0 "check after kills" 2 check -f held.yaml
    code 0 "note after kills" 2 note widen-roads z -f held.yaml
}

in_guest() {
    export PATH=/opt/program/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root
    serve > /tmp/serving 2>&1 || tail -5 /tmp/serving
    echo "Linux $(uname -r), Samba $(smbd --version), $(python3 --version), $(ntmtrack --version | head -1)"
    for place in "$@"; do
        reaches=yes
        case $place in smb-nobrl | server+nolock | server+smb) reaches=no ;; esac
        enter "$place" > /tmp/entering 2>&1 || { echo "FAILED  $place: cannot be had"; tail -3 /tmp/entering; }
        grep ' /mnt/[12] ' /proc/mounts
        for story in one_by_one at_once held kills; do $story; done
        cd /
        for n in 2 1; do while umount /mnt/$n 2> /dev/null; do :; done; done
        rm -rf /srv/share/d/* /srv/share/d/.[a-z]*
    done
    echo END
    sync
    echo o > /proc/sysrq-trigger
    sleep 10
}

if [ "${1:-}" = in-guest ]; then
    shift
    set +e
    in_guest "$@"
fi
folder=${1:?name a folder for the machine, such as build/shares}
shift
mkdir -p "$folder"
make_machine "$folder"
boot "$folder" ${*:-$PLACES} | tee "$folder/log"
grep -q ^END "$folder/log" && ! grep -q ^FAILED "$folder/log"
