import * as assert from "node:assert/strict";
import { ImageRepository } from "../../components/delivery/image-repository";
import { ACCOUNT, REGION, runComponent } from "./ground";

const REPOSITORY = "aws:ecr/repository:Repository";

const make = (pullAccountIds: readonly string[] = [ACCOUNT]) =>
  runComponent(({ keyArn }, opts) => {
    const { url, arn } = new ImageRepository(
      "web",
      { repositoryName: "strongroom-pre/webservice", keyArn, pullAccountIds },
      opts,
    );
    return { keyArn, url, arn };
  });

const json = (text: unknown): unknown => JSON.parse(String(text));

describe("ImageRepository", () => {
  it("has tags that never move, scans what comes, and is encrypted with the given key", async () => {
    const graph = await make();
    assert.deepEqual(graph.one(REPOSITORY, "web-repository").inputs, {
      name: "strongroom-pre/webservice",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: graph.outputs["keyArn"] }],
    });
    const url = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/strongroom-pre/webservice`;
    assert.equal(graph.outputs["url"], url);
  });

  it("outlasts its stack, with its images", async () => {
    for (const { name, protect, retainOnDelete } of (await make()).custom)
      assert.deepEqual([protect, retainOnDelete], [true, true], name);
  });

  it("lets the named accounts pull, and nobody push", async () => {
    const graph = await make([ACCOUNT, "444455556666"]);
    const { policy } = graph.one("aws:ecr/repositoryPolicy:RepositoryPolicy", "web-policy").inputs;
    assert.deepEqual(json(policy), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "PullForTheStage",
          Effect: "Allow",
          Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`, "arn:aws:iam::444455556666:root"] },
          Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        },
      ],
    });
  });

  it("keeps fifty releases, and for a week what has no tag", async () => {
    const { policy } = (await make()).one("aws:ecr/lifecyclePolicy:LifecyclePolicy", "web-lifecycle").inputs;
    const kept = [
      ...String(policy).matchAll(/"tagStatus":"(\w+)".*?"countType":"(\w+)".*?"countNumber":(\d+)/g),
    ];
    assert.deepEqual(
      kept.map(([, ...words]) => words),
      [
        ["untagged", "sinceImagePushed", "7"],
        ["tagged", "imageCountMoreThan", "50"],
      ],
    );
  });

  it("refuses to be for no account", async () => {
    await assert.rejects(make([]), /pullAccountIds: name the accounts that run the images/);
  });
});
