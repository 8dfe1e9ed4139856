import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, refusals, type Step } from "./cases";
import { key } from "./things";

const repository: Step = { type: token.REPOSITORY, name: "web", inputs: { name: "web" } };
const repositories = casesOf(
  "a repository",
  token.REPOSITORY,
  (more: Properties) => ({ name: "app", ...more }),
  [key("images")],
);

const policies = casesOf(
  "a repository's policy",
  token.REPOSITORY_POLICY,
  (more: Properties) => ({
    repository: "web",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Pull",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: "ecr:BatchGetImage",
          ...more,
        },
      ],
    }),
  }),
  [repository],
);

const untagged = { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 };
const tagged = {
  tagStatus: "tagged",
  tagPatternList: ["*"],
  countType: "imageCountMoreThan",
  countNumber: 50,
};
const rule = (rulePriority: number, selection: Properties, action = "expire"): Properties => ({
  rulePriority,
  selection,
  action: { type: action },
});
const lifecycle = (...rules: readonly Properties[]): Properties => ({
  repository: "web",
  policy: JSON.stringify({ rules }),
});
const lifecycles = (what: string, refused: readonly Properties[], because: RegExp) => ({
  what: `images that are kept ${what}`,
  given: [repository],
  type: token.IMAGE_LIFECYCLE,
  refused: lifecycle(...refused),
  because,
  accepted: lifecycle(rule(1, untagged), rule(2, tagged)),
});

describe("the simulated AWS: ECR", () => {
  refusals([
    repositories("in capitals", { name: "App" }, /not a valid name/, { name: "team/app-1" }),
    repositories("that begins with a slash", { name: "/app" }, /not a valid name/),
    repositories("whose name is taken", { name: "web" }, /RepositoryAlreadyExists/, { name: "other" }, [
      repository,
    ]),
    repositories(
      "whose tags change now and then",
      { imageTagMutability: "SOMETIMES" },
      /imageTagMutability/,
      {
        imageTagMutability: "IMMUTABLE",
      },
    ),
    repositories(
      "with a key that is not used",
      { encryptionConfigurations: [{ encryptionType: "AES256", kmsKey: "alias/aws/ecr" }] },
      /only for the encryption types KMS/,
      { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "alias/aws/ecr" }] },
    ),
    repositories(
      "with a key that does not exist",
      {
        encryptionConfigurations: [
          { encryptionType: "KMS", kmsKey: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/none` },
        ],
      },
      /key\/none does not exist/,
    ),
    policies("about a bucket", { Action: "s3:GetObject" }, /Invalid repository policy.*s3:GetObject/),
    policies("that names a resource", { Resource: "*" }, /it names a resource/),
    policies(
      "for a role that does not exist",
      { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/none` } },
      /role\/none/,
    ),
    lifecycles("by two rules of a priority", [rule(1, untagged), rule(1, tagged)], /the priority 1/),
    lifecycles("by two rules for what has no tag", [rule(1, untagged), rule(2, untagged)], /only one rule/),
    lifecycles("by a rule of priority 0", [rule(0, untagged)], /1 or more/),
    lifecycles("by a rule that archives", [rule(1, untagged, "archive")], /is expire/),
    lifecycles("by some status", [rule(1, { ...untagged, tagStatus: "old" })], /tagStatus of rule 1/),
    lifecycles(
      "by tags that nobody names",
      [rule(1, { ...tagged, tagPatternList: [] })],
      /takes either a tagPrefixList/,
    ),
    lifecycles("by their size", [rule(1, { ...tagged, countType: "size" })], /countType of rule 1/),
    lifecycles("for 50 days by number", [rule(1, { ...tagged, countUnit: "days" })], /countUnit of rule 1/),
    lifecycles("for no day", [rule(1, { ...untagged, countNumber: 0 })], /countNumber of rule 1/),
  ]);

  it(
    "gives a repository its real ARN and address, and replaces it for another key",
    inAccount(async (account) => {
      await account.make(key("images"));
      const keyArn = account.made("images").outputs["arn"];
      const encryptionConfigurations = [{ encryptionType: "KMS", kmsKey: keyArn }];
      const made = await account.make({
        ...repository,
        inputs: { name: "team/web", encryptionConfigurations },
      });
      assert.equal(made.outputs["arn"], `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/team/web`);
      assert.equal(made.outputs["repositoryUrl"], `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/team/web`);
      const moved = await account.provider.difference(made, {
        name: "team/web",
        imageTagMutability: "IMMUTABLE",
        encryptionConfigurations: [{ encryptionType: "AES256" }],
      });
      assert.deepEqual(moved.replacesList, ["encryptionConfigurations"]);
    }),
  );
});
