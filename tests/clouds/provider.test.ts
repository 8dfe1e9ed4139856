import * as assert from "node:assert/strict";
import { aws } from "../../rehearsal/clouds/aws";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import { CatalogueUnderTest } from "./catalogue-under-test";

const QUEUE = "aws:sqs/queue:Queue";
const BUCKET = "aws:s3/bucket:Bucket";
const SUBNET = "aws:ec2/subnet:Subnet";

const configuration = (region = "eu-west-1") => ({ region, allowedAccountIds: '["111122223333"]' });

describe("the provider of a simulated cloud", () => {
  let provider: CatalogueUnderTest;
  beforeEach(async () => {
    provider = await CatalogueUnderTest.of(aws, configuration());
  });
  afterEach(() => provider.stop());

  it("names what it does not know, and where to add it", async () => {
    await assert.rejects(
      provider.make("aws:sqs/queues:Queues", "work", {}),
      /the simulated aws cloud does not know the type aws:sqs\/queues:Queues: add an entry for it in rehearsal\/clouds\/aws/,
    );
    await assert.rejects(
      provider.make(QUEUE, "work", { colour: "red" }),
      /colour: the simulated aws cloud does not know this property of aws:sqs\/queue:Queue: add it to the type's entry in rehearsal\/clouds\/aws/,
    );
    await assert.rejects(
      provider.make(SUBNET, "subnet", { cidrBlock: "10.0.0.0/24" }),
      /vpcId: is required and missing/,
    );
  });

  it("refuses a provider without a region or an account, and a region that there is not", async () => {
    const refused = (args: Record<string, unknown>, because: RegExp) =>
      assert.rejects(CatalogueUnderTest.of(aws, args), because);
    await refused({ allowedAccountIds: '["111122223333"]' }, /the aws provider's region: /);
    await refused({ ...configuration(), region: "eu-west" }, /is not an AWS region/);
    await refused({ region: "eu-west-1" }, /the aws provider's allowedAccountIds/);
    await refused({ region: "eu-west-1", allowedAccountIds: '["123"]' }, /12 digits/);
  });

  it("leaves unknown in a preview what only the cloud knows, and makes nothing", async () => {
    const outputs = await provider.foresee(QUEUE, "work", { name: "work", tags: { a: "b" } });
    assert.deepEqual([outputs["arn"], outputs["url"]], [UNKNOWN, UNKNOWN]);
    assert.deepEqual([outputs["name"], outputs["delaySeconds"], outputs["region"]], ["work", 0, "eu-west-1"]);
    assert.deepEqual(outputs["tagsAll"], { a: "b" });
    assert.deepEqual(provider.cloud.all(), []);
  });

  it("knows in a preview what the program gives and the cloud would else make up", async () => {
    const subnet = { vpcId: UNKNOWN, cidrBlock: "10.0.0.0/24" };
    assert.equal((await provider.foresee(SUBNET, "subnet", subnet))["availabilityZone"], UNKNOWN);
    const placed = { ...subnet, availabilityZone: "eu-west-1b" };
    assert.equal((await provider.foresee(SUBNET, "subnet", placed))["availabilityZone"], "eu-west-1b");
  });

  it("checks what a preview knows, and passes over what it does not", async () => {
    await provider.foresee(QUEUE, "work", {
      name: UNKNOWN,
      policy: UNKNOWN,
      visibilityTimeoutSeconds: UNKNOWN,
    });
    await assert.rejects(
      provider.foresee(QUEUE, "work", { name: UNKNOWN, visibilityTimeoutSeconds: -1 }),
      /visibilityTimeoutSeconds/,
    );
  });

  it("adds the provider's default tags, and lets a resource's own win", async () => {
    const tagged = await provider.beside({
      ...configuration(),
      defaultTags: JSON.stringify({ tags: { project: "archive", stage: "pre" } }),
    });
    const { outputs } = await tagged.make(QUEUE, "work", { tags: { stage: "pro" } });
    assert.deepEqual(outputs["tagsAll"], { project: "archive", stage: "pro" });
    assert.deepEqual(outputs["tags"], { stage: "pro" });
    tagged.stop();
  });

  it("keeps providers of several regions apart by their connections", async () => {
    const london = await provider.beside(configuration("eu-west-2"));
    const [here, there] = [
      await provider.make(QUEUE, "here", { name: "work" }),
      await london.make(QUEUE, "there", { name: "work" }),
    ];
    assert.equal(here.outputs["arn"], "arn:aws:sqs:eu-west-1:111122223333:work");
    assert.equal(there.outputs["arn"], "arn:aws:sqs:eu-west-2:111122223333:work");
    await london.remove(there);
    assert.equal((await provider.read(here)).id, here.id);
    assert.equal((await london.read(there)).id, "");
    london.stop();
  });

  it("puts a resource where it says itself", async () => {
    const made = await provider.make(QUEUE, "there", { name: "work", region: "eu-west-2" });
    assert.equal(made.outputs["arn"], "arn:aws:sqs:eu-west-2:111122223333:work");
    assert.equal(made.outputs["region"], "eu-west-2");
    assert.equal((await provider.read(made)).id, made.id);
    const moved = await provider.difference(made, { name: "work" });
    assert.deepEqual(moved.replacesList, ["region"]);
    await provider.remove(made);
    assert.deepEqual(provider.cloud.all(), []);
  });

  it("makes up a name that stays, and another for a replacement", async () => {
    const first = await provider.make(QUEUE, "work", {});
    assert.match(String(first.inputs["name"]), /^work-[0-9a-f]{7}$/);
    assert.equal((await provider.check(QUEUE, "work", {}, first.inputs))["name"], first.inputs["name"]);
    const second = await provider.make(QUEUE, "work", {});
    assert.notEqual(second.inputs["name"], first.inputs["name"]);
    const again = await CatalogueUnderTest.of(aws, configuration());
    assert.equal((await again.make(QUEUE, "work", {})).id, first.id, "two rehearsals make the same names");
    again.stop();
  });

  it("tells replacement, update and no change apart, and deletes first what has a fixed name", async () => {
    const kept = await provider.make(QUEUE, "kept", { name: "kept", delaySeconds: 1 });
    assert.deepEqual((await provider.difference(kept, { name: "kept", delaySeconds: 1 })).diffsList, []);
    const updated = await provider.difference(kept, { name: "kept", delaySeconds: 2 });
    assert.deepEqual([updated.diffsList, updated.replacesList], [["delaySeconds"], []]);
    const renamed = await provider.difference(kept, { name: "other", delaySeconds: 1 });
    assert.deepEqual([renamed.replacesList, renamed.deletebeforereplace], [["name"], false]);
    const bucket = await provider.make(BUCKET, "vault", { bucket: "vault" });
    const fixed = await provider.difference(bucket, { bucket: "vault", objectLockEnabled: true });
    assert.deepEqual([fixed.replacesList, fixed.deletebeforereplace], [["objectLockEnabled"], true]);
    const automatic = await provider.make(BUCKET, "any", {});
    const replaced = await provider.difference(automatic, { objectLockEnabled: true });
    assert.deepEqual(replaced.replacesList, ["objectLockEnabled"]);
  });

  it("replaces for a change inside a group of properties, where only a part of it is fixed", async () => {
    const vpc = await provider.make("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
    const namespace = (name: string) =>
      provider.make("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", name, {
        name,
        vpc: vpc.id,
      });
    const [first, second] = [await namespace("first.local"), await namespace("second.local")];
    const inputs = (namespaceId: string, ttl: number) => ({
      name: "bags",
      dnsConfig: { namespaceId, dnsRecords: [{ type: "A", ttl }] },
    });
    const made = await provider.make("aws:servicediscovery/service:Service", "bags", inputs(first.id, 10));
    const slower = await provider.difference(made, inputs(first.id, 60));
    assert.deepEqual([slower.diffsList, slower.replacesList], [["dnsConfig"], []]);
    const moved = await provider.difference(made, inputs(second.id, 10));
    assert.deepEqual(moved.replacesList, ["dnsConfig"]);
  });

  it("reads what is there, what has changed and what is gone", async () => {
    const made = await provider.make(QUEUE, "work", { name: "work" });
    assert.deepEqual((await provider.read(made)).outputs["delaySeconds"], 0);
    const changed = await provider.change(made, { name: "work", delaySeconds: 5 });
    assert.equal((await provider.read(made)).outputs["delaySeconds"], 5);
    await provider.remove(changed);
    assert.equal((await provider.read(made)).id, "");
    await provider.remove(changed);
    await assert.rejects(
      provider.change(made, { name: "work", delaySeconds: 6 }),
      /NotFound: .* does not exist/,
    );
  });

  it("changes nothing in the preview of an update", async () => {
    const made = await provider.make(QUEUE, "work", { name: "work" });
    const foreseen = await provider.foreseeChange(made, { name: "work", delaySeconds: 5 });
    assert.deepEqual([foreseen["delaySeconds"], foreseen["arn"]], [5, made.outputs["arn"]]);
    assert.equal((await provider.read(made)).outputs["delaySeconds"], 0);
  });

  it("refuses to make what is there already", async () => {
    const vpc = await provider.make("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
    const gateway = await provider.make("aws:ec2/internetGateway:InternetGateway", "gateway", {
      vpcId: vpc.id,
    });
    const table = await provider.make("aws:ec2/routeTable:RouteTable", "table", { vpcId: vpc.id });
    const route = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id };
    await provider.make("aws:ec2/route:Route", "out", route);
    await assert.rejects(provider.make("aws:ec2/route:Route", "again", route), /AlreadyExists/);
  });
});
