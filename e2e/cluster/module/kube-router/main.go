// kube-router is the network policy engine of K3s, started as K3s starts it: kube-router's policy controller alone, without
// its routes, its service proxy and BGP.
// Source: https://github.com/k3s-io/k3s/blob/master/pkg/agent/netpol/netpol.go
package main

import (
	"context"
	"flag"
	"log"
	"sync"
	"time"

	"github.com/cloudnativelabs/kube-router/v2/pkg/controllers/netpol"
	"github.com/cloudnativelabs/kube-router/v2/pkg/healthcheck"
	"github.com/cloudnativelabs/kube-router/v2/pkg/options"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	kubeconfig := flag.String("kubeconfig", "", "path of a kubeconfig")
	config := options.NewKubeRouterConfig()
	flag.StringVar(&config.HostnameOverride, "hostname-override", "", "name of this node")
	services := flag.String("service-cluster-ip-range", "", "addresses of services (CIDR)")
	flag.Parse()
	config.ClusterIPCIDRs = []string{*services}
	config.EnableIPv4 = true
	if err := run(context.Background(), *kubeconfig, config); err != nil {
		log.Fatalln("kube-router:", err)
	}
}

// run enforces the policies of the cluster on this node until the context ends.
func run(ctx context.Context, kubeconfig string, config *options.KubeRouterConfig) error {
	access, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(access)
	if err != nil {
		return err
	}
	// The controller looks for the node's address once, when it is made.
	hasAddress := func(ctx context.Context) (bool, error) {
		node, err := client.CoreV1().Nodes().Get(ctx, config.HostnameOverride, metav1.GetOptions{})
		return err == nil && len(node.Status.Addresses) > 0, nil
	}
	if err := wait.PollUntilContextTimeout(ctx, 200*time.Millisecond, time.Minute, true, hasAddress); err != nil {
		return err
	}

	factory := informers.NewSharedInformerFactory(client, 0)
	pods := factory.Core().V1().Pods().Informer()
	policies := factory.Networking().V1().NetworkPolicies().Informer()
	namespaces := factory.Core().V1().Namespaces().Informer()
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())

	iptables, ipsets, err := netpol.NewIPTablesHandlers(config)
	if err != nil {
		return err
	}
	controller, err := netpol.NewNetworkPolicyController(client, config, pods, policies, namespaces, &sync.Mutex{}, iptables, ipsets)
	if err != nil {
		return err
	}
	for _, one := range []struct {
		informer cache.SharedIndexInformer
		handler  cache.ResourceEventHandler
	}{{pods, controller.PodEventHandler}, {policies, controller.NetworkPolicyEventHandler}, {namespaces, controller.NamespaceEventHandler}} {
		if _, err := one.informer.AddEventHandler(one.handler); err != nil {
			return err
		}
	}

	heartbeats := make(chan *healthcheck.ControllerHeartbeat)
	go func() {
		for range heartbeats { // nobody asks for the health of this one
		}
	}()
	var running sync.WaitGroup
	running.Add(1)
	controller.Run(heartbeats, ctx.Done(), &running)
	return nil
}
