import * as opensearch from "@pulumi/aws/opensearch";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../identity/policy";
import { searchRequests } from "./search-access";
import { searchDomainAlarms } from "./search-domain-alarms";
import { searchDomainGroups } from "./search-domain-groups";
import { searchDomainLogs } from "./search-domain-logs";
import { autoTuneOptions, clusterConfig, nodesFault, replicaCount, type SearchNodes } from "./search-nodes";
import type { SearchGround } from "./search-ground";
import { searchUser, type SearchUser } from "./search-user";

export interface SearchDomainArgs {
  /** What the account must have before its first domain; none where another stack has made it. */
  readonly ground?: SearchGround;
  /** Physical name: 3 to 28 lower-case letters, digits and hyphens, unique in the account and region. */
  readonly domainName: string;
  readonly nodes: SearchNodes;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  /** Three, each in another zone; OpenSearch Service refuses others. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Key that encrypts the data; another one makes another domain. */
  readonly keyArn: pulumi.Input<string>;
  /** Key that encrypts the master user's secrets. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** What the names of the master user's secrets begin with: `strongroom/pre/search/reporting`. */
  readonly masterSecretsPrefix: string;
  /** Key that encrypts the logs; CloudWatch Logs must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that the logs are kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
  /** Where it is told when something is wrong. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** The newest whose lifecycle policies and templates are tried (tests/rehearsal). */
const ENGINE = "OpenSearch_2.19";

/** Who sets the cluster up; programs have users of their own. */
const MASTER_USER = "set-up";

/** Making one takes an hour and more at times, and so does each change of its nodes (webservice-and-platform.md P6). */
const TIMEOUTS = { create: "90m", update: "180m", delete: "90m" };

/** Updates begin in the ten hours from here, in UTC, and the last of them before the morning's report. */
const OFF_PEAK = { hours: 19, minutes: 0 };

/**
 * A search cluster over three zones, in our network alone, encrypted with our key. Whoever calls it must be in its
 * clients' security group, and sign in.
 */
export class SearchDomain extends pulumi.ComponentResource {
  /** Physical name. */
  readonly domainName: string;
  /** Host name at which it answers, by HTTPS. */
  readonly endpoint: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** The ARN as its name tells it: known in a preview, for policies. */
  readonly plainArn: pulumi.Output<string>;
  /** Security group whose members may call it. */
  readonly clientGroupId: pulumi.Output<string>;
  /** The user that sets it up. */
  readonly master: SearchUser;
  /** Copies that each shard needs beside its primary. */
  readonly replicaCount: 1 | 2;

  constructor(name: string, args: SearchDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:search:SearchDomain", name, {}, opts);
    const { domainName, region, accountId } = args;
    if (!/^[a-z][a-z0-9-]{2,27}$/.test(domainName))
      throw new pulumi.ResourceError(
        `domainName: 3 to 28 lower-case letters, digits and hyphens, a letter first, got ${domainName}`,
        this,
      );
    const fault = nodesFault(args.nodes);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    this.domainName = domainName;
    this.plainArn = pulumi.interpolate`arn:aws:es:${region}:${accountId}:domain/${domainName}`;
    const groups = searchDomainGroups(name, { domainName, vpcId: args.vpcId }, child);
    const logs = searchDomainLogs(
      name,
      {
        domainName,
        domainArn: this.plainArn,
        region,
        accountId,
        logsKeyArn: args.logsKeyArn,
        logDays: args.logDays,
      },
      child,
    );
    const master = searchUser(
      `${name}-master`,
      {
        userName: MASTER_USER,
        userSecret: `${args.masterSecretsPrefix}/user`,
        passwordSecret: `${args.masterSecretsPrefix}/password`,
        keyArn: args.secretsKeyArn,
      },
      lasting,
    );
    const domain = new opensearch.Domain(
      `${name}-domain`,
      {
        domainName,
        engineVersion: ENGINE,
        clusterConfig: clusterConfig(args.nodes),
        ebsOptions: { ebsEnabled: true, volumeType: "gp3", volumeSize: args.nodes.volumeGiB },
        vpcOptions: { subnetIds: args.subnetIds, securityGroupIds: [groups.domain.id] },
        encryptAtRest: { enabled: true, kmsKeyId: args.keyArn },
        nodeToNodeEncryption: { enabled: true },
        domainEndpointOptions: {
          enforceHttps: true,
          tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
        },
        advancedSecurityOptions: {
          enabled: true,
          anonymousAuthEnabled: false,
          internalUserDatabaseEnabled: true,
          masterUserOptions: { masterUserName: MASTER_USER, masterUserPassword: master.password },
        },
        accessPolicies: whoeverSignsIn(this.plainArn),
        logPublishingOptions: logs.publishingOptions,
        autoTuneOptions: autoTuneOptions(args.nodes),
        offPeakWindowOptions: { enabled: true, offPeakWindow: { windowStartTime: OFF_PEAK } },
        softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
      },
      {
        ...lasting,
        dependsOn: [...(args.ground ? [args.ground] : []), ...logs.madeFirst],
        customTimeouts: TIMEOUTS,
      },
    );
    searchDomainAlarms(
      name,
      { domainName, accountId, volumeGiB: args.nodes.volumeGiB, topicArn: args.alarmTopicArn },
      // Nothing is heard of a domain that is not there yet.
      { ...child, dependsOn: [domain] },
    );
    this.endpoint = domain.endpoint;
    this.arn = domain.arn;
    this.clientGroupId = groups.clients.id;
    this.master = {
      userSecret: master.userSecret,
      passwordSecret: master.passwordSecret,
      version: master.version,
    };
    this.replicaCount = replicaCount(args.nodes);
    this.registerOutputs({ endpoint: this.endpoint, arn: this.arn });
  }
}

/**
 * All requests reach the cluster, which asks each for a user and a password. IAM cannot be asked as well: to it a request
 * with a password is anonymous, and who may send one at all is said by the VPC and the security groups.
 */
const whoeverSignsIn = (domainArn: pulumi.Output<string>) =>
  policyDocument([{ ...searchRequests(domainArn), Sid: "WhoeverSignsIn", Principal: { AWS: "*" } }]);
