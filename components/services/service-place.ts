import type * as pulumi from "@pulumi/pulumi";

/** Where services run; the same for all of a stage. */
export interface ServicePlace {
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Permission boundary of every role. */
  readonly boundaryArn: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string[]>;
  /** Key of the services' own logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Key of the secrets that services are started with. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Days that those logs are kept. */
  readonly logDays: pulumi.Input<number>;
}
