import * as assert from "node:assert/strict";
import type { Stage } from "../../projects/estate";
import { refuses } from "../components/policy-evaluation";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import { differences } from "./storage-facts/observed";
import * as observed from "./storage-facts/observed-stores";
import { ACCOUNT, bucketArn, buckets, CNS, tableArn, vaults } from "./storage-facts/places";
import { closedToPeople, lifecycle, tableFacts } from "./storage-facts/stores";

const BUCKET = "aws:s3/bucket:Bucket";
const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

const stageOf = (stage: Stage) => deployed(estateStack("storage/base"), stage);

/** What stands in each stage, beside what the account's own logs and inventories take. */
const stands = {
  pre: { account: "111122223333", lockDays: 1, ns: "storage-staging", cns: "storage-staging" },
  pro: { account: ACCOUNT, lockDays: 180, ns: "storage-prod", cns: CNS },
};

for (const stage of ["pre", "pro"] as const)
  describe(`storage/base keeps in ${stage} what its fact sheet says`, () => {
    const { account, lockDays, ns, cns } = stands[stage];

    it("under the names that operators' scripts know, the account behind those that are unique in the world", async () => {
      const graph = await stageOf(stage);
      assert.deepEqual(
        graph.texts(BUCKET, "bucket"),
        [
          `archive-replica-${stage}-mirror`,
          `archive-vault-${stage}-glacier`,
          `archive-vault-${stage}-primary`,
          `${cns}-infra`,
          `${cns}-inventories`,
          `${cns}-inventories-eu-west-2`,
          `${ns}-large-response-cache`,
          `${ns}-unpacked-bags`,
          `strongroom-${stage}-access-logs-eu-west-2`,
          `vhs-${cns}-manifests`,
        ]
          .map((name) => `${name}-${account}`)
          .toSorted(),
      );
    });

    for (const replica of ["primary", "glacier", "mirror"])
      it(`locks what is in ${replica} for ${lockDays} days (decisions.md 2)`, async () => {
        const graph = await stageOf(stage);
        assert.deepEqual(graph.one(LOCK, `${replica}-lock`).inputs["rule"], {
          defaultRetention: { mode: "COMPLIANCE", days: lockDays },
        });
      });

    it("has the mirror in a second region of AWS, and the third copy in another cloud", async () => {
      const graph = await stageOf(stage);
      const region = (name: string) => graph.one(BUCKET, name).outputs["region"];
      assert.deepEqual(["primary", "glacier", "mirror"].map(region), ["eu-west-1", "eu-west-1", "eu-west-2"]);
      const [account] = graph.of("azure-native:storage:StorageAccount");
      assert.equal(account?.inputs["accountName"], `examplearchive${stage}`);
      assert.equal(account.inputs["location"], "westeurope");
      assert.deepEqual(account.inputs["sku"], { name: "Standard_GRS" });
    });
  });

describe("storage/base in production", () => {
  let graph: Graph;
  before(async () => {
    graph = await stageOf("pro");
  });

  it("moves and expires what its fact sheet says (6.2)", () => {
    const found = observed.lifecycle(graph);
    const ours = Object.fromEntries(Object.keys(lifecycle).map((name) => [name, found[name]]));
    assert.deepEqual(differences(lifecycle, ours), []);
  });

  it("is told from a wrong rule", () => {
    const wrong = { ...lifecycle, [buckets.unpacked]: ["expire-after-30-days: all; expire 31"] };
    const found = observed.lifecycle(graph);
    const ours = Object.fromEntries(Object.keys(wrong).map((name) => [name, found[name]]));
    assert.equal(differences(wrong, ours).length, 1);
  });

  it("has tables with the keys, indices and life times that the applications know (6.5)", () => {
    assert.deepEqual(differences(tableFacts, observed.tables(graph)), []);
  });

  it("is told from a wrong table", () => {
    const name = "storage-ingests";
    const wrong = { ...tableFacts, [name]: { ...tableFacts[name], expiresBy: "expires" } };
    assert.equal(differences(wrong, observed.tables(graph)).length, 1);
  });

  it("can restore every table, encrypts it with our key, and lets nobody delete it", () => {
    for (const { inputs } of graph.of("aws:dynamodb/table:Table")) {
      const name = String(inputs["name"]);
      assert.deepEqual(inputs["pointInTimeRecovery"], { enabled: true, recoveryPeriodInDays: 35 }, name);
      assert.equal(inputs["deletionProtectionEnabled"], true, name);
      assert.match(
        JSON.stringify(inputs["serverSideEncryption"]),
        /"enabled":true,"kmsKeyArn":"arn:aws:kms:/,
      );
    }
  });

  it("replicates the glacier vault into the mirror", () => {
    const [rules, ...others] = graph.of("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
    assert.deepEqual(others, []);
    assert.equal(rules?.inputs["bucket"], vaults.glacier);
  });

  it("says of every vault where its other copies are", () => {
    const tags = (name: string) => graph.one(BUCKET, name).inputs["tags"];
    const offsite = { "archive:offsite-copy": "azure:examplearchivepro/storage-replica-netherlands" };
    assert.deepEqual(tags("primary"), {
      "archive:role": "vault",
      ...offsite,
      "archive:copied-to": vaults.glacier,
    });
    assert.deepEqual(tags("glacier"), { "archive:role": "vault", ...offsite });
    assert.deepEqual(tags("mirror"), { "archive:role": "replica", ...offsite });
  });

  describe("to people's roles", () => {
    const person = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin`;
    const worker = `arn:aws:iam::${ACCOUNT}:role/storage-prod-bag_register_task_role`;

    it("refuses to write vaults and manifests, and what working buckets hold not (7.4)", () => {
      const refused = (bucket: string, name: string, principal: string) =>
        refuses(graph.one("aws:s3/bucketPolicy:BucketPolicy", `${name}-policy`).inputs["policy"], {
          principal,
          action: "s3:PutObject",
          resource: `${bucketArn(bucket)}/space/bag`,
        });
      for (const [name, bucket] of [
        ["primary", vaults.primary],
        ["glacier", vaults.glacier],
        ["manifests", buckets.manifests],
      ] as const) {
        assert.equal(refused(bucket, name, person), true, name);
        assert.equal(refused(bucket, name, worker), false, name);
      }
      assert.equal(refused(buckets.unpacked, "unpacked-bags", person), false);
    });

    it("refuses to write the tables that say which bags there are, and no others (7.4)", () => {
      const policies = graph.of("aws:dynamodb/resourcePolicy:ResourcePolicy");
      const names = policies.map(({ inputs }) => String(inputs["resourceArn"]).split("/").at(-1) ?? "");
      assert.deepEqual(names.toSorted(), closedToPeople.toSorted());
      for (const { inputs } of policies) {
        const name = String(inputs["resourceArn"]).split("/").at(-1) ?? "";
        const refused = (principal: string, action: string) =>
          refuses(inputs["policy"], { principal, action, resource: tableArn(name) });
        for (const action of ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"]) {
          assert.equal(refused(person, action), true, `${name} ${action}`);
          assert.equal(refused(worker, action), false, `${name} ${action}`);
        }
        assert.equal(refused(person, "dynamodb:GetItem"), false, name);
      }
    });
  });
});
