import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, holds, inAccount, refusals, type Inputs, type Step } from "./cases";
import { group, key, subnet, vpc } from "./things";

const ground: readonly Step[] = [
  vpc(),
  vpc("other", { cidrBlock: "10.21.0.0/16" }),
  subnet("a", 1, "a"),
  subnet("a-too", 2, "a"),
  subnet("b", 3, "b"),
  group("group"),
  group("strange", "other"),
  key("key"),
  { type: token.FILE_SYSTEM, name: "files", inputs: { creationToken: "files" } },
];

const target =
  (change: Readonly<Record<string, string>>): Inputs =>
  (made) => ({
    fileSystemId: made("files").id,
    subnetId: made(change["subnet"] ?? "a").id,
    securityGroups: [made(change["group"] ?? "group").id],
  });

const inA: Step = { type: token.MOUNT_TARGET, name: "in-a", inputs: target({ subnet: "a" }) };

describe("the simulated AWS: file systems", () => {
  const fileSystem = casesOf(
    "a file system",
    token.FILE_SYSTEM,
    (change: Properties): Properties => ({ creationToken: "new", ...change }),
    ground,
  );
  const door = casesOf(
    "an access point",
    token.ACCESS_POINT,
    (rootDirectory: Properties): Inputs =>
      (made) => ({ fileSystemId: made("files").id, rootDirectory }),
    ground,
  );
  refusals([
    fileSystem("with a token that is taken", { creationToken: "files" }, /FileSystemAlreadyExists/),
    fileSystem("as fast as it likes", { throughputMode: "fast" }, /bursting/, { throughputMode: "elastic" }),
    fileSystem(
      "that is elastic and of maxIO",
      { throughputMode: "elastic", performanceMode: "maxIO" },
      /generalPurpose alone/,
      { throughputMode: "bursting", performanceMode: "maxIO" },
    ),
    fileSystem(
      "with throughput that it does not ask for",
      { provisionedThroughputInMibps: 5 },
      /goes with the throughput mode provisioned/,
      { provisionedThroughputInMibps: 5, throughputMode: "provisioned" },
    ),
    {
      what: "a key for a file system that is not encrypted",
      given: ground,
      type: token.FILE_SYSTEM,
      refused: (made) => ({ creationToken: "new", kmsKeyId: made("key").outputs["arn"] }),
      because: /only be specified when Encrypted is true/,
      accepted: (made) => ({ creationToken: "new", encrypted: true, kmsKeyId: made("key").outputs["arn"] }),
    },
    door("to a folder five deep", { path: "/a/b/c/d/e" }, /one to four folders/, { path: "/a/b/c/d" }),
    door("to the folder above", { path: "/.." }, /one to four folders/, { path: "/" }),
    door(
      "with rights of letters",
      { path: "/a", creationInfo: { ownerUid: 1, ownerGid: 1, permissions: "rwx" } },
      /octal digits/,
      { path: "/a", creationInfo: { ownerUid: 1, ownerGid: 1, permissions: "0770" } },
    ),
    {
      what: "a second mount target in a zone",
      given: [...ground, inA],
      type: token.MOUNT_TARGET,
      refused: target({ subnet: "a-too" }),
      because: /MountTargetConflict.*eu-west-1a/,
      accepted: target({ subnet: "b" }),
    },
    {
      what: "a mount target in a group of another network",
      given: ground,
      type: token.MOUNT_TARGET,
      refused: target({ group: "strange" }),
      because: /SecurityGroupNotFound/,
      accepted: target({}),
    },
  ]);

  holds([
    {
      what: "a file system that has a mount target",
      given: [...ground, inA],
      held: "files",
      because: /FileSystemInUse/,
      until: ["in-a"],
    },
  ]);

  it(
    "has ids and ARNs of EFS's own form, and is made anew with another key",
    inAccount(async (account) => {
      await account.makeAll([...ground, inA]);
      const { id, outputs } = account.made("files");
      assert.match(id, /^fs-0[0-9a-f]{16}$/);
      assert.equal(outputs["arn"], `arn:aws:elasticfilesystem:eu-west-1:${ACCOUNT}:file-system/${id}`);
      assert.equal(account.made("in-a").outputs["availabilityZoneName"], "eu-west-1a");
      const after = (change: Properties) =>
        account.provider.difference(account.made("files"), { creationToken: "files", ...change });
      assert.deepEqual((await after({ encrypted: true })).replacesList, ["encrypted"]);
      assert.deepEqual((await after({ throughputMode: "elastic" })).replacesList, []);
    }),
  );
});
