import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, OTHER_REGION, refusals } from "./cases";
import { bucket, key } from "./things";

const INVENTORY = "aws:s3/inventory:Inventory";

const given = [bucket("vault"), bucket("lists"), bucket("lists-there", {}, OTHER_REGION), key("key")];

const into = (name: string, more: Properties = {}): Properties => ({
  destination: { bucket: { bucketArn: `arn:aws:s3:::${name}`, format: "CSV", ...more } },
});
const inventory = (more: Properties = {}): Properties => ({
  bucket: "vault",
  name: "daily",
  includedObjectVersions: "All",
  schedule: { frequency: "Daily" },
  ...into("lists"),
  ...more,
});

describe("the simulated AWS: where S3 Inventory lists what", () => {
  refusals([
    {
      what: "an inventory of a bucket that does not exist",
      given,
      type: INVENTORY,
      refused: inventory({ bucket: "vaults" }),
      because: /vaults does not exist/,
      accepted: inventory(),
    },
    {
      what: "a destination in another region",
      given,
      type: INVENTORY,
      refused: inventory(into("lists-there")),
      because: /is in eu-west-2, not in eu-west-1/,
      accepted: inventory(),
    },
    {
      what: "a second inventory of one name, of one bucket",
      given: [...given, { type: INVENTORY, name: "first", inputs: inventory() }],
      type: INVENTORY,
      refused: inventory(),
      because: /vault:daily/,
      accepted: inventory({ bucket: "lists" }),
    },
    {
      what: "versions of some kind",
      given,
      type: INVENTORY,
      refused: inventory({ includedObjectVersions: "Noncurrent" }),
      because: /All, Current/,
      accepted: inventory({ includedObjectVersions: "Current" }),
    },
    {
      what: "a key that does not exist",
      given,
      type: INVENTORY,
      refused: inventory(
        into("lists", { encryption: { sseKms: { keyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/x` } } }),
      ),
      because: /key\/x does not exist/,
      accepted: (made) =>
        inventory(into("lists", { encryption: { sseKms: { keyId: made("key").outputs["arn"] } } })),
    },
  ]);
});
