#!/bin/sh
# Several machines: gxtable is a map and gxsum reduces what it prints, so
# GNU parallel over ssh gives the bytes of one machine.  The machines are two
# sshd on loopback; one of them dies in the middle.  It takes a minute, so
# only `make cluster` runs it.
. "$(dirname "$0")/lib.sh"

if [ -z "$CLUSTER" ]; then
	skip 'parallel over ssh' 'only by make cluster'
	finish
	exit
fi
sshd=$(PATH=$PATH:/usr/sbin command -v sshd)
for needed in parallel rsync ssh ssh-keygen "${sshd:-sshd}"; do
	if ! command -v "$needed" >/dev/null; then
		skip 'parallel over ssh' "no $needed"
		finish
		exit
	fi
done
if [ "$(id -u)" = 0 ] && [ ! -d /run/sshd ]; then
	skip 'parallel over ssh' 'no /run/sshd'
	finish
	exit
fi

home=$PWD
bin=$(dirname "$(command -v gxtable)")
ssh-keygen -q -t ed25519 -N '' -f hostkey && ssh-keygen -q -t ed25519 -N '' -f key
cp key.pub authorized
chmod 600 authorized key hostkey
# start NAME PORT: an sshd, and how to reach it.
start() {
	cat >"$1.sshd" <<-END
	Port $2
	ListenAddress 127.0.0.1
	HostKey $home/hostkey
	PidFile $home/$1.pid
	AuthorizedKeysFile $home/authorized
	StrictModes no
	UsePAM no
	PasswordAuthentication no
	PermitRootLogin yes
	MaxStartups 100
	END
	cat >>ssh.config <<-END
	Host $1
		HostName 127.0.0.1
		Port $2
		IdentityFile $home/key
		IdentitiesOnly yes
		UserKnownHostsFile $home/known
		StrictHostKeyChecking accept-new
		LogLevel ERROR
	END
	"$sshd" -f "$home/$1.sshd" -E "$home/$1.log" || return 1
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		ssh -n -F ssh.config "$1" true 2>>"$1.log" && return 0
		sleep 0.2
	done
	return 1
}
# stop NAME: that machine is gone.
stop() { [ ! -e "$1.pid" ] || kill "$(cat "$1.pid")" 2>/dev/null; }
port=$((20000 + $$ % 20000))
if ! start one $port || ! start two $((port + 1)); then
	stop one
	skip 'parallel over ssh' 'sshd does not start'
	finish
	exit
fi

# Eight archives of reports, each also what one machine says of it.
for i in 01 02 03 04 05 06 07 08; do
	sh "$tests/pack" "$fixtures/sample.list" part$i.zip
done
gxtable -kq part*.zip 2>/dev/null >wanted.tsv
gxsum wanted.tsv >wanted.sums

# spread ARGS: each archive to a machine, its cells back.
spread() {
	rm -f part*.tsv joblog
	HOME=$home parallel --ssh "ssh -F $home/ssh.config" -S 1/one,1/two \
	    --joblog joblog --retries 4 --transferfile "{}" --return "{.}.tsv" \
	    --cleanup --workdir ... "$@" \
	    "$bin/gxtable -kq {} >{.}.tsv 2>/dev/null" ::: part*.zip 2>errors
}
spread
is 'two machines: status' $? 0
cat part*.tsv | sed '2,${/^report\t/d;}' | same 'two machines: cells' wanted.tsv -
gxsum part*.tsv | same 'two machines: sums' wanted.sums -
is 'both took part' "$(tail -n +2 joblog | cut -f2 | sort -u | wc -l)" 2

# Sums of parts, made where the cells are.
rm -f part*.tsv
HOME=$home parallel --ssh "ssh -F $home/ssh.config" -S 1/one,1/two -k \
    --transferfile {} --cleanup --workdir ... \
    "$bin/gxsum -kq {} 2>/dev/null" ::: part*.zip 2>errors | gxsum |
    same 'sums of sums' wanted.sums -

# A machine dies while jobs are running: they are done again elsewhere.
(
	until grep -q two joblog 2>/dev/null; do sleep 0.05; done
	stop two
) &
spread --delay 0.1
is 'a machine dies: status' $? 0
ok 'a machine dies: the last archive was left to the other' \
    sh -c 'tail -n +2 joblog | sort -k3,3n | tail -n 1 | grep -q one'
cat part*.tsv | sed '2,${/^report\t/d;}' | same 'a machine dies: cells' wanted.tsv -
stop one
stop two
finish
