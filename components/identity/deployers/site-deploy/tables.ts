import type { Statement } from "../../policy";
import type { DeployedStage } from "../../rights/deployed-stage";
import type { DeployerTables } from "../deployer";
import { edgeWork, seeWhoDeliversLogs } from "../../rights/edge";
import { web } from "./names";
import { siteLinkedServices, sitePassedRoles, siteRoles } from "./roles";
import { siteRunningWork } from "./running";

/** Deploys the web service's app stack. */
export const siteDeploy: DeployerTables = {
  short: "site-deploy",
  description: "Deploys the web service's app stack, and has nothing of the archive",
  bounds: "the role that deploys the web service",
  works: { running: siteRunningWork, edge: edgeWork(web) },
  beside: ofBuckets,
  roles: siteRoles,
  passed: sitePassedRoles,
  linkedServices: siteLinkedServices,
};

/** In buckets of webservice/base lies the code of synthetic checks, and what the firewall writes down. */
function ofBuckets({ stage, accountId }: DeployedStage): readonly Statement[] {
  const bucket = `arn:aws:s3:::strongroom-${stage}-checks-${accountId}`;
  return [
    {
      Sid: "KeepCodeOfChecks",
      Effect: "Allow",
      Action: [
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:GetObject",
        "s3:GetObjectTagging",
        "s3:GetObjectVersion",
        "s3:PutObject",
        "s3:PutObjectTagging",
      ],
      Resource: `${bucket}/code/*`,
    },
    {
      Sid: "FindCodeOfChecks",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:ListBucketVersions"],
      Resource: bucket,
    },
    seeWhoDeliversLogs(`aws-waf-logs-strongroom-${stage}-edge-${accountId}`),
  ];
}
