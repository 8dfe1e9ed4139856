import assert from "node:assert/strict";
import { admittingTypes, eachAdmission } from "../../../policies/reading/holding";
import type { Resource } from "../../../policies/reading/resource";
import { UNKNOWN } from "../try-rule";

function admissions(type: string, props: object) {
  const resource: Resource = {
    type,
    name: "door",
    urn: "urn",
    props,
    opts: { protect: false, ignoreChanges: [] },
  };
  return [
    ...eachAdmission(resource, ({ principals, conditions }, where) => [
      { found: where, expected: JSON.stringify({ principals, conditions }) },
    ]),
  ].map(({ found, expected }) => [found, JSON.parse(expected)] as const);
}

// Section 6 of the control catalogue.
describe("where a resource says whom it lets in", () => {
  const places: Readonly<Record<string, string>> = {
    "aws:s3/bucketPolicy:BucketPolicy": "policy",
    "aws:s3/bucket:Bucket": "policy",
    "aws:s3/accessPoint:AccessPoint": "policy",
    "aws:s3control/accessPointPolicy:AccessPointPolicy": "policy",
    "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": "details.policy",
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": "policy",
    "aws:kms/key:Key": "policy",
    "aws:kms/keyPolicy:KeyPolicy": "policy",
    "aws:kms/replicaKey:ReplicaKey": "policy",
    "aws:kms/externalKey:ExternalKey": "policy",
    "aws:sqs/queue:Queue": "policy",
    "aws:sqs/queuePolicy:QueuePolicy": "policy",
    "aws:sns/topic:Topic": "policy",
    "aws:sns/topicPolicy:TopicPolicy": "policy",
    "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
    "aws:ecr/registryPolicy:RegistryPolicy": "policy",
    "aws:secretsmanager/secret:Secret": "policy",
    "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
    "aws:opensearch/domain:Domain": "accessPolicies",
    "aws:opensearch/domainPolicy:DomainPolicy": "accessPolicies",
    "aws:efs/fileSystemPolicy:FileSystemPolicy": "policy",
    "aws:lambda/resourcePolicy:ResourcePolicy": "policy",
    "aws:backup/vaultPolicy:VaultPolicy": "policy",
    "aws:glacier/vault:Vault": "accessPolicy",
    "aws:glacier/vaultLock:VaultLock": "policy",
    "aws:dynamodb/resourcePolicy:ResourcePolicy": "policy",
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "policy",
  };
  const document = { Statement: [{ Sid: "Here", Effect: "Allow", Principal: { AWS: "111122223333" } }] };
  for (const [type, place] of Object.entries(places))
    it(`reads ${place} of ${type}`, () => {
      const [outer = "", inner] = place.split(".");
      const props = { [outer]: inner === undefined ? JSON.stringify(document) : { [inner]: document } };
      assert.deepEqual(
        admissions(type, props).map(([where]) => where),
        [`${place}, statement Here`],
      );
    });

  it("knows of no other types but Lambda's permission", () =>
    assert.deepEqual(
      new Set(admittingTypes),
      new Set([...Object.keys(places), "aws:lambda/permission:Permission"]),
    ));

  it("passes over what denies, and says what cannot be read", () => {
    const [policy = "", ...none] = admissions("aws:kms/key:Key", {
      policy: { Statement: [{ Effect: "Deny", Principal: "*" }, { Effect: "Allow" }, UNKNOWN] },
    }).map(([where, { principals }]) => `${where}: ${principals.undecided}`);
    assert.deepEqual([policy, ...none], ["policy, statement 2: absent", "policy, statement 3: absent"]);
  });
});

describe("what a permission of Lambda's lets in", () => {
  const permitted = (props: object) => admissions("aws:lambda/permission:Permission", props);
  for (const [principal, read] of [
    ["*", { named: [{ kind: "everyone" }], complement: false }],
    ["111122223333", { named: [{ kind: "AWS", value: "111122223333" }], complement: false }],
    ["arn:x", { named: [{ kind: "AWS", value: "arn:x" }], complement: false }],
    ["sns.amazonaws.com", { named: [{ kind: "Service", value: "sns.amazonaws.com" }], complement: false }],
    ["x.arn:", { named: [{ kind: "Service", value: "x.arn:" }], complement: false }],
    [undefined, { named: [], complement: false, undecided: "absent" }],
    [UNKNOWN, { named: [], complement: false, undecided: "not known in preview" }],
    [1, { named: [], complement: false, undecided: "not a text" }],
  ])
    it(`reads the principal ${JSON.stringify(principal)}`, () =>
      assert.deepEqual(permitted({ principal }), [["it", { principals: read, conditions: [] }]]));

  it("reads what holds it to somebody", () =>
    assert.deepEqual(
      permitted({ principal: "*", sourceArn: "arn", sourceAccount: UNKNOWN, principalOrgId: 1 })[0]?.[1]
        .conditions,
      [
        {
          operator: "arnlike",
          ifExists: false,
          key: "aws:sourcearn",
          values: { kind: "known", value: ["arn"] },
        },
        {
          operator: "stringequals",
          ifExists: false,
          key: "aws:sourceaccount",
          values: { kind: "unknown", why: "not known in preview" },
        },
        {
          operator: "stringequals",
          ifExists: false,
          key: "aws:principalorgid",
          values: { kind: "unknown", why: "not a text" },
        },
      ],
    ));
});
