# The exporter's page, line by line: what Prometheus reads goes on as it is, all else is left out and counted. A page may be
# anything: one line that is wrong would cost the whole scrape. Its last line is `#end`; before it stands an empty one, unless the page
# was cut. Writes into the file `facts`, a line each: `gpu PCI IDLE UUID INDEX NAME`, `lost REASON NUMBER`, `too_large`,
# `late`, `no_metrics`; of the GPUs in `gpus` alone, for the shell reads slowly.

BEGIN {
  FS = "\n"
  MOST_BYTES = 4194304; MOST_LINES = 15000; MOST_SECONDS = 4; MOST_LINE = 8192; MOST_LABELS = 64; IDLE_BYTES = 67108864
  # A line on a process becomes three, and Prometheus refuses a page of more than 50 000 samples.
  # Without counts in braces, for which one of the C libraries takes ten times as long.
  VALUE = "^ ([-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?Inf|NaN)( [0-9]+)?$"
  begun = systime()
  split(gpus, words, " ")
  for (i in words) is_known[words[i]] = 1
  for (i = 128; i < 256; i++) ORD[sprintf("%c", i)] = i
  HIGH = "[" sprintf("%c", 128) "-" sprintf("%c", 255) "]"
}

{
  if (NR > 2) line(older)
  older = newer
  newer = $0
  bytes += length($0) + 1
  # Nobody looks at the rest, for which there would be no time.
  if (bytes > MOST_BYTES || NR > MOST_LINES) { is_too_large = 1; exit }
  if (systime() - begun >= MOST_SECONDS) { is_late = 1; exit }
}

END {
  is_whole = !is_too_large && !is_late
  if (older != "" && is_whole) lost["invalid"]++
  if (processes && is_whole) list_processes()
  for (reason in lost) print "lost", reason, lost[reason] >facts
  if (is_too_large) print "too_large" >facts
  if (is_late) print "late" >facts
  if (series == 0) print "no_metrics" >facts
  for (pci in uuid_of) tell_gpu(pci, uuid_of[pci])
}

function line(text) {
  if (text == "") return
  if (length(text) > MOST_LINE) lost["too_long"]++
  else if (text ~ HIGH && !is_utf8(text)) lost["invalid"]++
  else if (substr(text, 1, 1) == "#") comment(text)
  else sample(text)
}

function is_utf8(text,    i, byte, more, low, high) {
  for (i = 1; i <= length(text); i++) {
    byte = substr(text, i, 1)
    byte = (byte in ORD) ? ORD[byte] : 0
    if (more > 0) {
      if (byte < low || byte > high) return 0
      more--; low = 128; high = 191
    } else if (byte >= 128) {
      if (byte < 194 || byte > 244) return 0
      more = byte < 224 ? 1 : byte < 240 ? 2 : 3
      low = byte == 224 ? 160 : byte == 240 ? 144 : 128
      high = byte == 237 ? 159 : byte == 244 ? 143 : 191
    }
  }
  return more == 0
}

# HELP and TYPE, each once for a name and before its samples. Others say nothing to Prometheus.
function comment(text,    what, name) {
  if (text !~ /^# (HELP|TYPE) /) return
  what = substr(text, 3, 4)
  text = substr(text, 8)
  if (!match(text, /^[a-zA-Z_:][a-zA-Z0-9_:]*( |$)/)) { lost["invalid"]++; return }
  name = substr(text, 1, RLENGTH); sub(/ $/, "", name)
  text = substr(text, RLENGTH + 1)
  if (name in sampled || is_of_others(name) || !(what == "TYPE" ? text ~ /^(counter|gauge|untyped|histogram|summary)$/ : is_help(text))) {
    lost["invalid"]++
    return
  }
  if ((what, name) in said) { lost["duplicate"]++; return }
  said[what, name] = 1
  # The parts of the last two would have to fit together; without the type, each is a series of its own.
  print "# " what " " name " " (what == "TYPE" && text !~ /^[cgu]/ ? "untyped" : text)
}

function is_help(text) {
  gsub(/\\[\\n]/, "", text)
  return index(text, "\\") == 0
}

# Whether a name has a form; each is looked at once, for regular expressions take most of the time.
function is_name(name, form) {
  if (!((name, form) in names)) names[name, form] = name ~ form
  return names[name, form]
}

# Of the gate, of recording rules and of Prometheus itself: `up 0` would be the gate's own.
function is_of_others(name) { return name ~ /^(odin[_:]|scrape_|up$|ALERTS)/ }

# Its labels in `value_of`, and in `pairs` in their order, whichever the line has, without empty ones, which are none.
function sample(text,    rest, name, label, value, said_labels, n, i, at, key) {
  at = index(text, " ")
  i = index(text, "{")
  if (i > 0 && i < at) at = i
  name = substr(text, 1, at - 1)
  rest = substr(text, at)
  split("", value_of)
  if (!is_name(name, "^[a-zA-Z_:][a-zA-Z0-9_:]*$") || is_of_others(name)) { lost["invalid"]++; return }
  if (substr(rest, 1, 1) == "{") {
    rest = substr(rest, 2)
    while (substr(rest, 1, 1) != "}") {
      at = index(rest, "=\"")
      label = substr(rest, 1, at - 1)
      rest = substr(rest, at + 2)
      at = end_of_value(rest)
      if (at == 0 || !is_name(label, "^[a-zA-Z_][a-zA-Z0-9_]*$") || label ~ /^__/ || label in value_of) { lost["invalid"]++; return }
      # They are sorted, for which many would take minutes.
      if (++said_labels > MOST_LABELS) { lost["too_long"]++; return }
      value_of[label] = value = substr(rest, 1, at - 1)
      rest = substr(rest, at + 1)
      if (value != "") {
        value = label "=" value
        for (i = ++n; i > 1 && pairs[i - 1] > value; i--) pairs[i] = pairs[i - 1]
        pairs[i] = value
      }
      if (substr(rest, 1, 1) == ",") rest = substr(rest, 2)
      else if (substr(rest, 1, 1) != "}") { lost["invalid"]++; return }
    }
    rest = substr(rest, 2)
  }
  if (!is_value(rest)) { lost["invalid"]++; return }
  key = name
  for (i = 1; i <= n; i++) key = key "\"" pairs[i]
  if (key in seen) { lost["duplicate"]++; return }
  seen[key] = 1
  sampled[name] = 1
  series++
  print text
  if (name ~ /^nvidia_smi_/) note(name, value_of["uuid"], substr(rest, 2))
}

# The place of the quote that ends a label's value, which the text begins with; 0 where none does.
function end_of_value(text,    at, skipped) {
  for (;;) {
    at = index(text, "\"")
    if (at == 0) return 0
    if (index(substr(text, 1, at), "\\") == 0) return skipped + at
    at = index(text, "\\")
    if (substr(text, at + 1, 1) !~ /[\\"n]/) return 0
    text = substr(text, at + 2)
    skipped += at + 1
  }
}

# What ParseFloat of Go refuses, as 1e999, costs the scrape too; so do times of more than 64 bits, or before 1970.
function is_value(text,    parts, exponent) {
  if (text !~ VALUE) return 0
  split(text, parts, " ")
  exponent = parts[1]
  if (!sub(/^.*[eE][-+]?/, "", exponent)) exponent = 0
  return length(parts[1]) <= 26 && exponent + 0 <= 199 && length(parts[2]) <= 16
}
