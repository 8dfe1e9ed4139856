/** What of a stage a dashboard shows. */
export interface StageView {
  /** Where the dashboard's metrics are, but for replications. */
  readonly region: string;
  readonly accountId: string;
  /** `NS` of the storage service: `storage-prod`. */
  readonly namespace: string;
  /** Every service, in the pipeline's order; at least one. */
  readonly steps: readonly StepView[];
  /** The REST API as CloudWatch names it. */
  readonly api: { readonly name: string; readonly stageName: string };
  /** ECS cluster of the services; it must have Container Insights, which alone counts tasks. */
  readonly clusterName: string;
  /** Names of OpenSearch domains. */
  readonly domains: readonly string[];
  readonly replications: readonly ReplicationView[];
  /** Names of the functions. */
  readonly functions: readonly string[];
  /** Alarms of any region to be shown first; default none. Those of dead-letter queues are there without being named. */
  readonly alarmArns?: readonly string[];
}

/** A service of the pipeline. */
export interface StepView {
  /** Physical name of the service; without the namespace it is the step's name. */
  readonly name: string;
  readonly does: string;
  /** The queue that it reads. */
  readonly queue: { readonly name: string; readonly deadLetterName: string } | null;
  /** CloudWatch namespaces of its programs' own metrics. */
  readonly metricsNamespaces: readonly string[];
}

/** A rule by which S3 copies one bucket into another. */
export interface ReplicationView {
  readonly source: string;
  readonly destination: string;
  readonly ruleId: string;
  /** Region where S3 tells of it. */
  readonly region: string;
}
