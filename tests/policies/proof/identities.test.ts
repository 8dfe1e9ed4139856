import * as assert from "node:assert/strict";
import { identityTypes } from "../../../policies/proof/attachments";
import { peopleIn } from "../../../policies/proof/people";
import { UNKNOWN } from "../try-rule";
import { ACCOUNT, allow, document, role, roleArn, rolePolicy, trust } from "./documents";
import { asResources, type Estate, made } from "./estate";

const SOMEBODY = trust({ Service: "lambda.amazonaws.com" });
const free = { permissionsBoundary: undefined };
const people = (estate: Estate, named: readonly string[] = []) => peopleIn(asResources(estate), named);
const arnOf = (estate: Estate) => people(estate, [roleArn("named")]).identities[0]?.arn;
const user = (props: object = {}) => made("aws:iam/user:User", { name: "u", arn: UNKNOWN, ...props });

describe("identities", () => {
  it("are of each kind that policies are attached to, and of whoever else is given some", () => {
    const { identities } = people({
      role: role("r", SOMEBODY, free),
      user: user(),
      group: made("aws:iam/group:Group", { name: "g" }),
      set: made("aws:ssoadmin/permissionSet:PermissionSet", { name: "s", arn: "arn:set" }),
      nameless: made("aws:iam/group:Group", { name: UNKNOWN }),
      own: rolePolicy("r", allow("s3:GetObject")),
      stray: rolePolicy("elsewhere", allow("s3:PutObject")),
      bucket: made("aws:s3/bucket:Bucket", { bucket: "b" }),
      unused: made("aws:iam/policy:Policy", { name: "p", policy: document(allow("*")) }),
    });
    assert.deepEqual(
      identities.map(({ title, about, statements }) => [
        title,
        about?.name,
        statements.map(({ label }) => label),
      ]),
      [
        ["role r", "role", ["own: policy, statement 1"]],
        ["user u", "user", []],
        ["group g", "group", []],
        ["permission set s", "set", []],
        ["group nameless", "nameless", []],
        ["whoever has stray", "stray", ["stray: policy, statement 1"]],
      ],
    );
  });

  it("are those, too, whom somebody names and no stack makes", () => {
    const { identities } = people({ role: role("r", SOMEBODY, free) }, [roleArn("r"), roleArn("named")]);
    assert.deepEqual(
      identities.map(({ title, arn, about }) => [title, arn, about?.name]),
      [
        ["role r", roleArn("r"), "role"],
        [roleArn("named"), roleArn("named"), undefined],
      ],
    );
    const [, unseen] = identities;
    assert.deepEqual(
      unseen?.trust.map(({ principals }) => principals),
      [{ named: [{ kind: "AWS", value: ACCOUNT }], complement: false }],
    );
  });

  for (const [what, props, arn] of [
    ["what the provider says", { arn: roleArn("x") }, roleArn("x")],
    ["its name, where nothing else is known", { arn: UNKNOWN, path: undefined }, roleArn("r")],
    ["its name and path", { arn: UNKNOWN, path: "/a/b/" }, `arn:aws:iam::${ACCOUNT}:role/a/b/r`],
    ["its name, where the provider has yet to say its path", { arn: UNKNOWN, path: UNKNOWN }, roleArn("r")],
    ["nothing, without a name", { arn: UNKNOWN, name: UNKNOWN }, undefined],
  ] as const)
    it(`a role's ARN follows from ${what}`, () => {
      assert.equal(arnOf({ role: role("r", SOMEBODY, { ...free, ...props }) }), arn);
    });

  it("a role's ARN is not known where its path is computed from something", () => {
    const computed = (from: readonly string[]): Estate => ({
      role: { ...role("r", SOMEBODY, { ...free, arn: UNKNOWN, path: UNKNOWN }), from: { path: from } },
      other: user(),
    });
    assert.equal(arnOf(computed(["other"])), undefined);
    assert.equal(arnOf(computed([])), roleArn("r"));
  });

  it("a user's ARN is like a role's, and nobody else has one", () => {
    assert.equal(arnOf({ user: user() }), `arn:aws:iam::${ACCOUNT}:user/u`);
    assert.equal(arnOf({ group: made("aws:iam/group:Group", { name: "g", arn: "arn:g" }) }), undefined);
  });

  it("have the groups' permissions as well", () => {
    const { identities } = people({
      user: user(),
      one: made("aws:iam/group:Group", { name: "one" }),
      two: made("aws:iam/group:Group", { name: "two" }),
      of: made("aws:iam/groupPolicy:GroupPolicy", { group: "one", policy: document(allow("s3:A")) }),
      "of-two": made("aws:iam/groupPolicy:GroupPolicy", { group: "two", policy: document(allow("s3:B")) }),
      membership: made("aws:iam/userGroupMembership:UserGroupMembership", { user: "u", groups: ["one"] }),
      others: made("aws:iam/groupMembership:GroupMembership", { group: "two", users: ["v"] }),
    });
    assert.deepEqual(
      identities[0]?.statements.map(({ label }) => label),
      ["of: policy, statement 1"],
    );
  });

  for (const [what, props, labels] of [
    ["a boundary of the stacks", { permissionsBoundary: "arn:p" }, ["policy: policy, statement 1"]],
    ["none that is elsewhere", { permissionsBoundary: "arn:q" }, undefined],
    ["none", { permissionsBoundary: undefined }, undefined],
  ] as const)
    for (const of of ["role", "user"] as const)
      it(`a ${of} has ${what}`, () => {
        const holder = of === "role" ? role("r", SOMEBODY, props) : user(props);
        const policy = made("aws:iam/policy:Policy", {
          name: "p",
          arn: "arn:p",
          policy: document(allow("s3:*")),
        });
        const [identity] = people({ holder, policy }).identities;
        assert.deepEqual(
          identity?.boundary?.map(({ label }) => label),
          labels,
        );
      });

  for (const [what, arn, found] of [
    ["another account's of that name", `arn:aws:iam::444455556666:policy/p`, false],
    ["its own", `arn:aws:iam::${ACCOUNT}:policy/p`, true],
  ] as const)
    it(`a policy with an ARN is not ${found ? "another than" : ""} ${what}`, () => {
      const policy = made("aws:iam/policy:Policy", {
        name: "p",
        arn: `arn:aws:iam::${ACCOUNT}:policy/p`,
        policy: document(allow("s3:*")),
      });
      assert.equal(people({ policy }).policy(arn) !== undefined, found);
    });

  it("a policy without one is told by the end of an ARN, and by its name", () => {
    const policy = (name: string) =>
      made("aws:iam/policy:Policy", { name, arn: UNKNOWN, policy: document(allow("s3:*")) });
    const isFound = (name: string, arn: string) => people({ policy: policy(name) }).policy(arn) !== undefined;
    assert.deepEqual(
      [isFound("p", "arn:aws:iam::1:policy/p"), isFound("p", "p"), isFound("p", "arn:aws:iam::1:policy/op")],
      [true, true, false],
    );
    assert.equal(isFound(UNKNOWN, "arn:aws:iam::1:policy/undefined"), false);
  });

  for (const [what, estate, named, account] of [
    [
      "whom the stage names",
      { role: role("r", SOMEBODY, { arn: "arn:aws:iam::444455556666:role/r" }) },
      [roleArn("x")],
      ACCOUNT,
    ],
    ["the roles", { role: role("r", SOMEBODY, free) }, ["arn:aws:x"], ACCOUNT],
    ["their boundaries", { role: role("r", SOMEBODY, { arn: UNKNOWN }) }, [], ACCOUNT],
    [
      "nothing",
      {
        role: role("r", SOMEBODY, { ...free, arn: UNKNOWN }),
        user: user({ arn: `arn:aws:iam::${ACCOUNT}:user/u` }),
      },
      [],
      "",
    ],
  ] as const)
    it(`the account follows from ${what}`, () => {
      assert.equal(people(estate, named).accountId, account);
    });

  it("are made by many types, all of which a rule about them sees", () => {
    assert.equal(identityTypes.length, 17);
    for (const type of [
      "aws:iam/role:Role",
      "aws:iam/policy:Policy",
      "aws:iam/groupMembership:GroupMembership",
    ])
      assert.ok(identityTypes.includes(type));
    assert.equal(new Set(identityTypes).size, identityTypes.length);
  });
});
