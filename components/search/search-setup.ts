import * as path from "node:path";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { behindNat, networkStatements, type PrivateSubnets } from "../functions/behind-nat";
import { bundleDigest } from "../functions/bundle";
import { idleAlarm } from "../functions/idle-alarm";
import {
  FAILURE_LINES,
  METRICS_DIMENSION,
  METRICS_NAMESPACE,
  NodeFunction,
  type FunctionPlace,
} from "../functions/node-function";
import { FunctionSchedule } from "../functions/schedule";
import type { Statement } from "../identity/policy";
import { readSecrets } from "../secrets/read-secrets";
import { searchRequests } from "./search-access";
import type { SearchDomain } from "./search-domain";
import { SEARCH_PORT } from "./search-domain-groups";
import type { SearchUser } from "./search-user";
import type { ReachedCluster, SearchContents, SetUp, TakeSnapshot } from "./setup-request";
import type { SearchSnapshots } from "./snapshots";

export interface SearchSetupArgs {
  /** Physical name of the function and its role, and the beginning of its schedules': at most 53 characters. */
  readonly functionName: string;
  readonly domain: SearchDomain;
  /** What the cluster is to hold. */
  readonly contents: pulumi.Input<SearchContents>;
  /** Who is to sign in, and the roles of `contents` that each has. */
  readonly users: readonly { readonly user: SearchUser; readonly roles: readonly string[] }[];
  readonly snapshots: SearchSnapshots;
  /** Days that a snapshot is kept. */
  readonly snapshotDays: number;
  /** Private subnets of the domain's own network. */
  readonly network: PrivateSubnets;
  /** Key that encrypts the users' secrets. */
  readonly secretsKeyArn: pulumi.Input<string>;
  readonly place: FunctionPlace;
}

const ENTRY = path.resolve(__dirname, "../../functions/search-setup/index.ts");

/** Lambda's greatest: a new domain's name is not known in the network at once, and a first snapshot is large. */
const TIMEOUT_SECONDS = 900;

/** What the security plugin calls the role that may register a repository. */
const MANAGES_SNAPSHOTS = "manage_snapshots";

/** In UTC, before the morning's report and out of each other's way. */
const SETUP_TIME = "cron(20 1 * * ? *)";
const SNAPSHOT_TIME = "cron(20 2 * * ? *)";

/**
 * Sets a cluster up by a function in its network: roles, users, lifecycle policies, templates, indices, and where its
 * snapshots go. It runs in every deploy that changes any of it, which fails with the cluster's own words if the cluster
 * refuses; and each day, which mends what somebody changed by hand. It takes a snapshot each day, too.
 */
export class SearchSetup extends pulumi.ComponentResource {
  readonly functionName: pulumi.Output<string>;

  constructor(name: string, args: SearchSetupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:search:SearchSetup", name, {}, opts);
    const child = { parent: this };
    const { functionName, domain, place } = args;
    const setUp = new NodeFunction(
      name,
      {
        functionName,
        description: `Sets up ${domain.domainName}, and takes its snapshots`,
        entry: ENTRY,
        memoryMiB: 512,
        timeoutSeconds: TIMEOUT_SECONDS,
        environment: {},
        statements: [...setUpStatements(args), ...networkStatements(place)],
        place,
        network: behindNat(name, { ...args.network, calls: "AWS", groupIds: [domain.clientGroupId] }, child),
      },
      child,
    );
    const request = pulumi.jsonStringify(setUpRequest(args));
    const now = new lambda.Invocation(
      `${name}-now`,
      {
        functionName: setUp.functionName,
        input: request,
        triggers: { code: bundleDigest(ENTRY), passwords: passwordsOf(args) },
      },
      { ...child, dependsOn: [domain, ...args.snapshots.madeFirst] },
    );
    const daily = { function: setUp, place };
    new FunctionSchedule(
      `${name}-daily`,
      { scheduleName: `${functionName}-daily`, expression: SETUP_TIME, input: request, ...daily },
      child,
    );
    new FunctionSchedule(
      `${name}-snapshots`,
      {
        scheduleName: `${functionName}-snapshots`,
        expression: SNAPSHOT_TIME,
        input: pulumi.jsonStringify(snapshotRequest(args)),
        ...daily,
      },
      child,
    );
    idleAlarm(
      name,
      {
        functionName,
        text: {
          says: `${domain.domainName} was neither looked after nor had a snapshot taken for a day: ${functionName} was not called`,
          whatToDo: `look at the schedules ${functionName}-daily and ${functionName}-snapshots in EventBridge Scheduler, and whether their roles may call it`,
        },
        topicArn: place.alarmTopicArn,
      },
      { ...child, dependsOn: [now] },
    );
    snapshotAlarm(name, args, child);
    this.functionName = setUp.functionName;
    this.registerOutputs({ functionName: this.functionName });
  }
}

/** Set-ups alone keep the other alarm quiet. */
function snapshotAlarm(
  name: string,
  { functionName, domain, place }: SearchSetupArgs,
  child: pulumi.CustomResourceOptions,
): void {
  alarm(
    `${name}-no-snapshot`,
    {
      alarmName: `${functionName}_no_snapshot`,
      text: {
        says: `no snapshot of ${domain.domainName} was taken for a day. In a new stage it ends by itself with the first`,
        whatToDo: `look at the schedule ${functionName}-snapshots in EventBridge Scheduler, and at what the function says of its snapshots (docs/clusters.md)`,
        log: { group: `/aws/lambda/${functionName}`, pattern: FAILURE_LINES },
      },
      metric: {
        namespace: METRICS_NAMESPACE,
        name: "SnapshotTaken",
        dimensions: { [METRICS_DIMENSION]: functionName },
        statistic: "Sum",
        periodSeconds: 3600,
      },
      // A day, an hour in which Scheduler tries again, and one for a snapshot that takes long.
      when: { comparison: "below", threshold: 1, periods: 26, missing: "bad" },
      topicArn: place.alarmTopicArn,
    },
    child,
  );
}

/** The users whose passwords the function reads: the master user, and those that it makes. */
const allUsers = ({ domain, users }: SearchSetupArgs): readonly SearchUser[] => [
  domain.master,
  ...users.map(({ user }) => user),
];

/** Changes with any password: the cluster has to be told, and not before it is kept. */
const passwordsOf = (args: SearchSetupArgs): pulumi.Output<string> =>
  pulumi.all(allUsers(args).map(({ version }) => version)).apply((versions) => versions.join(" "));

function setUpStatements(args: SearchSetupArgs): readonly Statement[] {
  const { domain, snapshots, secretsKeyArn, place } = args;
  const secretNames = allUsers(args).flatMap(({ userSecret, passwordSecret }) => [
    userSecret,
    passwordSecret,
  ]);
  return [
    ...readSecrets({ secretNames, secretsKeyArn, place }),
    // A repository in S3 is registered by whoever may hand its role over, which no password shows.
    searchRequests(domain.plainArn),
    {
      Sid: "HandOverTheSnapshotRole",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: snapshots.roleArn,
      // OpenSearch Service goes by its old name and its new one.
      Condition: {
        StringEquals: { "iam:PassedToService": ["es.amazonaws.com", "opensearchservice.amazonaws.com"] },
      },
    },
  ];
}

const reached = ({ domain }: SearchSetupArgs): pulumi.Input<ReachedCluster> =>
  domain.endpoint.apply((host) => ({
    host,
    port: SEARCH_PORT,
    userSecret: domain.master.userSecret,
    passwordSecret: domain.master.passwordSecret,
  }));

function setUpRequest(args: SearchSetupArgs): pulumi.Output<SetUp> {
  const { functionName, users, snapshots, domain } = args;
  const { region, accountId } = args.place;
  return pulumi
    .all([args.contents, reached(args), region, accountId, snapshots.bucketName, snapshots.roleArn])
    .apply(([contents, cluster, here, account, bucket, roleArn]): SetUp => ({
      task: "set-up",
      cluster,
      region: here,
      ...contents,
      users: users.map(({ user, roles }) => ({
        userSecret: user.userSecret,
        passwordSecret: user.passwordSecret,
        roles,
      })),
      iamRoles: { [MANAGES_SNAPSHOTS]: [`arn:aws:iam::${account}:role/${functionName}`] },
      snapshots: { repository: domain.domainName, bucket, region: here, roleArn },
    }));
}

const snapshotRequest = (args: SearchSetupArgs): pulumi.Output<TakeSnapshot> =>
  pulumi.all([reached(args), args.place.region]).apply(([cluster, region]): TakeSnapshot => ({
    task: "snapshot",
    cluster,
    region,
    repository: args.domain.domainName,
    keepDays: args.snapshotDays,
  }));
