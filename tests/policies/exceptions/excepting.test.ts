import type { PolicyResource } from "@pulumi/policy";
import assert from "node:assert/strict";
import type { Exception } from "../../../policies/exceptions/register";
import { parameters } from "../../../policies/parameters";
import { flag, is, read } from "../../../policies/reading/value";
import { rule } from "../../../policies/rule";

const URN = "urn:pulumi:pre::storage-base::aws:s3/bucket:Bucket::logs";

const head = {
  name: "no-open-doors",
  why: "doors",
  severity: "low",
  framework: { name: "", version: "", reference: "", specification: "" },
  remedy: "Close it.",
  reads: parameters.pick({}),
  types: ["aws:s3/bucket:Bucket"],
} as const;
const isOpen = (props: object) => is(flag(read(props, "open")), true);
const finding = { found: "it is open", expected: "it to be closed" };

const single = rule({
  ...head,
  level: "mandatory",
  *resource({ props }) {
    if (isOpen(props)) yield finding;
  },
});
const together = rule({
  ...head,
  level: "mandatory",
  *stack(resources) {
    for (const about of resources) if (isOpen(about.props)) yield { about, ...finding };
  },
});
const repairing = rule({
  ...head,
  level: "remediate",
  *resource({ props }) {
    if (isOpen(props)) yield finding;
  },
  *repairs({ props }) {
    if (isOpen(props)) yield { path: ["open"], value: false };
  },
});

function exception(more: Partial<Exception> = {}): Exception {
  return {
    rule: head.name,
    urns: [URN],
    reason: "The door leads to a wall, which keeps everybody out as well.",
    owner: "keepers",
    expires: "2999-01-01",
    ...more,
  };
}

function bucket(open: boolean, urn = URN): PolicyResource {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "logs",
    urn,
    props: { open },
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
    },
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  };
}

const context = {
  getConfig: () => JSON.parse("{}"),
  stackTags: new Map<string, string>(),
  isType: () => false,
  asType: () => undefined,
  notApplicable: () => assert.fail(),
};

/** All that a rule says of a stack with these exceptions, whichever half of it says so. */
async function said(
  subject: typeof single,
  resources: readonly PolicyResource[],
  ...exceptions: readonly Exception[]
): Promise<string[]> {
  const policy = subject.policy(exceptions);
  const messages: string[] = [];
  for (const resource of resources)
    if ("validateResource" in policy)
      for (const validate of [policy.validateResource ?? []].flat())
        await validate({ ...resource, ...context }, (message) => messages.push(message));
  if ("validateStack" in policy)
    await policy.validateStack({ ...context, resources: [...resources] }, (message) =>
      messages.push(message),
    );
  return messages;
}

const OPEN = "logs: it is open; expected it to be closed. Close it.";
const MEND = "Mend policies/excepted.json.";

describe("exceptions from a rule", () => {
  for (const [what, subject] of [
    ["of single resources", single],
    ["of the stack", together],
  ] as const)
    describe(what, () => {
      it("are none where there are none", async () => {
        assert.deepEqual(await said(subject, [bucket(true)]), [OPEN]);
        assert.deepEqual(await said(subject, [bucket(false)]), []);
      });

      it("let the rule pass over the resource that they name, and over no other", async () => {
        assert.deepEqual(await said(subject, [bucket(true)], exception()), []);
        const other = bucket(true, `${URN}-2`);
        assert.deepEqual(await said(subject, [bucket(true), other], exception()), [OPEN]);
      });

      it("end on their day: the rule refuses again, and so does the register", async () => {
        const ended = exception({ expires: "2020-02-29" });
        assert.deepEqual(await said(subject, [bucket(true)], ended), [
          OPEN,
          `logs: its exception from no-open-doors ended on 2020-02-29; expected the fault to be mended, or keepers to argue for another term. ${MEND}`,
        ]);
      });

      it("hold to the end of the day before", async () => {
        const today = new Date().toISOString().slice(0, 10);
        const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
        assert.deepEqual(await said(subject, [bucket(true)], exception({ expires: tomorrow })), []);
        assert.equal((await said(subject, [bucket(true)], exception({ expires: today }))).length, 2);
      });

      it("are refused when the rule has nothing to pass over: the fault is mended, or the resource is gone", async () => {
        const useless = `logs: its exception from no-open-doors excepts nothing; expected no exception that is not needed. ${MEND}`;
        assert.deepEqual(await said(subject, [bucket(false)], exception()), [useless]);
        const gone = bucket(false, URN.replace("::logs", "::other"));
        assert.deepEqual(await said(subject, [gone], exception()), [useless]);
      });

      it("of other stacks and stages say nothing here", async () => {
        const beside = [URN.replace("storage-base", "storage-app"), URN.replace(":pre:", ":pro:")];
        assert.deepEqual(await said(subject, [bucket(false)], exception({ urns: beside })), []);
      });
    });

  it("leave a resource as it is that the rule would repair", async () => {
    const remediate = async (...exceptions: readonly Exception[]) => {
      const policy = repairing.policy(exceptions);
      assert.ok("remediateResource" in policy);
      return policy.remediateResource?.({ ...bucket(true), ...context });
    };
    assert.deepEqual(await remediate(), { open: false });
    assert.equal(await remediate(exception()), undefined);
    assert.deepEqual(await remediate(exception({ urns: [`${URN}-2`] })), { open: false });
  });

  it("turn a rule of single resources into one that also looks at the end, and only then", () => {
    assert.equal("validateStack" in single.policy([]), false);
    assert.equal("validateStack" in single.policy([exception()]), true);
  });
});
