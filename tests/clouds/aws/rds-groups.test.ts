import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, refusals } from "./cases";
import { aSubnetGroup, parameters, subnetGroup, twoZones } from "./databases";

describe("the simulated AWS: what Aurora clusters stand on", () => {
  const settings = casesOf("settings", token.DB_PARAMETERS, (change) => ({
    name: "web-17",
    family: "aurora-postgresql17",
    ...change,
  }));
  const set = (name: string, applyMethod?: string): Properties => ({
    parameters: [{ name, value: "1", ...(applyMethod === undefined ? {} : { applyMethod }) }],
  });
  refusals([
    settings("called Web", { name: "Web" }, /up to 255 lower-case letters/),
    settings("of a family that there is not", { family: "postgres17" }, /one of aurora-postgresql16/),
    settings("of what is no parameter", set("force_ssl"), /Could not find parameter with name: force_ssl/, {
      ...set("rds.force_ssl"),
    }),
    settings(
      "that are at once what needs a restart",
      set("max_connections"),
      /cannot use immediate apply method for static parameter/,
      set("max_connections", "pending-reboot"),
    ),
    settings("at some time", set("rds.force_ssl", "later"), /immediate, pending-reboot/),
    settings(
      "with one parameter twice",
      { parameters: [1, 2].map(() => ({ name: "rds.force_ssl", value: "1" })) },
      /rds\.force_ssl is there twice/,
    ),
    {
      what: "subnets in one zone",
      given: twoZones,
      type: token.DB_SUBNET_GROUP,
      refused: subnetGroup(["a", "a-too"]),
      because: /DBSubnetGroupDoesNotCoverEnoughAZs: .* Current AZ coverage: eu-west-1a\./,
      accepted: subnetGroup(["a", "b"]),
    },
    {
      what: "a group of subnets called default",
      given: twoZones,
      type: token.DB_SUBNET_GROUP,
      refused: subnetGroup(["a", "b"], { name: "default" }),
      because: /not "default"/,
      accepted: subnetGroup(["a", "b"]),
    },
  ]);

  it(
    "has ARNs as AWS gives them",
    inAccount(async (account) => {
      await account.makeAll([...twoZones, aSubnetGroup, parameters("aurora-postgresql17")]);
      const { arn, vpcId } = account.made("isolated").outputs;
      assert.deepEqual(
        [arn, vpcId],
        [`arn:aws:rds:eu-west-1:${ACCOUNT}:subgrp:isolated`, account.made("vpc").id],
      );
      assert.equal(
        account.made("aurora-postgresql17").outputs["arn"],
        `arn:aws:rds:eu-west-1:${ACCOUNT}:cluster-pg:aurora-postgresql17`,
      );
    }),
  );
});
