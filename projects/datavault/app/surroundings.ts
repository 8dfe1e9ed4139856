import type * as pulumi from "@pulumi/pulumi";
import type { Received } from "../../../components/contract";
import { executionRole } from "../../../components/services/execution-role";
import type { Container } from "../../../components/services/container";
import type { Connected } from "../../../components/services/service-connect";
import type { ServicePlace } from "../../../components/services/service-place";
import type { datavault } from "../contract";
import type { Groups } from "./groups";
import { LOG_GROUP } from "./names";
import type { Settings } from "./settings";

/** What all services of DataVault stand on. */
export interface Surroundings {
  readonly stage: string;
  readonly settings: Settings;
  readonly base: Received<typeof datavault.promises>;
  readonly place: ServicePlace;
  readonly groups: Groups;
  readonly namespaceArn: pulumi.Output<string>;
  readonly alarmTopicArn: pulumi.Output<string>;
  /** The log is there, and what must not be read in it is masked. */
  readonly logs: readonly pulumi.Resource[];
  readonly opts: pulumi.CustomResourceOptions;
}

/** The role by which ECS starts the tasks of a service, from its containers. */
export function startedBy(
  name: string,
  roleName: string,
  containers: readonly Container[],
  { place, opts }: Surroundings,
): pulumi.Output<string> {
  return executionRole(
    `${name}-execution`,
    {
      roleName,
      place,
      images: containers.map(({ image }) => image),
      secrets: [...new Set(containers.flatMap(({ secrets }) => Object.values(secrets)))],
      awsSecrets: containers.flatMap(({ awsSecrets = {} }) => Object.values(awsSecrets)),
      logGroupName: LOG_GROUP,
    },
    opts,
  ).arn;
}

/** How a service's tasks are connected by name. */
export const connected = (
  word: string,
  { namespaceArn, place }: Surroundings,
  calledBy?: Connected["calledBy"],
): Connected => ({
  namespaceArn,
  logs: { group: LOG_GROUP, region: place.region, stream: `${word}-connect` },
  ...(calledBy ? { calledBy } : {}),
});
