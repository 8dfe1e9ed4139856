import * as assert from "node:assert/strict";
import { stages, type Stage } from "../../projects/estate";
import { isWritten, replicasOf, type Replica } from "../../projects/storage/replicas/replicas";
import { valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph, Registered } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import { ReplicaLists, type Storage } from "./replica-lists";
import { BRISTOL, BUCKET, expectations, FUNCTION, LONGEST } from "./replica-rows";
import * as observed from "../projects/storage-facts/observed";
import { bucketArn, NS } from "../projects/storage-facts/places";

const urnsOf = ({ resources }: Graph) => resources.map(({ urn }) => urn).toSorted();

/** What one graph has and the other has not. */
function additional(less: Graph, more: Graph): readonly Registered[] {
  const known = new Set(urnsOf(less));
  return more.resources.filter(({ urn }) => !known.has(urn));
}

const nameOf = ({ inputs }: Registered) => String(inputs["name"] ?? inputs["bucket"]);

/** What is new of a type, by its physical names. */
const newNames = (less: Graph, more: Graph, type: string) =>
  additional(less, more)
    .filter((resource) => resource.type === type)
    .map(nameOf)
    .toSorted();

/** The names of what is in both graphs with other inputs. */
function changes(before: Graph, after: Graph): readonly string[] {
  const inputs = new Map(before.resources.map((resource) => [resource.urn, resource.inputs]));
  const differs = ({ urn, inputs: now }: Registered) => {
    const then = inputs.get(urn);
    return then !== undefined && observed.differences(then, now).length > 0;
  };
  return after.resources.filter(differs).map(({ name }) => name);
}

const expectedCopies = ({ app }: Storage) =>
  observed.variables(app)["replica_aggregator"]?.["app"]?.["expected_replica_count"];

const committed = async (stage: Stage): Promise<Storage> => ({
  base: await deployed(estateStack("storage/base"), stage),
  app: await deployed(estateStack("storage/app"), stage),
});

/** Of a replica that the application writes: what the pipeline gets for it. */
function pipelineOf(id: string) {
  const services = [`bag-replicator_${id}`, `bag-verifier_${id}`];
  const queues = [`bag_replicator_${id}_input`, `bag_verifier_${id}_input`];
  const prefixed = (names: readonly string[]) => names.map((name) => `${NS}_${name}`).toSorted();
  return {
    "aws:sns/topic:Topic": prefixed([`bag_replicator_${id}_output`, `bag_verifier_${id}_output`]),
    "aws:sqs/queue:Queue": prefixed(queues.flatMap((queue) => [queue, `${queue}_dlq`])),
    "aws:cloudwatch/metricAlarm:MetricAlarm": prefixed(
      queues.flatMap((queue) => [`${queue}_dlq_not_empty`, `${queue}_high`, `${queue}_low`]),
    ),
    "aws:ecs/service:Service": services.map((service) => `${NS}-${service}`),
  };
}

describe("another replica is one entry in the stage's list", function () {
  this.timeout("60s");
  const lists = new ReplicaLists();
  after(() => lists.remove());
  let plain: Storage;
  before(async () => {
    plain = await committed("pro");
    assert.equal(expectedCopies(plain), "3");
  });

  for (const { what, row, own, base, changed, copies } of expectations)
    describe(`for ${what}`, () => {
      let grown: Storage;
      before(async () => {
        grown = await lists.deployed("pro", [...replicasOf("pro"), row]);
      });

      it("brings what keeps it to storage/base", () => {
        const strangers = additional(plain.base, grown.base).filter(
          ({ name }) => !own.some((word) => name.includes(word)),
        );
        assert.deepEqual(
          strangers.map(({ name }) => name),
          [],
        );
        for (const [type, names] of Object.entries(base))
          assert.deepEqual(newNames(plain.base, grown.base, type), names, type);
      });

      it("brings its topics, queues, alarms and services to storage/app, and of no other kind of copy", () => {
        const kinds = Object.entries(pipelineOf(row.id));
        for (const [type, names] of kinds)
          assert.deepEqual(newNames(plain.app, grown.app, type), isWritten(row) ? names : [], type);
        const strangers = additional(plain.app, grown.app).filter(({ name }) => !name.includes(row.id));
        assert.deepEqual(
          strangers.map(({ name }) => name),
          [],
        );
      });

      it("takes nothing away, and tells only who must know", () => {
        assert.deepEqual(additional(grown.base, plain.base), []);
        assert.deepEqual(additional(grown.app, plain.app), []);
        assert.deepEqual(
          [...changes(plain.base, grown.base), ...changes(plain.app, grown.app)].toSorted(),
          changed,
        );
        assert.equal(expectedCopies(grown), copies);
      });
    });

  describe("is wired like the others", () => {
    const grownBy = (store: Replica["store"]) => {
      const expected = expectations.find(({ row }) => row.store === store);
      assert.ok(expected);
      return lists.deployed("pro", [...replicasOf("pro"), expected.row]);
    };

    it("in S3: fed by the versioner, counted by the aggregator, written by its own replicator alone", async () => {
      const { app } = await grownBy("s3");
      const vault = "archive-vault-pro-bristol-444455556666";
      const subscribed = observed.subscriptions(app);
      assert.ok(subscribed["bag_versioner_output"]?.includes("bag_replicator_bristol_input"));
      assert.deepEqual(subscribed["bag_replicator_bristol_output"], ["bag_verifier_bristol_input"]);
      assert.deepEqual(subscribed["bag_verifier_bristol_output"], ["replica_aggregator_input"]);
      const variables = observed.variables(app)["bag-replicator_bristol"]?.["app"];
      assert.equal(variables?.["destination_namespace"], vault);
      assert.equal(variables["operation_name"], "replicating to Bristol");
      const grants = Object.entries(observed.grants(app));
      const may = (action: string) =>
        grants
          .filter(([, own]) => own.some((grant) => grant.startsWith(`${action} ${bucketArn(vault)}/`)))
          .map(([service]) => service)
          .toSorted();
      assert.deepEqual(may("s3:PutObject"), ["bag-replicator_bristol"]);
      assert.deepEqual(may("s3:PutObjectTagging"), [
        "bag-replicator_bristol",
        "bag-tagger",
        "bag-verifier_bristol",
      ]);
      const before = observed.grants(plain.app)["bag-tagger"] ?? [];
      const tagger = observed.grants(app)["bag-tagger"] ?? [];
      assert.deepEqual(
        tagger.filter((grant) => !before.includes(grant)),
        ["s3:GetObjectTagging", "s3:PutObjectTagging"].map(
          (action) => `${action} ${bucketArn(vault)}/digitised/*`,
        ),
      );
    });

    it("in Azure: by secrets of its own, which its own roles alone read", async () => {
      const { base, app } = await grownBy("azure");
      const secret = (kind: string) => `azure/examplearchivedublin/storage-replica-ireland/${kind}_sas_url`;
      const secrets = observed.secrets(app);
      assert.deepEqual(secrets["bag-replicator_dublin"], { azure_endpoint: secret("read_write") });
      assert.deepEqual(secrets["bag-verifier_dublin"], { azure_endpoint: secret("read_only") });
      const readers = app
        .of("aws:iam/rolePolicy:RolePolicy")
        .filter(({ inputs }) => String(inputs["policy"]).includes("/examplearchivedublin/"));
      assert.deepEqual(readers.map(({ name }) => name).toSorted(), [
        "bag-replicator_dublin-execution-role-permissions",
        "bag-verifier_dublin-execution-role-permissions",
      ]);
      assert.equal(
        base.one("azure-native:storage:BlobContainerLegalHold", "dublin-legal-hold").inputs["containerName"],
        "storage-replica-ireland",
      );
    });

    it("as a mirror: S3 fills it, in its own region, and locks it as long", async () => {
      const { base } = await grownBy("mirror");
      const [rules, ...others] = base.of("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
      assert.deepEqual(others, []);
      assert.deepEqual(valuesAt(rules?.inputs, "rules[].destination.bucket"), [
        bucketArn("archive-replica-pro-mirror-444455556666"),
        bucketArn("archive-replica-pro-frankfurt-444455556666"),
      ]);
      const regions = additional(plain.base, base)
        .filter(({ type }) => [BUCKET, FUNCTION, "aws:kms/key:Key", "aws:sns/topic:Topic"].includes(type))
        .map(({ outputs }) => outputs["region"]);
      assert.deepEqual(regions, Array(6).fill("eu-central-1"));
      const lock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
      assert.deepEqual(
        base.one(lock, "frankfurt-lock").inputs["rule"],
        base.one(lock, "mirror-lock").inputs["rule"],
      );
    });
  });

  it("and goes with it: without the entry everything is as it was", async () => {
    const again = await lists.deployed("pro", replicasOf("pro"));
    for (const stack of ["base", "app"] as const) {
      assert.deepEqual(urnsOf(again[stack]), urnsOf(plain[stack]));
      assert.deepEqual(changes(plain[stack], again[stack]), []);
    }
  });

  it("is refused by storage/app until storage/base was deployed with it", async () => {
    await assert.rejects(
      lists.app("pro", [...replicasOf("pro"), BRISTOL], plain.base),
      /storage\/base keeps the replicas primary, glacier, azure, mirror, projects\/storage\/replicas lists primary, glacier, azure, mirror, bristol: deploy storage\/base first/,
    );
    await lists.app("pro", replicasOf("pro"), plain.base);
  });

  for (const stage of stages)
    it(`has room in every name in ${stage} for the longest ids there are`, async () => {
      const { base, app } = await lists.deployed(stage, [...replicasOf(stage), ...LONGEST]);
      for (const { id, store } of LONGEST) {
        assert.match(id, /^.{16}$/);
        const ofIt = (graph: Graph) => graph.custom.filter(({ name }) => name.includes(id));
        assert.ok(ofIt(base).length > 20, id);
        assert.equal(ofIt(app).length > 0, store !== "mirror", id);
      }
    });
});
