import { allow, CUSTODIAN, DEPLOY, document, roleArn, trust } from "../documents";
import { all, changing } from "../estate";
import { tryWaysIn, worker } from "../ways-in";

const given = { serviceDeployArns: [roleArn("worker")] };
const ownLogs = worker(allow(["logs:DeleteLogGroup", "logs:PutRetentionPolicy"]));
const letIn = (...names: readonly string[]) =>
  changing("custodian", { assumeRolePolicy: document(trust({ AWS: [DEPLOY, ...names.map(roleArn)] })) });

tryWaysIn("who deploys what stands beside the archive", [
  {
    way: "who may end logs becomes a custodian",
    by: all(letIn("worker"), worker(allow("sts:AssumeRole", CUSTODIAN))),
    could: ["s3:PutBucketPolicy", "kms:PutKeyPolicy", "sts:AssumeRole"],
    says: "role worker: role worker becomes role custodian by sts:AssumeRole (worker-permissions: policy, statement 1; custodian: assumeRolePolicy, statement Trust)",
    nearMiss: "one whom no custodian lets in may end logs",
    harmless: ownLogs,
    given,
  },
  {
    way: "who may end logs ends the trails as well",
    by: all(
      changing("boundary", { policy: document(allow(["logs:*", "cloudtrail:*"])) }),
      worker(allow(["logs:DeleteLogGroup", "cloudtrail:StopLogging"])),
    ),
    could: ["cloudtrail:StopLogging"],
    says: "role worker: cloudtrail:StopLogging (worker-permissions: policy, statement 1)",
    nearMiss: "logs alone",
    harmless: ownLogs,
    given,
  },
]);
