// The amounts, ports, modules and controllers that K3s and the stack need, each with its source.

/** K3s alone takes more than the first; with the stack 2 GB are little (https://docs.k3s.io/installation/requirements). */
export const MEMORY = { least: 1e9, good: 4e9 };

/** K3s with its own images takes some 2 GB, the stack's images 1 GB more, its volumes grow to 21 GiB by default. */
export const ROOM = { least: 3e9, good: 30e9 };

/** Below this share of free room K3s' kubelet evicts pods. Source: `eviction-hard` in k3s-io/k3s pkg/daemons/agent. */
export const EVICTION_SHARE = 0.05;

/**
 * Ports that K3s itself listens on. Source: https://docs.k3s.io/installation/requirements#networking, and of the loopback
 * ones https://kubernetes.io/docs/reference/networking/ports-and-protocols/; 6444 is K3s' own load balancer, 10010 its
 * containerd's server of streams.
 */
export const K3S_PORTS = [6443, 6444, 10010, 10248, 10249, 10250, 10256, 10257, 10258, 10259] as const;

/** K3s' Traefik takes these by its service load balancer, before a web server of this machine sees anything. */
export const WEB_PORTS = [80, 443] as const;

/** The stack's node exporter listens on the node itself. */
export const NODE_EXPORTER_PORT = 9100;

/** K3s' unit loads the first two (`ExecStartPre`); services need the third, flannel the last. */
export const MODULES = ['overlay', 'br_netfilter', 'nf_conntrack', 'vxlan'] as const;

/** Without these the kubelet ends at its start. Source: `k3s check-config`. */
export const NEEDED_CONTROLLERS = ['cpu', 'cpuset', 'memory', 'pids'] as const;

/** RFC 1123, in lower case: a node's name. */
export const NODE_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** What pods and services get. Source: https://docs.k3s.io/installation/requirements#operating-systems */
export const CLUSTER_NETWORKS = ['10.42.0.0/16', '10.43.0.0/16'] as const;
