# Decides for each GPU whether the exporter may be asked about it; memory.sh keeps what it goes by.

IDLE_PAGES=3 # before a rest
REST_SECONDS=150 # longer than an nvidia-smi keeps a GPU awake
REST_TRIES=3 # after which it counts as one that does not sleep
RETRY_SECONDS=3600 # then it is tried once more: what kept it awake, as a display, may be gone

# Looks at all GPUs. Sets `gpus` (their PCI addresses), `asked` (those to ask about, with commas between), `ask_unseen` (where
# sysfs knows of no GPU: as it was before there was a gate) and `only` (for nvidia-smi: `asked`, or "" for all).
decide_all() {
  gpus='' asked='' left='' ask_unseen='' only=''
  shift_clock
  for device in "$sys"/bus/pci/devices/*; do
    is_gpu || continue
    pci=${device##*/}
    case $pci in *[!0-9a-f:.]*) continue ;; esac
    gpus="$gpus $pci"
    look
    recall
    decide
    remember
    if [ "$ask" = 1 ]; then asked="$asked,$pci"; else left="$left $pci"; fi
  done
  asked=${asked#,}
  [ -n "$gpus" ] || ask_unseen=1
  if [ -n "$left" ]; then
    only=$asked
    # Without the way to name some, nvidia-smi wakes all.
    [ "${GATE_PER_GPU:-0}" = 1 ] || asked=
  fi
  forget_gone
}

# A display controller that NVIDIA's driver has: one of a virtual machine, of nouveau or of no driver may be suspended for ever, and
# who asks for it is to be told that it is not there, in the place of that it sleeps.
is_gpu() {
  first_line "$device/vendor"
  [ "$value" = 0x10de ] || return 1
  first_line "$device/class"
  case $value in 0x0300* | 0x0302*) ;; *) return 1 ;; esac
  [ -d "$sys/bus/pci/drivers/nvidia/${device##*/}" ]
}

# Sets `status`, `control` and `suspended` (ms) of a device.
look() {
  first_line "$device/power/runtime_status"
  case $value in active | suspended | resuming | suspending) status=$value ;; *) status=unknown ;; esac
  first_line "$device/power/control"
  control=$value
  first_line "$device/power/runtime_suspended_time"
  suspended=$value
  is_number "$suspended" || suspended=-
}

# Sets `ask` and `sleeps`, and leads on what was kept.
decide() {
  case $status in
    suspended | suspending)
      [ "$kind" = asleep ] || kind=asleep since=$now
      idle=0 rests=0 until=0 ask=0 sleeps=1 refcnt_before=$refcnt
      return
      ;;
  esac
  if [ "$kind" != awake ]; then
    kind=awake since=$now idle=0 rests=0 until=0
  elif [ "$suspended" != "$suspended_before" ] && [ "$suspended_before" != - ]; then
    since=$now idle=0 rests=0 until=0 # it slept since the last look
  fi
  ask=1 sleeps=1
  if [ "$status" = resuming ]; then
    ask=0
  elif [ "$status" != active ] || [ "$control" != auto ] || [ "$suspended" = - ] || [ "$refcnt" = - ]; then
    idle=0 rests=0 until=0 sleeps=0
  elif [ "$until" -gt 0 ]; then
    decide_in_rest
  fi
  [ "$rests" -lt "$REST_TRIES" ] || [ $((now - rested)) -lt "$RETRY_SECONDS" ] || rests=$((REST_TRIES - 1))
  [ "$rests" -lt "$REST_TRIES" ] || sleeps=0
  [ "$until" -gt 0 ] || refcnt_before=$refcnt
}

# Somebody who opens or closes the driver ends a rest; so does a clock that went back.
decide_in_rest() {
  if [ "$refcnt" != "$refcnt_before" ] || [ $((until - up)) -gt "$REST_SECONDS" ]; then
    until=0
  elif [ "$up" -ge "$until" ]; then
    until=0 rests=$((rests + 1))
  else
    ask=0
  fi
}

# What the page said of the GPUs that it was asked about: three idle pages in a row begin a rest.
learn_all() {
  for pci in $gpus; do
    recall_status
    [ "$kind" = awake ] && [ "$ask" = 1 ] && [ "$status" = active ] || continue
    [ "$rests" -lt "$REST_TRIES" ] && [ "$sleeps" = 1 ] || continue
    is_idle_now
    case $? in
      0) idle=$((idle + 1)) ;;
      1) idle=0 rests=0 ;;
      *) idle=0 ;;
    esac
    if [ "$idle" -ge "$IDLE_PAGES" ]; then idle=0 until=$((up + REST_SECONDS)) rested=$now; fi
    remember
  done
}

# Returns 0 for idle, 1 for in use, 2 where the page does not tell.
is_idle_now() {
  while read -r tag address idle_page _; do
    [ "$tag $address" != "gpu $pci" ] || return $((1 - idle_page))
  done <"$work/facts"
  return 2
}
