import * as assert from "node:assert/strict";
import { imagesRights, type ImagesSource } from "../../components/identity/images-rights";
import { document } from "./deployed-rights";
import { ACCOUNT, REGION, role } from "./ground";
import { allows } from "./policy-evaluation";

const BEFORE: ImagesSource = { stage: "pre", accountId: "999988887777" };
const repository = (name: string, account: string) => `arn:aws:ecr:${REGION}:${account}:repository/${name}`;
const OWN = repository("strongroom-pro/datavault/web", ACCOUNT);
const TRIED = repository("strongroom-pre/datavault/web", BEFORE.accountId);

const mayOf = (copiedFrom: ImagesSource | undefined) => (action: string, resource: string) =>
  allows(document(imagesRights({ stage: "pro", accountId: ACCOUNT, copiedFrom })), {
    principal: role("strongroom-pro-images"),
    action,
    resource,
    context: {},
  });

/** What `docker buildx` and the AWS CLI ask ECR for in images.yml. */
const pushing = ["InitiateLayerUpload", "UploadLayerPart", "CompleteLayerUpload", "PutImage"];
const pulling = ["BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"];
const looking = ["ListImages", "DescribeImages", "DescribeImageScanFindings"];

describe("what the role that pushes images may", () => {
  const may = mayOf(BEFORE);

  it("is to push DataVault's images into its own stage, and to see what is wrong with them", () => {
    assert.ok(may("ecr:GetAuthorizationToken", "*"));
    for (const action of [...pushing, ...pulling, ...looking]) assert.ok(may(`ecr:${action}`, OWN), action);
    assert.ok(may("inspector2:ListFindings", "*"));
  });

  it("is to pull them from the stage that it copies, and to change nothing there", () => {
    for (const action of pulling) assert.ok(may(`ecr:${action}`, TRIED), action);
    for (const action of pushing) assert.equal(may(`ecr:${action}`, TRIED), false, action);
    for (const action of pulling) assert.equal(mayOf(undefined)(`ecr:${action}`, TRIED), false, action);
  });

  for (const [action, resource] of [
    ["ecr:PutImage", repository("strongroom-pro/webservice", ACCOUNT)],
    ["ecr:BatchDeleteImage", OWN],
    ["ecr:DeleteRepository", OWN],
    ["ecr:SetRepositoryPolicy", OWN],
    ["ecr:PutImageTagMutability", OWN],
    ["ecr:BatchGetImage", repository("strongroom-pre/webservice", BEFORE.accountId)],
    ["s3:GetObject", `arn:aws:s3:::strongroom-pro-state-${ACCOUNT}/.pulumi/stacks/datavault-app/pro.json`],
    ["sts:AssumeRole", role("strongroom-pro-deploy")],
  ] as const)
    it(`is not ${action} of ${resource}`, () => assert.equal(may(action, resource), false));
});
