import * as pulumi from "@pulumi/pulumi";
import { MachineCapacity } from "../../../components/capacity/machine-capacity";
import { ConnectedCluster } from "../../../components/cluster/connected-cluster";
import { packInForce } from "../../../components/contract/policy-pack";
import { keyAlias, machineBoundaryName, policyArn } from "../../../components/names/names";
import { stageProvider, stageTags } from "../../../components/place/provider";
import { servicePlace } from "../../../components/services/service-place";
import { foundation } from "../../foundation/contract";
import { datavault } from "../contract";
import { workerNames } from "../names";
import { agreed } from "./agreement";
import { broker } from "./broker";
import { dashboard } from "./dashboard";
import { serviceGroups } from "./groups";
import { logs } from "./logs";
import { migrations, passwordRenewal } from "./migrations";
import { LOG_GROUP, names } from "./names";
import { functionPlace } from "./place";
import { diskGiB, scratchOf } from "./scratch";
import { config } from "./settings";
import type { Surroundings } from "./surroundings";
import { watchQueues, watchTasks } from "./watch";
import { web, WEB_PORT } from "./web";
import { workers } from "./workers";

const stage = pulumi.getStack();
const settings = config();
const scratch = scratchOf(settings.worker);

const ground = foundation.receive();
const base = datavault.receive();
const { accountId, owner, keyArns, alarmTopicArn, network } = ground;
const region = ground.regions.primary;
const provider = stageProvider("aws", { system: "datavault", owner, accountId, region });
/** Whatever is made here, components and single resources alike, is below this one, and by its provider. */
const inAccount = {
  parent: new pulumi.ComponentResource(
    "strongroom:datavault:DataVault",
    "datavault",
    {},
    { providers: [provider] },
  ),
};
const { cluster: clusterName, machines } = names(stage);

const log = logs(
  { keyArn: keyArns.logs, keepDays: ground.retention.logDays, alarmTopicArn },
  stage,
  inAccount,
);

const capacity =
  scratch.on === "machines"
    ? new MachineCapacity(
        "machines",
        {
          capacityName: machines,
          clusterName,
          machineType: scratch.machineType,
          diskGiB: diskGiB(scratch.sizeGiB),
          // One for each worker that can be: how many there are changes nothing here.
          maxMachines: workerNames.length,
          diskKeyArn: pulumi.interpolate`arn:aws:kms:${region}:${accountId}:${keyAlias(stage, "volumes")}`,
          tags: stageTags({ system: "datavault", owner }),
          alarmTopicArn,
          place: {
            region,
            accountId,
            boundaryArn: accountId.apply((account) => policyArn(account, machineBoundaryName(stage))),
            vpcId: network.vpcId,
            subnetIds: network.privateSubnetIds,
          },
        },
        inAccount,
      )
    : undefined;

const cluster = new ConnectedCluster(
  "services",
  {
    clusterName,
    capacityProviders: capacity ? [capacity.providerName] : [],
    disksKeyArn: keyArns.tasks,
    sessions: { logGroupName: LOG_GROUP, keyArn: keyArns.logs },
  },
  { ...inAccount, dependsOn: [...log] },
);

const surroundings: Surroundings = {
  stage,
  settings,
  base,
  place: servicePlace(ground, {
    name: clusterName,
    arn: pulumi.all([cluster.arn, agreed(base, settings)]).apply(([arn]) => arn),
  }),
  groups: serviceGroups(
    { vpcId: network.vpcId, balancerGroupId: base.balancer.securityGroupId, webPort: WEB_PORT, settings },
    inAccount,
  ),
  namespaceArn: cluster.namespaceArn,
  alarmTopicArn,
  logs: log,
  opts: inAccount,
};
const functions = functionPlace(ground);

const migrated = migrations(surroundings, functions);
passwordRenewal(surroundings, functions);
const brokerRuns = broker(surroundings, [migrated]);
workers(surroundings, { scratch, capacityProvider: capacity?.providerName, after: [brokerRuns] });
web(surroundings, base.balancer.arnSuffix, [brokerRuns]);
watchQueues(surroundings, functions, [brokerRuns]);
watchTasks(surroundings);
dashboard(surroundings);

/** Where people look at it. */
export const url = `https://${settings.hostName}`;

/** Which policy pack judged this deployment; nothing where none did. */
export const policyPack = packInForce();
