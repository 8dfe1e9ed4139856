/** What of an HTTP service a dashboard shows. */
export interface ServiceView {
  /** Where the service is. */
  readonly region: string;
  /** ECS cluster of the service; it must have Container Insights, which alone counts tasks. */
  readonly clusterName: string;
  /** The service's name in ECS. */
  readonly serviceName: string;
  /** The last part of the load balancer's ARN, by which CloudWatch knows it: `app/web/0123456789abcdef`. */
  readonly loadBalancer: string;
  /**
   * The last part of every target group's ARN, each under a word for the graphs: `{ blue: "targetgroup/…", green: … }`. At
   * least one; all of them, for a deployment moves the requests from one to the other.
   */
  readonly targetGroups: Readonly<Record<string, string>>;
  /** Aurora cluster behind the service. */
  readonly databaseCluster?: string | undefined;
  /** Queues of the service's workers, each under a word for the graphs. */
  readonly queues?: Readonly<Record<string, string>> | undefined;
  /** Cluster of Kubernetes beside it; it must have the add-on for observability. */
  readonly kubernetesCluster?: string | undefined;
  /** The canary of a `SyntheticCheck`. */
  readonly checkName?: string | undefined;
  /** Web ACL of CloudFront before the service, by the name of its metric. */
  readonly edgeFirewall?: string | undefined;
  /** Alarms to be shown first; 100 at most. */
  readonly alarmArns?: readonly string[];
}
