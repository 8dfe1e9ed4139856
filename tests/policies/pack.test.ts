import { EnforcementLevel, type PolicyInfo, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parameters } from "../../policies/parameters";
import { defaultsOf, POLICIES, PolicyHost, type Sent } from "./host";
import { UNKNOWN } from "./try-rule";

const RULE_FILES = namesIn(join(POLICIES, "rules"), ".ts");
const configFile = z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()])));

describe("the policy pack", function () {
  this.timeout(30_000);
  let host: PolicyHost;
  let policies: PolicyInfo[];

  before(async () => {
    host = await PolicyHost.start();
    policies = await host.policies();
  });

  after(() => host.stop());

  it("holds each rule once, each in a file of its name", () => {
    assert.deepEqual(policies.map((policy) => policy.getName()).toSorted(), RULE_FILES);
  });

  it("has a test for each rule, in a file of its name", () => {
    assert.deepEqual(namesIn(join(__dirname, "rules"), ".test.ts"), RULE_FILES);
    for (const name of RULE_FILES) {
      const spec = readFileSync(join(__dirname, "rules", `${name}.test.ts`), "utf8");
      assert.ok(spec.includes(`policies/rules/${name}"`), `${name}.test.ts tries another rule`);
      assert.match(spec, /^tryRule\(/m);
    }
  });

  it("says of each rule how much it matters, what it follows and how to mend it", () => {
    for (const policy of policies) {
      assert.equal(policy.getEnforcementlevel(), EnforcementLevel.MANDATORY, policy.getName());
      assert.notEqual(policy.getSeverity(), PolicySeverity.POLICY_SEVERITY_UNSPECIFIED, policy.getName());
      assert.ok(policy.getFramework()?.getName(), policy.getName());
      assert.ok(policy.getDescription() && policy.getRemediationSteps(), policy.getName());
    }
  });

  it("has the defaults of the control catalogue", () => {
    assert.deepEqual(Object.assign({}, ...policies.map(defaultsOf)), {
      lockProfile: "regulated",
      minRetentionDays: 3650,
      nonVaultRoles: ["staging", "logs", "artifacts"],
      vaultNamePatterns: ["archive-vault-*", "archive-replica-*"],
      broadManagedPolicies: [],
    });
  });

  const stages: Record<string, Record<string, string | number>> = {
    pre: { lockProfile: "lawful-deletion", minRetentionDays: 1 },
    pro: { lockProfile: "lawful-deletion", minRetentionDays: 180 },
  };
  for (const [stage, set] of Object.entries(stages))
    it(`is configured for ${stage} with real rules and parameters, alike wherever one is read`, () => {
      parameters.parse(set);
      const due: Record<string, unknown> = {};
      for (const policy of policies) {
        const read = Object.entries(set).filter(([name]) => name in defaultsOf(policy));
        if (read.length > 0) due[policy.getName()] = Object.fromEntries(read);
      }
      assert.deepEqual(configOf(stage), due);
    });

  describe("in its host", () => {
    const good: Sent = {
      type: "aws:s3/bucket:Bucket",
      name: "primary",
      protect: true,
      props: { bucket: "archive-vault-primary", objectLockEnabled: true, tags: { "archive:role": "vault" } },
    };
    const lock: Sent = {
      type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      name: "lock",
      protect: true,
      props: {
        bucket: "archive-vault-primary",
        rule: { defaultRetention: { mode: "COMPLIANCE", days: 180 } },
      },
    };

    it("accepts a good bucket", async () => {
      await host.configure({});
      assert.deepEqual(await host.analyze(good), []);
    });

    it("refuses a bad one, and what is not known as well", async () => {
      await host.configure({});
      const bad = {
        ...good,
        protect: false,
        props: { bucket: UNKNOWN, objectLockEnabled: UNKNOWN, tags: UNKNOWN },
      };
      assert.deepEqual(await host.analyze(bad), [
        "mandatory vault-object-lock-enabled: Without Object Lock a vault can lose what it keeps, whatever else protects it\nprimary: objectLockEnabled is not known in preview; expected true on a bucket whose archive:role is not known in preview. Create the bucket with objectLockEnabled: true; a lock configuration alone does not stand in for it.",
        "mandatory persistent-protected: What holds data is neither deleted nor replaced by mistake\nprimary: protect is off; expected protect: true on a persistent resource. Give the resource, or the component around it, { protect: true }, and leave deleteBeforeReplace out.",
      ]);
    });

    it("asks of a stage what its file says, and without one what the strictest stage asks", async () => {
      await host.configure(configOf("pro"));
      assert.deepEqual(await host.analyze(lock), []);
      await host.configure({});
      assert.deepEqual(await host.analyze(lock), [
        "mandatory vault-lock-min-retention: An object that comes without a retention of its own is locked only as long as the default says\nlock: the default retention in days is 180; expected 3650 or more on a bucket named like a vault. Set days, or years (365 days each) but not both, to the stage's minRetentionDays or more.",
      ]);
    });

    it("refuses to go by a setting that no rule reads, and by one that cannot be", async () => {
      await host.configure({
        "vault-lock-min-retention": { minRetentionDays: 0, minRetentionDay: 1 },
        "s3-public-access-block": { nonVaultRoles: [] },
      });
      const retention = `mandatory vault-lock-min-retention: An object that comes without a retention of its own is locked only as long as the default says\nThe pack's configuration of this rule cannot be used (minRetentionDays: Too small: expected number to be >=1; Unrecognized key: "minRetentionDay"). Mend policies/stages.`;
      const block = `mandatory s3-public-access-block: No later mistake in a policy or an ACL can open a bucket to the world\nThe pack's configuration of this rule cannot be used (Unrecognized key: "nonVaultRoles"). Mend policies/stages.`;
      assert.deepEqual(await host.analyze(lock), [retention]);
      assert.deepEqual(await host.analyzeStack(), [retention, block]);
    });

    it("joins a stack's resources by what they were computed from", async () => {
      await host.configure(configOf("pro"));
      const bucket = { ...good, props: { ...good.props, bucket: UNKNOWN } };
      const from = { bucket: [bucket] };
      const rest: Sent[] = [
        { ...lock, props: { ...lock.props, bucket: UNKNOWN }, from },
        {
          type: "aws:s3/bucketVersioning:BucketVersioning",
          name: "versioning",
          props: { bucket: UNKNOWN, versioningConfiguration: { status: "Enabled" } },
          from,
        },
      ];
      assert.deepEqual(await host.analyzeStack(bucket, ...rest), [
        "mandatory s3-public-access-block: No later mistake in a policy or an ACL can open a bucket to the world\nprimary: it has no public access block; expected one with all four flags true. Give every bucket a BucketPublicAccessBlock with all four flags true, and turn none off elsewhere.",
      ]);
    });
  });
});

function configOf(stage: string): z.output<typeof configFile> {
  return configFile.parse(JSON.parse(readFileSync(join(POLICIES, "config", `${stage}.json`), "utf8")));
}

function namesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .toSorted();
}
