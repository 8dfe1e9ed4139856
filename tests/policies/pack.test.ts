import { EnforcementLevel, type PolicyInfo, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parameters } from "../../policies/parameters";
import { stages } from "../../projects/estate";
import { defaultsOf, POLICIES, PolicyHost, type Sent } from "./host";
import { UNKNOWN } from "./try-rule";

const RULE_FILES = namesIn(join(POLICIES, "rules"), ".ts");
const LEVELS = {
  mandatory: EnforcementLevel.MANDATORY,
  remediate: EnforcementLevel.REMEDIATE,
  advisory: EnforcementLevel.ADVISORY,
};
const configFile = z.record(
  z.string(),
  z.record(
    z.string(),
    z.custom<JavaScriptValue>(() => true),
  ),
);

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

  it("has the levels and the number of rules of the control catalogue", () => {
    const counts = Object.values(LEVELS).map(
      (level) => policies.filter((policy) => policy.getEnforcementlevel() === level).length,
    );
    assert.deepEqual(counts, [88, 8, 3]);
  });

  it("says of each rule how much it matters, what it follows and how to mend it", () => {
    for (const policy of policies) {
      assert.notEqual(policy.getSeverity(), PolicySeverity.POLICY_SEVERITY_UNSPECIFIED, policy.getName());
      assert.ok(policy.getFramework()?.getName(), policy.getName());
      assert.ok(policy.getDescription() && policy.getRemediationSteps(), policy.getName());
    }
  });

  it("has the defaults of the control catalogue", () => {
    const defaults = Object.assign({}, ...policies.map(defaultsOf));
    // What AWS still mends changes: the list is not the catalogue's.
    assert.ok("supportedLambdaRuntimes" in defaults);
    delete defaults["supportedLambdaRuntimes"];
    assert.deepEqual(defaults, {
      lockProfile: "regulated",
      minRetentionDays: 3650,
      minOffsiteRetentionDays: 3650,
      breakGlassRoleArns: [],
      productionStages: ["prod", "pro"],
      retentionFloors: {},
      expectedVaults: {},
      keyGrantors: {},
      pullingAccounts: [],
      vaultNamePatterns: ["archive-vault-*", "archive-replica-*"],
      nonVaultRoles: ["staging", "logs", "artifacts"],
      deployIdentityArns: [],
      custodianProjects: {},
      projectsInOneCloud: [],
      oidcProviders: { "https://token.actions.githubusercontent.com": ["sts.amazonaws.com"] },
      requiredTags: ["project", "environment", "owner"],
      minLogRetentionDays: 365,
      minKmsDeletionWindowDays: 30,
      minBackupRetentionDays: 14,
      azurePhase: "seal",
      legalHolds: {},
      broadManagedPolicies: [],
    });
  });

  for (const stage of stages)
    it(`is configured for ${stage} with rules and parameters that there are`, () => {
      const config = configOf(stage);
      for (const [name, set] of Object.entries(config)) {
        const policy = policies.find((each) => each.getName() === name);
        assert.ok(policy, name);
        const known = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
        for (const parameter of Object.keys(set)) assert.ok(parameter in known, `${name}: ${parameter}`);
      }
      // Wherever it is read, a parameter says the same.
      parameters.parse(Object.assign({}, ...Object.values(config)));
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

    /** What these rules say, of all that the pack does. */
    const only = (said: readonly string[], ...names: readonly string[]) =>
      said.filter((message) => names.some((name) => message.includes(` ${name}: `)));
    const ofVaults = [
      "vault-object-lock-enabled",
      "vault-lock-default-retention",
      "vault-versioning-enabled",
      "vault-lock-min-retention",
      "s3-public-access-block",
      "persistent-protected",
    ];

    it("accepts a good bucket", async () => {
      await host.configure({});
      assert.deepEqual(only(await host.analyze(good), ...ofVaults), []);
    });

    it("refuses a bad one, and what is not known as well", async () => {
      await host.configure({});
      const bad = {
        ...good,
        protect: false,
        props: { bucket: UNKNOWN, objectLockEnabled: UNKNOWN, tags: UNKNOWN },
      };
      assert.deepEqual(only(await host.analyze(bad), ...ofVaults), [
        "mandatory vault-object-lock-enabled: Without Object Lock a vault can lose what it keeps, whatever else protects it\nprimary: objectLockEnabled is not known in preview; expected true on a bucket whose archive:role is not known in preview. Create the bucket with objectLockEnabled: true; a lock configuration alone does not stand in for it.",
        "mandatory persistent-protected: What holds data is neither deleted nor replaced by mistake\nprimary: protect is off; expected protect: true on a persistent resource. Give the resource, or the component around it, { protect: true }, and leave deleteBeforeReplace out.",
      ]);
    });

    it("asks of a stage what its file says, and without one what the strictest stage asks", async () => {
      await host.configure(configOf("pro"));
      assert.deepEqual(only(await host.analyze(lock), ...ofVaults), []);
      await host.configure({});
      assert.deepEqual(only(await host.analyze(lock), ...ofVaults), [
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
      assert.deepEqual(only(await host.analyze(lock), ...ofVaults), [retention]);
      assert.deepEqual(only(await host.analyzeStack(), ...ofVaults), [retention, block]);
    });

    it("fails where a stage leaves a parameter out that has no default", async () => {
      await host.configure({});
      const role = { type: "aws:iam/role:Role", name: "worker", props: { permissionsBoundary: "arn" } };
      assert.match(
        only(await host.analyze(role), "iam-permissions-boundary").join(),
        /^mandatory .*configuration of this rule cannot be used \(approvedBoundaryArns: /s,
      );
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
      assert.deepEqual(only(await host.analyzeStack(bucket, ...rest), ...ofVaults), [
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
