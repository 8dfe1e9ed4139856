import * as assert from "node:assert/strict";
import { z } from "zod";
import { maskedLog } from "../../components/logging/masked-log";
import type { Graph } from "../graph/graph";
import { around } from "./api";
import { runComponent } from "./ground";

const Policy = z.object({
  Configuration: z.object({
    CustomDataIdentifier: z.array(z.object({ Name: z.string(), Regex: z.string() })),
  }),
  Statement: z.array(z.object({ Sid: z.string(), DataIdentifier: z.array(z.string()) })),
});

describe("maskedLog", () => {
  let graph: Graph;
  let policy: z.infer<typeof Policy>;
  before(async () => {
    graph = await runComponent(({ keyArn }, opts) => {
      maskedLog("archive", { logGroupName: "archive", keyArn, keepDays: 365 }, around(opts));
      return { keyArn };
    });
    const { inputs } = graph.one(
      "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
      "archive-masks",
    );
    policy = Policy.parse(JSON.parse(String(inputs["policyDocument"])));
  });

  /** A line as people see it. */
  const seen = (line: string): string =>
    policy.Configuration.CustomDataIdentifier.reduce(
      (text, { Regex }) => text.replaceAll(new RegExp(Regex, "g"), "***"),
      line,
    );

  // As the programs of DataVault write them (datavault.md 11).
  for (const line of [
    "propName[spring.datasource.password]propValue[hunter2-_Z]",
    "broker.api.key [hunter2-_Z]",
    "broker.api.key=hunter2-_Z",
    'json[{"taskClass":"Deposit","passphrase":"hunter2-_Z","port":"22"}]',
    '    "passphrase" : "hunter2-_Z",',
    '    "s3.awsSecretKey" : "hunter2-_Z",',
    "decoded [120]bytes to [{passphrase=hunter2-_Z, port=22}]",
    'class[SFTP], properties[{"password":"hunter2-_Z"}]',
    'GET /vaults, headers=[host:"broker:8080", X-Client-Key:"hunter2-_Z", accept:"*/*"]',
  ])
    it(`lets nobody read the secret in ${line}`, () => {
      assert.doesNotMatch(seen(line), /hunter2/);
    });

  for (const line of [
    "Deposit failed: the user's password has run out",
    "Restart of job 6c1c, passphrase needed for its store",
    'propName[spring.datasource.username]propValue[datavault] "port" : "22"',
    "Audit failed: chunk 12 of 6c1c",
  ])
    it(`leaves as it is: ${line}`, () => {
      assert.equal(seen(line), line);
    });

  it("counts what it masks, and masks all that it knows", () => {
    const names = policy.Configuration.CustomDataIdentifier.map(({ Name }) => Name);
    assert.deepEqual(
      policy.Statement.map(({ Sid }) => Sid),
      ["Count", "Mask"],
    );
    for (const { Sid, DataIdentifier } of policy.Statement)
      assert.deepEqual(
        names.filter((name) => !DataIdentifier.includes(name)),
        [],
        Sid,
      );
  });

  it("is encrypted and kept", () => {
    const { inputs } = graph.one("aws:cloudwatch/logGroup:LogGroup", "archive-log");
    assert.deepEqual([inputs["kmsKeyId"], inputs["retentionInDays"]], [graph.outputs["keyArn"], 365]);
  });
});
