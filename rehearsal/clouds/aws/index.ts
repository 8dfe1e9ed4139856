import { typesOf, type Catalogue } from "../catalogue";
import { alarms } from "./alarms";
import { compositeAlarms } from "./composite-alarms";
import { apiDomains } from "./api-domains";
import { apiGateway } from "./api-gateway";
import { apiStages } from "./api-stages";
import { appautoscaling } from "./appautoscaling";
import { backupPlans } from "./backup-plans";
import { backupRegions } from "./backup-regions";
import { backupVaults } from "./backup-vaults";
import { budgets } from "./budgets";
import { certificates } from "./certificates";
import { cloudfront } from "./cloudfront";
import { cloudfrontFunctions } from "./cloudfront-functions";
import { cognito } from "./cognito";
import { cognitoClients } from "./cognito-clients";
import { costAnomalies } from "./cost-anomalies";
import { dashboards } from "./dashboards";
import { dnsRecords } from "./dns-records";
import { dnsZones } from "./dns-zones";
import { dynamodb } from "./dynamodb";
import { ec2Endpoints } from "./ec2-endpoints";
import { ec2FlowLogs } from "./ec2-flow-logs";
import { ec2Groups } from "./ec2-groups";
import { ec2Nat } from "./ec2-nat";
import { ec2Routes } from "./ec2-routes";
import { ec2Rules } from "./ec2-rules";
import { ec2Vpc } from "./ec2-vpc";
import { ecr } from "./ecr";
import { ecsCluster } from "./ecs-cluster";
import { ecsService } from "./ecs-service";
import { ecsTask } from "./ecs-task";
import { eks } from "./eks";
import { eksAccess } from "./eks-access";
import { eksAdditions } from "./eks-additions";
import { elasticache } from "./elasticache";
import { eventBuses } from "./event-buses";
import { efs } from "./efs";
import { eventRules } from "./event-rules";
import { guardduty } from "./guardduty";
import { iam } from "./iam";
import { instanceDefaults } from "./instance-defaults";
import { invokes } from "./invokes";
import { kms } from "./kms";
import { lambda } from "./lambda";
import { lambdaCalls } from "./lambda-calls";
import { launchTemplates } from "./launch-templates";
import { listenerRules } from "./listener-rules";
import { listeners } from "./listeners";
import { loadBalancers } from "./load-balancers";
import { logDeliveries } from "./log-deliveries";
import { logResourcePolicies } from "./log-resource-policies";
import { logs } from "./logs";
import { logDataProtection } from "./log-data-protection";
import { machineGroups } from "./machine-groups";
import { metricFilters } from "./metric-filters";
import { mq } from "./mq";
import { openIdProviders } from "./open-id-providers";
import { opensearch } from "./opensearch";
import { awsPlace, commonOutputs } from "./place";
import { withDocumentsAsText } from "./policy-text";
import { rdsClusters } from "./rds-clusters";
import { rdsDatabases } from "./rds-databases";
import { rdsGroups } from "./rds-groups";
import { rdsInstances } from "./rds-instances";
import { rdsProxies } from "./rds-proxies";
import { registryScanning } from "./registry-scanning";
import { restoreTests } from "./restore-tests";
import { s3Bucket } from "./s3-bucket";
import { s3Lifecycle } from "./s3-lifecycle";
import { s3Notification } from "./s3-notification";
import { s3Objects } from "./s3-objects";
import { s3Policy } from "./s3-policy";
import { s3PublicAccess } from "./s3-public-access";
import { s3Replication } from "./s3-replication";
import { s3Settings } from "./s3-settings";
import { scheduler } from "./scheduler";
import { secretsmanager } from "./secretsmanager";
import { serviceLinkedRoles } from "./service-linked-roles";
import { servicediscovery } from "./servicediscovery";
import { sns } from "./sns";
import { snsSubscriptions } from "./sns-subscriptions";
import { sqs } from "./sqs";
import { ssm } from "./ssm";
import { stateMachines } from "./state-machines";
import { synthetics } from "./synthetics";
import { withTagRules } from "./tags";
import { targetGroups } from "./target-groups";
import { trails } from "./trails";
import { waf } from "./waf";
import { webIdentity } from "./web-identity";

/** By the names of their files, in camel case: errors name the file to extend. */
const tables = {
  alarms,
  compositeAlarms,
  apiDomains,
  apiGateway,
  apiStages,
  appautoscaling,
  backupPlans,
  backupRegions,
  backupVaults,
  budgets,
  certificates,
  cloudfront,
  cloudfrontFunctions,
  cognito,
  cognitoClients,
  costAnomalies,
  dashboards,
  dnsRecords,
  dnsZones,
  dynamodb,
  ec2Endpoints,
  ec2FlowLogs,
  ec2Groups,
  ec2Nat,
  ec2Routes,
  ec2Rules,
  ec2Vpc,
  ecr,
  ecsCluster,
  ecsService,
  ecsTask,
  eks,
  eksAccess,
  eksAdditions,
  elasticache,
  eventBuses,
  efs,
  eventRules,
  guardduty,
  iam,
  instanceDefaults,
  kms,
  lambda,
  lambdaCalls,
  launchTemplates,
  listenerRules,
  listeners,
  loadBalancers,
  logDeliveries,
  logResourcePolicies,
  logs,
  logDataProtection,
  machineGroups,
  metricFilters,
  mq,
  openIdProviders,
  opensearch,
  rdsClusters,
  rdsDatabases,
  rdsGroups,
  rdsInstances,
  rdsProxies,
  registryScanning,
  restoreTests,
  s3Bucket,
  s3Lifecycle,
  s3Notification,
  s3Objects,
  s3Policy,
  s3PublicAccess,
  s3Replication,
  s3Settings,
  scheduler,
  secretsmanager,
  serviceLinkedRoles,
  servicediscovery,
  sns,
  snsSubscriptions,
  sqs,
  ssm,
  stateMachines,
  synthetics,
  targetGroups,
  trails,
  waf,
  webIdentity,
};

/** The simulated AWS: one table a service, or a part of it, in this folder. */
export const aws: Catalogue = {
  provider: "aws",
  version: "7.48.0",
  folder: "rehearsal/clouds/aws",
  everywhere: ["region"],
  place: awsPlace,
  common: commonOutputs,
  complete: withDocumentsAsText,
  invokes,
  tables,
  types: withTagRules(typesOf(tables)),
};
