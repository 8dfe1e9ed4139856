import { packInForce } from "../../../components/contract/policy-pack";
import * as pulumi from "@pulumi/pulumi";
import { MonthlyBudgets } from "../../../components/alerts/monthly-budget";
import { BagTest } from "../../../components/bag-test/bag-test";
import { StageDashboard } from "../../../components/dashboard/stage-dashboard";
import type { FunctionPlace } from "../../../components/functions/node-function";
import { stageProvider } from "../../../components/place/provider";
import { DailyReport } from "../../../components/reports/daily-report";
import { datavault } from "../../datavault/contract";
import { foundation } from "../../foundation/contract";
import { pipeline, storage } from "../../storage/contract";
import { platform } from "../../platform/contract";
import { webservice } from "../../webservice/contract";
import { reporting } from "../contract";
import { readerSecrets, slackSecrets } from "../names";
import { alarms } from "./alarms";
import { config } from "./settings";

const stage = pulumi.getStack();
const settings = config();

const ground = foundation.receive();
const kept = storage.receive();
const running = pipeline.receive();
const reports = reporting.receive();
const site = webservice.receive();
const products = platform.receive();
const vault = datavault.receive();
const { accountId, owner, keyArns, network, timeZone } = ground;
const region = ground.regions.primary;
const inAccount = { providers: [stageProvider("aws", { system: "reporting", owner, accountId, region })] };

const place: FunctionPlace = {
  region,
  accountId,
  boundaryArn: ground.boundaryArn,
  dataKey: { keyArn: keyArns.data },
  logsKeyArn: keyArns.logs,
  logDays: ground.retention.logDays,
  alarmTopicArn: ground.alarmTopicArn,
};
const named = (what: string) => `strongroom-${stage}-${what}`;

const { slack, emailTopicArn } = alarms(
  {
    stage,
    functionName: named("slack-alarm"),
    emails: settings.emails,
    regions: settings.alarmRegions,
    regionalTopicArns: kept.alarmTopicArns,
    cdn: { told: settings.cdnAlarms, made: site.cdn },
    platformEdgeTopicArn: products.edge.alarmTopicArn,
    datavault: { region: vault.vaults.copy.region, arn: vault.vaults.copy.alarmTopicArn },
    owner,
    apiLogGroupName: running.apiLogGroupName,
    slackSecret: slackSecrets.alarms,
    secretsKeyArn: keyArns.secrets,
    threads: reports.alarmThreads,
    dashboardsUrl: reports.logging.dashboardsUrl,
    place,
  },
  inAccount,
);

new MonthlyBudgets(
  "budgets",
  {
    budgetName: named("monthly"),
    limit: { amount: settings.monthlyBudgetUsd, currency: "USD" },
    told: { topicArn: emailTopicArn },
  },
  inAccount,
);

const report = new DailyReport(
  "daily-report",
  {
    functionName: named("daily-report"),
    indices: settings.reports,
    secrets: { ...readerSecrets, slack: slackSecrets.report },
    secretsKeyArn: keyArns.secrets,
    bucket: { name: reports.reports.name, key: { keyArn: keyArns.data } },
    timeZone,
    ...(settings.inspectorUrl === undefined ? {} : { inspectorUrl: settings.inspectorUrl }),
    network: {
      vpcId: network.vpcId,
      subnetIds: network.privateSubnetIds,
      clusterClientGroupIds: reports.search.clientGroupIds,
    },
    place,
  },
  inAccount,
);

const bagTest = new BagTest(
  "bag-test",
  {
    testName: named("bag-test"),
    apiUrl: running.apiUrl,
    tokenUrl: running.tokenUrl,
    identifier: kept.api.identifier,
    clientSecretNames: {
      id: "end_to_end_bag_tester/client_id",
      secret: "end_to_end_bag_tester/client_secret",
    },
    secretsKeyArn: keyArns.secrets,
    infraBucket: { name: kept.buckets.infra.name, keyArn: keyArns.data },
    ...(settings.bagTest.daily === undefined
      ? {}
      : { schedule: { expression: settings.bagTest.daily, timeZone } }),
    place,
  },
  inAccount,
);

new StageDashboard(
  "stage",
  {
    dashboardName: named("archive"),
    region,
    accountId,
    namespace: kept.namespace,
    steps: running.services,
    api: running.api,
    clusterName: ground.cluster.name,
    domains: reports.domainNames,
    replications: kept.replications,
    functions: pulumi
      .all([
        reports.functionNames,
        kept.functionNames,
        report.functionName,
        slack.functionName,
        bagTest.functionName,
      ])
      .apply(([clusters, keepers, ...own]) => [...own, ...clusters, ...keepers]),
  },
  inAccount,
);

/** What tries the whole archive: `aws stepfunctions start-execution --state-machine-arn …` (docs/bag-test.md). */
export const bagTestArn = bagTest.machineArn;

/** Which policy pack judged this deployment; nothing where none did. */
export const policyPack = packInForce();
