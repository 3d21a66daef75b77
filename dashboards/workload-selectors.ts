// The selectors by which the workloads dashboard narrows series down to the chosen namespaces and workloads.
export const POD = 'namespace=~"$namespace"';

/** cAdvisor's containers: neither a pod's sum nor its pause container. */
export const CONTAINER = `${POD}, container!="", image!=""`;

/** Keeps what belongs to a chosen workload, and says which; its left side must be one series a pod. */
export const OF_WORKLOAD = `* on (namespace, pod) group_left (workload, workload_type) odin:pod_workload:info{${POD}, workload=~"$workload"}`;
