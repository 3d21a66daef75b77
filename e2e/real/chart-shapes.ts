// Charts as people have them: templates in every shape that Helm and kubectl take, as text.

/** The templates of a chart, and its `crds` folder. */
export interface ChartShape {
  readonly what: string;
  readonly templates: Readonly<Record<string, string>>;
  readonly crds?: string;
  /** How many hooks are left out. */
  readonly hooks?: number;
}

const configMap = (name: string, metadata = '', rest = 'data: {x: "1"}'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${metadata}${rest}\n`;
const hook = (name: string, when: string): string =>
  configMap(name, `  annotations:\n    "helm.sh/hook": ${when}\n    "helm.sh/hook-weight": "-5"\n`);
const podSpec = '{restartPolicy: Never, containers: [{name: c, image: "busybox:1.37", command: ["true"]}]}';
const definition = (kind: string): string => {
  const singular = kind.toLowerCase();
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${singular}s.shapes.example
  creationTimestamp: null
spec:
  group: shapes.example
  scope: Namespaced
  names: {kind: ${kind}, listKind: ${kind}List, plural: ${singular}s, singular: ${singular}}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec: {type: object, properties: {a: {type: string, default: q}, count: {type: integer, nullable: true}}}
status:
  acceptedNames: {kind: "", plural: ""}
  conditions: []
  storedVersions: []
`;
};

export const CHART_SHAPES: readonly ChartShape[] = [
  {
    what: 'hooks of every moment',
    templates: {
      'hooks.yaml': [
        hook('pre', 'pre-install'),
        hook('post', 'post-install,post-upgrade'),
        hook('both', '"pre-install, pre-upgrade"'),
        hook('rollback', 'pre-rollback'),
      ].join('---\n'),
      'tests/test.yaml': `apiVersion: v1\nkind: Pod\nmetadata:\n  name: probe\n  annotations: {helm.sh/hook: test, helm.sh/hook-delete-policy: hook-succeeded}\nspec: ${podSpec}\n`,
      'delete.yaml': `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: "{{ .Release.Name }}-clean"\n  annotations: {helm.sh/hook: pre-delete}\nspec: {template: {spec: ${podSpec}}}\n`,
      'a.yaml': configMap('a'),
    },
    hooks: 6,
  },
  {
    what: 'definitions in crds/ and in templates',
    crds: definition('Gizmo'),
    templates: {
      'crd.yaml': definition('Widget'),
      'gizmo.yaml': 'apiVersion: shapes.example/v1\nkind: Gizmo\nmetadata: {name: g}\nspec: {count: null}\n',
    },
  },
  {
    what: 'nulls and empty maps',
    templates: {
      'cm.yaml': configMap('a', '  labels:\n  annotations: {}\n', 'data:\n  x:\n  y: ""\n  z: "null"'),
      'bare.yaml': configMap('bare', '  annotations: {a: null, b: ""}\n', 'data: null\nbinaryData:'),
      'secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: ""}\ntype: Opaque\nstringData: {a: b, c: ""}\ndata: {d: ZQ==}\n',
      'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: d, creationTimestamp: null}
spec:
  replicas: 0
  strategy: {type: Recreate, rollingUpdate: null}
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}, annotations: null, creationTimestamp: null}
    spec:
      securityContext: {}
      nodeSelector:
      affinity: null
      tolerations: []
      volumes: [{name: v, emptyDir: }, {name: w, emptyDir: {sizeLimit: 1024Mi}}]
      containers:
      - name: c
        image: busybox:1.37
        env: [{name: A, value: }, {name: B, value: ""}, {name: C, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
        resources: {limits: {cpu: 1, memory: 1.5Gi}, requests: {cpu: 0.1, memory: 1e8}}
        ports:
        args: null
status: {}
`,
    },
  },
  {
    what: 'separators, comments, Windows lines, marks',
    templates: {
      'a.yaml': `# before\n---\n# only a comment\n---\n\n---\n${configMap('a')}---\n---\n`,
      'b.yaml': configMap('b', '', 'data:\n  text: |\n    one\n    two\n  folded: >-\n    three\n    four').replaceAll(
        '\n',
        '\r\n',
      ),
      'c.yaml': `{{- /* nothing */ -}}\n`,
      'd.yaml': `---\n${configMap('d')}--- # the next\n${configMap('e')}`,
      'f.yaml': `{{ if true }}\n${configMap('f', '', 'data: {x: "{{ .Release.Name }}", n: "{{ .Release.Namespace }}"}')}{{ end }}`,
    },
  },
  {
    what: 'words and numbers of YAML 1.1, doubled keys, anchors',
    templates: {
      'a.yaml': configMap(
        'a',
        '  labels: {v: &v "1.0", w: *v}\n',
        'data: {on: "x", 1: a, t: 12:30:45, d: 2024-01-01, on: "y"}',
      ).replace('12:30:45', '"12:30:45"'),
      'b.yaml': `apiVersion: v1
kind: PodTemplate
metadata: {name: later}
template:
  metadata: {labels: {a: b}}
  spec:
    hostNetwork: no
    volumes: [{name: v, configMap: {name: a, defaultMode: 0440, optional: yes}}]
    containers: [{name: c, image: "busybox:1.37"}]
`,
    },
  },
  {
    what: 'what is kept, and JSON',
    templates: {
      'kept.yaml': configMap('kept', '  annotations: {helm.sh/resource-policy: keep}\n'),
      'fixed.yaml': configMap('fixed', '  annotations: {"helm.sh/resource-policy": keep}\n', 'immutable: true'),
      'json.yaml': JSON.stringify(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'json' }, data: { a: '\u2028"' } },
        null,
        '\t',
      ).replaceAll('\t', '  '),
    },
  },
  {
    what: 'lists',
    templates: {
      'list.yaml': `apiVersion: v1\nkind: List\nmetadata: {resourceVersion: ""}\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: ""}}\n- {apiVersion: v1, kind: Secret, metadata: {name: b, labels: }, data: {x: YQ==}}\n`,
      'typed.yaml':
        'apiVersion: v1\nkind: ConfigMapList\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}\n',
      'empty.yaml': 'apiVersion: v1\nkind: List\nitems: []\n',
    },
  },
  {
    what: 'workloads at rest, rules and webhooks',
    templates: {
      'cron.yaml': `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: c}\nspec:\n  schedule: "@daily"\n  suspend: true\n  jobTemplate: {spec: {template: {spec: ${podSpec}}}}\n`,
      'job.yaml': `apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {suspend: true, template: {spec: ${podSpec}}}\n`,
      'sts.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: s}
spec:
  replicas: 0
  serviceName: s
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec: {containers: [{name: c, image: "busybox:1.37", ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53}]}]}
  volumeClaimTemplates:
  - metadata: {name: v, creationTimestamp: null}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1024Mi}}}
    status: {}
`,
      'service.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {clusterIP: None, ports: [{name: a, port: 53, protocol: UDP}, {name: b, port: 53}], selector: {a: b}}\n',
      'hpa.yaml':
        'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h}\nspec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: s}, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]}\n',
      'policy.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: np}\nspec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}\n',
      'pdb.yaml':
        'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: p}\nspec: {maxUnavailable: 50%, selector: {matchLabels: {a: b}}}\n',
      'ingress.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec: {ingressClassName: none, rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: s, port: {number: 80}}}}]}}]}\n',
      'rbac.yaml':
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r}\nrules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: r}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}\nsubjects: [{kind: ServiceAccount, name: sa, namespace: "{{ .Release.Namespace }}"}]\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: sa}\nautomountServiceAccountToken: no\n',
    },
  },
  {
    what: 'nothing but notes and one object',
    templates: { 'NOTES.txt': 'Thank you.\n', '_helpers.tpl': '{{ define "x" }}y{{ end }}', 'a.yaml': configMap('a') },
  },
];
