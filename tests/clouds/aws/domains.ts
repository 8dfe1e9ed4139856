import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import type { Inputs, Step } from "./cases";
import { allow, document, group, logGroup, subnet, vpc } from "./things";

/** Search domains as simply as AWS allows, and what they stand on. */
export const DOMAIN_ARN = "arn:aws:es:eu-west-1:111122223333:domain/reports";

/** A domain of one node, which everyone may find; `change` replaces whole groups. */
export const single = (change: Properties = {}): Properties => ({
  domainName: "reports",
  clusterConfig: { instanceType: "m7g.large.search" },
  ebsOptions: { ebsEnabled: true, volumeType: "gp3", volumeSize: 10 },
  ...change,
});

/** Everything that fine-grained access asks for, with users of the domain's own. */
export const secured = (more: Properties = {}, master: Properties = {}): Properties => ({
  encryptAtRest: { enabled: true },
  nodeToNodeEncryption: { enabled: true },
  domainEndpointOptions: { enforceHttps: true },
  advancedSecurityOptions: {
    enabled: true,
    internalUserDatabaseEnabled: true,
    masterUserOptions: { masterUserName: "set-up", masterUserPassword: "Aa1-aaaa", ...master },
  },
  ...more,
});

/** The cluster of a domain over three zones, with managers. */
export const overThree = (more: Properties = {}): Properties => ({
  instanceType: "m7g.large.search",
  instanceCount: 3,
  zoneAwarenessEnabled: true,
  zoneAwarenessConfig: { availabilityZoneCount: 3 },
  dedicatedMasterEnabled: true,
  dedicatedMasterType: "m7g.large.search",
  dedicatedMasterCount: 3,
  ...more,
});

export const linkedRole = (name = "linked", awsServiceName = "opensearchservice.amazonaws.com"): Step => ({
  type: token.SERVICE_LINKED_ROLE,
  name,
  inputs: { awsServiceName },
});

/** A network with a subnet in each of three zones, a second one in the first, and a group. */
export const threeZones: readonly Step[] = [
  vpc(),
  subnet("a", 1, "a"),
  subnet("b", 2, "b"),
  subnet("c", 3, "c"),
  subnet("a-too", 4, "a"),
  group("group"),
];

/** A domain over three zones in the network. */
export const inNetwork =
  (change: Properties = {}, subnets: readonly string[] = ["a", "b", "c"], groups = ["group"]): Inputs =>
  (made) =>
    single({
      clusterConfig: overThree(),
      vpcOptions: {
        subnetIds: subnets.map((name) => made(name).id),
        securityGroupIds: groups.map((name) => made(name).id),
      },
      ...change,
    });

export const LOGS = "/strongroom/reports";
export const LOGS_ARN = `arn:aws:logs:eu-west-1:111122223333:log-group:${LOGS}`;

/** Lets OpenSearch Service write the domain's logs. */
export const logWriter = (more: Properties = {}, resource = `${LOGS_ARN}:*`): Step => ({
  type: token.LOG_RESOURCE_POLICY,
  name: "writer",
  inputs: {
    policyName: "writer",
    policyDocument: document(
      allow(["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"], {
        Principal: { Service: "es.amazonaws.com" },
        Resource: resource,
        ...more,
      }),
    ),
  },
});

export const logs: Step = logGroup(LOGS);

/** A domain that writes one log. */
export const logging = (logType = "SEARCH_SLOW_LOGS", more: Properties = {}): Properties =>
  single({ logPublishingOptions: [{ logType, cloudwatchLogGroupArn: LOGS_ARN }], ...more });
