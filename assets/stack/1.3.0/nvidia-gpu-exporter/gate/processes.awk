# What the page says of GPUs and of the processes on them, and whose pods these are by /proc/PID/cgroup.

# A sample that passed; its labels are in `value_of`.
function note(name, uuid, value,    pci, process) {
  if (name == "nvidia_smi_gpu_info") {
    pci = tolower(value_of["pci_bus_id"])
    while (pci ~ /^0[0-9a-f]{4,}:/) pci = substr(pci, 2)
    if (!(pci in is_known)) return
    uuid_of[pci] = uuid
    name_of[pci] = value_of["name"]
    index_of[pci] = value_of["index"]
  }
  else if (name == "nvidia_smi_utilization_gpu_ratio") utilization[uuid] = value
  else if (name == "nvidia_smi_memory_used_bytes") memory[uuid] = value
  else if (name == "nvidia_smi_compute_app_info" || name == "nvidia_smi_compute_app_used_memory_bytes") {
    process = "uuid=\"" uuid "\",pid=\"" value_of["pid"] "\",process=\"" value_of["process_name"] "\""
    pid_of[process] = value_of["pid"]
    # Of the parts of a partitioned GPU one after the other.
    if (name ~ /bytes$/ && value ~ /^[0-9]/) { bytes_of[process] += value; has_bytes = 1 }
  }
}

# Idle: utilisation 0 and next to no memory, each said by a number. A program that computes needs more than that to begin with; one
# that needs less, as a desktop that has opened every GPU and draws with another, does not keep it awake.
function tell_gpu(pci, uuid,    idle) {
  idle = is_zero(utilization[uuid]) && memory[uuid] ~ /^[0-9]/ && memory[uuid] + 0 <= IDLE_BYTES
  uuid = tolower(uuid); sub(/^gpu-/, "", uuid)
  gsub(/\t/, " ", name_of[pci])
  print "gpu", pci, idle + 0, (uuid ~ /^[0-9a-z-]{1,64}$/ ? uuid : "-"), (index_of[pci] ~ /^[0-9]{1,4}$/ ? index_of[pci] : "-"), name_of[pci] >facts
}

function is_zero(value) { return value ~ /^[0-9.]/ && value + 0 == 0 }

function list_processes(    process) {
  for (process in pid_of) owner[process] = process owner_of(pid_of[process])
  for (process in owner) {
    if (!said_process++) {
      print "# HELP odin_gpu_process A process on a GPU, and the pod that it is of."
      print "# TYPE odin_gpu_process gauge"
    }
    print "odin_gpu_process{" owner[process] "} 1"
  }
  if (!has_bytes) return
  print "# HELP odin_gpu_process_memory_bytes Memory of a GPU that a process uses."
  print "# TYPE odin_gpu_process_memory_bytes gauge"
  for (process in bytes_of) printf "odin_gpu_process_memory_bytes{%s} %.0f\n", owner[process], bytes_of[process]
}

# Its pod and container, by whichever form of the path names a pod: of cgroupfs or of systemd, v1 or v2, from the root or
# relative to this container's own. A process that has gone, or is of no pod, has "" in both.
function owner_of(pid,    file, text, pod, container) {
  file = proc "/" pid "/cgroup"
  while (pid ~ /^[0-9]{1,10}$/ && pod == "" && (getline text <file) > 0) {
    if (!match(text, /pod([0-9a-f]{8}([-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})/)) continue
    pod = substr(text, RSTART + 3, RLENGTH - 3)
    gsub(/_/, "-", pod)
    text = substr(text, RSTART + RLENGTH)
    if (match(text, /[0-9a-f]{64}/)) container = substr(text, RSTART, RLENGTH)
  }
  close(file)
  return ",pod_uid=\"" pod "\",container_id=\"" container "\""
}
