import { stateRights } from "../operator-rights";
import type { Statement } from "../policy";
import type { DeployedStage } from "../rights/deployed-stage";
import { linkedRoleRights, passRights, roleRights } from "../rights/roles";
import { boundaryOf, readsOf, statementsOf, type Policies } from "../rights/statements";
import { edgeWork } from "./edge";
import { siteLinkedServices, siteRoles } from "./roles";
import { siteRunningWork } from "./running";

/** What is read while the web service's app stack is deployed: of the services that it is made of. */
const readServices = Object.keys({ ...siteRunningWork, ...edgeWork, iam: [] }).toSorted();

/** To keep the state and the code of checks, of two buckets alone in the boundary as well: it stands in the role itself. */
export const siteDeployRights = (at: DeployedStage): readonly Statement[] => [
  ...stateRights(at),
  ...keepingCode(at),
];

/** All else that a deploy of the web service's app stack may do, by the policies that it stands in. */
export const sitePolicies = (at: DeployedStage): Policies => ({
  reads: readsOf(readServices, at),
  running: statementsOf(siteRunningWork, at),
  edge: statementsOf(edgeWork, at),
  roles: [
    ...roleRights(at, siteRoles(at)),
    linkedRoleRights(at, siteLinkedServices),
    ...passRights(at, siteRoles(at)),
  ],
});

/** The same without what it is done to, for the boundary; but objects of two buckets alone. */
export const siteBoundary = (at: DeployedStage): readonly Statement[] => [
  ...siteDeployRights(at),
  boundaryOf("WebService", sitePolicies(at)),
];

/** The code of synthetic checks lies in a bucket of webservice/base. */
function keepingCode({ stage, accountId }: DeployedStage): readonly Statement[] {
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
      ],
      Resource: `${bucket}/code/*`,
    },
    {
      Sid: "FindCodeOfChecks",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:ListBucketVersions"],
      Resource: bucket,
    },
  ];
}
