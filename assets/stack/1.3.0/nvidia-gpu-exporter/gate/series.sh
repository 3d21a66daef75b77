# The gate's own series, in the text format of Prometheus.

own_series() {
  status_lines='' asked_lines='' since_lines='' suspended_lines='' sleeps_lines='' info_lines=''
  for pci in $gpus; do
    recall_status
    was_asked=0
    case ",$asked," in *",$pci,"*) was_asked=1 ;; esac
    begun=$since
    [ "$until" = 0 ] || [ "$ask" = 1 ] || begun=$rested
    info
    status_lines="$status_lines
odin_gpu_runtime_status{pci=\"$pci\",state=\"$status\"} 1"
    asked_lines="$asked_lines
odin_gpu_asked{pci=\"$pci\"} $was_asked"
    since_lines="$since_lines
odin_gpu_state_since_timestamp_seconds{pci=\"$pci\"} $begun"
    sleeps_lines="$sleeps_lines
odin_gpu_sleeps{pci=\"$pci\"} $sleeps"
    info_lines="$info_lines
odin_gpu_device_info{pci=\"$pci\",uuid=\"$uuid\",name=\"$name\",index=\"$index\"} 1"
    [ "$suspended" = - ] || {
      ms=$((suspended % 1000 + 1000))
      suspended_lines="$suspended_lines
odin_gpu_suspended_seconds_total{pci=\"$pci\"} $((suspended / 1000)).${ms#1}"
    }
  done
  family odin_gpu_runtime_status gauge 'Power state of a GPU by its runtime power management.' "$status_lines"
  family odin_gpu_asked gauge 'Whether the exporter was asked about a GPU in this scrape.' "$asked_lines"
  family odin_gpu_state_since_timestamp_seconds gauge 'Since when a GPU is asleep, left alone or awake.' "$since_lines"
  family odin_gpu_suspended_seconds_total counter 'Time that a GPU was suspended.' "$suspended_lines"
  family odin_gpu_sleeps gauge 'Whether a GPU can sleep, as far as is known.' "$sleeps_lines"
  family odin_gpu_device_info gauge 'Names of a GPU.' "$info_lines"
  [ -z "$problem" ] || family odin_gpu_exporter_problem gauge 'What is wrong with the exporter.' "
odin_gpu_exporter_problem{reason=\"$problem\"} 1"
  lost_lines=
  while read -r tag reason count; do
    [ "$tag" = lost ] && lost_lines="$lost_lines
odin_gpu_lines_lost{reason=\"$reason\"} $count"
  done <"$work/facts"
  family odin_gpu_lines_lost gauge "Lines of the exporter's page that were left out." "$lost_lines"
}

# A metric with its lines, each with a line feed before it; nothing where there is no line.
family() {
  [ -z "$4" ] || printf '# HELP %s %s\n# TYPE %s %s%s\n' "$1" "$3" "$1" "$2" "$4"
}

# Sets `uuid`, `index` and `name` of a GPU by the page, or by what it once said; else by the driver's file. All are fit for labels.
info() {
  while read -r tag address _ uuid index name; do
    [ "$tag $address" != "gpu $pci" ] || {
      printf '%s %s %s\n' "$uuid" "$index" "$name" >"$state/info/$pci"
      break
    }
  done <"$work/facts"
  uuid='' index='' name=''
  { read -r uuid index name <"$state/info/$pci"; } 2>/dev/null || driver_info
  uuid=${uuid#-} index=${index#-}
}

# By /proc/driver/nvidia, which wakes no GPU. A UUID that the driver does not know yet is all question marks.
driver_info() {
  { while read -r line; do
    text=${line#*:}
    text=${text#"${text%%[! 	]*}"}
    case $text in *[!\ -~]* | *[\"\\]*) continue ;; esac
    case $line in
      Model:*) name=$text ;;
      'GPU UUID:'*)
        uuid=${text#GPU-}
        case $uuid in *[!0-9a-fA-F-]*) uuid= ;; *[A-F]*) uuid=$(echo "$uuid" | tr A-F a-f) ;; esac
        ;;
    esac
  done <"$proc/driver/nvidia/gpus/$pci/information"; } 2>/dev/null
}
