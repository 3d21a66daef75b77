# What is kept of each GPU from scrape to scrape, in a line of the file $state/gpu/PCI:
#   kind since idle rests until rested refcnt suspended ask status sleeps end
# kind: asleep or awake; since, rested: when that and the last rest began (Unix seconds); idle: idle pages in a row; rests: rests
# in a row that did not put it to sleep; until: the uptime at which a rest ends, or 0; refcnt: users of the driver at the last look;
# suspended: runtime_suspended_time in ms. `-` is what is not known. Names of GPUs are in $state/info/PCI.

is_number() { case $1 in '' | *[!0-9]* | ????????????????*) return 1 ;; esac; }

# Sets what was kept of a GPU; of one that is new, or whose file cannot be, nothing.
recall() {
  first_line "$state/gpu/$pci"
  # shellcheck disable=SC2086 # its words
  set -- $value
  if [ $# = 12 ] && [ "${12}" = end ] && is_number "$2" && is_number "$3" && is_number "$4" && is_number "$5" && is_number "$6"; then
    kind=$1 since=$(($2 + clock_shift)) idle=$3 rests=$4 until=$5 rested=$(($6 + clock_shift)) refcnt_before=$7 suspended_before=$8
  else
    kind=new since=$now idle=0 rests=0 until=0 rested=$now refcnt_before=- suspended_before=-
  fi
}

remember() {
  echo "$kind $since $idle $rests $until $rested $refcnt_before $suspended $ask $status $sleeps end" >"$state/gpu/$pci"
}

# As `recall`, with what was decided in this scrape.
recall_status() {
  clock_shift=0
  recall
  # shellcheck disable=SC2086 # its words
  set -- $value
  suspended=${8:--} ask=${9:-0} status=${10:-unknown} sleeps=${11:-0}
}

# Sets `clock_shift`, by which the wall clock was set since the last look: times that are kept go with it.
shift_clock() {
  clock_shift=0
  first_line "$state/boot"
  if is_number "$value"; then
    clock_shift=$((now - up - value))
    [ "$clock_shift" -gt 5 ] || [ "$clock_shift" -lt -5 ] || clock_shift=0
  fi
  if [ "$clock_shift" != 0 ] || [ -z "$value" ]; then echo $((now - up)) >"$state/boot"; fi
}

# Nothing is kept of a GPU that was unplugged.
forget_gone() {
  for file in "$state"/gpu/*; do
    case " $gpus " in *" ${file##*/} "*) ;; *) rm -f "$file" "$state/info/${file##*/}" ;; esac
  done
}
