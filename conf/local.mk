# Filled in by "guichet config nginx".
nobase_dist_pkgdata_DATA += %D%/nginx.conf.in

# Of ./run and ./check.
EXTRA_DIST += %D%/packages %D%/shell.sh

# Examples for who runs it by systemd.
EXTRA_DIST += %D%/guichet-backup.service %D%/guichet-backup.timer
