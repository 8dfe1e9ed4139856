import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../identity/policy";

export interface SearchDomainLogsArgs {
  readonly domainName: string;
  readonly domainArn: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Key that encrypts the logs; CloudWatch Logs must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that the logs are kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
}

/** What a domain writes down, each into a log group of its own. */
const logs = [
  { kind: "index-slow", logType: "INDEX_SLOW_LOGS" },
  { kind: "search-slow", logType: "SEARCH_SLOW_LOGS" },
  { kind: "application", logType: "ES_APPLICATION_LOGS" },
  { kind: "audit", logType: "AUDIT_LOGS" },
] as const;

/** Physical name of the log group of one of a domain's logs. */
export const searchLogGroup = (domainName: string, kind: (typeof logs)[number]["kind"]) =>
  `/strongroom/${domainName}/${kind}`;

/** Where a domain's logs go, in its own words, once it may write there. */
export interface SearchDomainLogs {
  readonly publishingOptions: {
    readonly logType: string;
    readonly cloudwatchLogGroupArn: pulumi.Output<string>;
  }[];
  readonly madeFirst: readonly pulumi.Resource[];
}

/** The log groups of a domain, and the leave for OpenSearch Service to write them, for this domain alone. */
export function searchDomainLogs(
  name: string,
  args: SearchDomainLogsArgs,
  child: pulumi.CustomResourceOptions,
): SearchDomainLogs {
  const { domainName, domainArn, region, accountId } = args;
  const groups = logs.map(
    ({ kind }) =>
      new cloudwatch.LogGroup(
        `${name}-${kind}-log`,
        {
          name: searchLogGroup(domainName, kind),
          retentionInDays: args.logDays,
          kmsKeyId: args.logsKeyArn,
        },
        child,
      ),
  );
  // Put together from names, so that the policy is known in a preview.
  const publishingOptions = logs.map(({ kind, logType }) => ({
    logType,
    cloudwatchLogGroupArn: pulumi.interpolate`arn:aws:logs:${region}:${accountId}:log-group:${searchLogGroup(domainName, kind)}`,
  }));
  const policy = new cloudwatch.LogResourcePolicy(
    `${name}-log-writer`,
    {
      policyName: `${domainName}-logs`,
      policyDocument: policyDocument([
        {
          Sid: "TheDomainWritesItsLogs",
          Effect: "Allow",
          Principal: { Service: "es.amazonaws.com" },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"],
          Resource: publishingOptions.map(
            ({ cloudwatchLogGroupArn }) => pulumi.interpolate`${cloudwatchLogGroupArn}:*`,
          ),
          Condition: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "aws:SourceArn": domainArn },
          },
        },
      ]),
    },
    child,
  );
  return { publishingOptions, madeFirst: [...groups, policy] };
}
