# One scrape looks at a time, so that no GPU is asked twice at once: whoever comes meanwhile waits, and gets the same answer.
# The lock is a folder, `lock`. Its holder's files are in one of its own, `work`: one that was given up may still be at it.

# Returns 0 when the lock is held, 1 when another's answer came meanwhile, 2 when neither was to be had in time.
lock() {
  first_line "$state/count"
  before=$value
  tries=0
  until mkdir "$lock" 2>/dev/null; do
    first_line "$state/count"
    [ "$value" = "$before" ] || return 1
    first_line "$lock/owner"
    owner=$value
    if [ -n "$owner" ] && [ ! -d "/proc/$owner" ]; then
      first_line "$state/count"
      [ "$value" = "$before" ] || return 1 # it ended well
      rm -rf "$lock" "$state/work.$owner" # it was killed
    elif [ "$tries" -ge 44 ]; then
      give_up
      return 2
    else
      tries=$((tries + 1))
      sleep 0.1
    fi
  done
  # Its holder may have ended between the last two lines.
  first_line "$state/count"
  if [ "$value" != "$before" ]; then
    rm -rf "$lock"
    return 1
  fi
  echo $$ >"$lock/owner"
  trap 'leave' EXIT
  trap 'exit 1' HUP INT PIPE TERM
  rm -rf "$work"
  mkdir "$work" 2>/dev/null || return 2
}

# A holder may be slow once. When the next scrape has waited for the same one in vain, it never ends.
give_up() {
  first_line "$state/in-vain"
  if [ "$value" = "after:$before" ]; then
    rm -rf "$lock" "$state/in-vain"
  else
    echo "after:$before" >"$state/in-vain"
  fi
}

# Whether it was not given up meanwhile.
holds_lock() {
  first_line "$lock/owner"
  [ "$value" = $$ ]
}

leave() {
  ! holds_lock || rm -rf "$lock"
  rm -rf "$work"
}

unlock() {
  first_line "$state/count"
  is_number "$value" || value=0
  echo $((value + 1)) >"$state/count"
  leave
  trap - EXIT
}
