// A distribution of Kubernetes as one row: what it is known by, where its nodes are, and what is done there.

export type DistributionId =
  | 'k3s'
  | 'rke2'
  | 'k0s'
  | 'microk8s'
  | 'kubeadm'
  | 'kind'
  | 'k3d'
  | 'minikube'
  | 'docker-desktop'
  | 'rancher-desktop'
  | 'orbstack'
  | 'colima'
  | 'lima'
  | 'eks'
  | 'gke'
  | 'aks';

/** A command for the cluster of one name: `chosen` is the part of the context's name that a person chose, to be quoted. */
export type NamedCommand = (chosen: string, quoted: (word: string) => string) => string;

/** An order to a person that ends a sentence ("install …"), and the command for it, where one does it. */
export interface Way {
  readonly order: string;
  /** The page that tells it where no one command does: `docs.example.com/install.html`. */
  readonly guide?: string;
  /** It is done on the node: a command that is no {@link NamedCommand} is one of the node's own shell. */
  readonly isOnNode?: true;
  /** A text acts on all that its program keeps, of which there is one; what may be kept by several names is named. */
  readonly command?: string | NamedCommand;
}

/** What is done on a distribution for what the stack needs. */
export interface Ways {
  /** To a node that runs pods with an NVIDIA GPU. By `process.platform` of the person's machine. */
  readonly gpu: (platform: string) => Way;
  /** What makes RuntimeClass nvidia: a restart by itself, the way to a GPU, or a person. */
  readonly runtimeClass: 'restart' | 'gpu' | 'hand';
  /** To a default StorageClass. */
  readonly storage: Way;
  /** To an ingress controller. */
  readonly ingress: Way;
  /** To containers that containerd runs in place of Docker. */
  readonly containerd: Way;
  /** What looks for container runtimes anew. */
  readonly restart: Way;
  /** To the live CPU and memory of pods; undefined where they come along. */
  readonly podMetrics?: Way;
  /** To an Ingress that this machine reaches; undefined where it does by itself. */
  readonly reach?: Pick<Way, 'order'>;
}

/** One node, as far as it tells of its distribution. Each text is what the cluster says, bounded. */
export interface NodeEvidence {
  readonly name: string;
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
  /** `kind://docker/kind/kind-control-plane`. */
  readonly providerId: string;
  readonly osImage: string;
  readonly kubeletVersion: string;
}

export interface Distribution {
  readonly id: DistributionId;
  /** As its makers write it. */
  readonly name: string;
  /**
   * `machines`: whatever Linux it is installed on; `inside`: containers or virtual machines of one computer; `virtual`: a virtual
   * machine of one computer; `cloud`: a provider's.
   */
  readonly nodes: 'machines' | 'inside' | 'virtual' | 'cloud';
  /** The distributions whose signs it has besides its own. */
  readonly on?: readonly DistributionId[];
  /** Its own signs are names that anybody may give: they count beside those of what it stands on. */
  readonly isKnownByName?: true;
  /** They may be a host's own name, and then count only where the cluster may be a virtual machine on this computer. */
  readonly isNamedAsHost?: true;
  /** The context's name in a kubeconfig, with the part that a person chose as its first group. */
  readonly context?: RegExp;
  /** The API server's host in a kubeconfig. */
  readonly host?: RegExp;
  /** The kubeconfig's path. */
  readonly file?: RegExp;
  /** `gitVersion` of the API server or a kubelet. */
  readonly version?: RegExp;
  readonly isNode?: (node: NodeEvidence) => boolean;
  /** Provisioners of StorageClasses that are nobody else's. */
  readonly provisioners?: readonly string[];
  /** The command that starts it on this machine. */
  readonly start?: NamedCommand;
  readonly ways: Ways;
}
