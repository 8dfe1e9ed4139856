import { ecsContainerNonRoot } from "../../../policies/rules/ecs-container-non-root";
import { task, taskWith } from "../tasks";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const EXPECTED = "expected one that is neither 0 nor root";

function users(...names: readonly unknown[]): Given {
  return task(...names.map((user) => ({ user })));
}

function fine(user: string): Accepted {
  return { as: "near miss", what: `the user ${user}`, given: users(user) };
}

function root(user: string, shown = user): Refused {
  return {
    what: `the user ${user}`,
    given: users(user),
    says: [`api: the user of container c0 is ${shown}; ${EXPECTED}`],
  };
}

tryRule(ecsContainerNonRoot, {
  remedy: "Give the container a user of its own, as in 10001:10001.",
  accepts: [
    { as: "compliant", what: "users by number and by name", given: users("10001:10001", "101", "nginx") },
    ...["1", "10", "010", "rooted", "toor", "nginx:root", "10001:0", "chroot:0"].map(fine),
    { as: "near miss", what: "a task of which nothing is known", given: taskWith(UNKNOWN) },
    {
      as: "not applicable",
      what: "another type",
      given: { ...users("root"), type: "aws:ecs/service:Service" },
    },
  ],
  refuses: [
    ...["0", "root", "0:0", "0:10001", "root:root", "root:nginx", "00", "000:1", "-0"].map((user) =>
      root(user),
    ),
    root("+0", "a text of 2 characters"),
    root("", "a text of 0 characters"),
    root(":10001"),
    {
      what: "the second of two containers",
      given: users("10001", "0"),
      says: [`api: the user of container c1 is 0; ${EXPECTED}`],
    },
    {
      what: "no user",
      given: users(undefined),
      says: [`api: the user of container c0 is absent; ${EXPECTED}`],
    },
    {
      what: "a number",
      given: users(10001),
      says: [`api: the user of container c0 is not a text; ${EXPECTED}`],
    },
    {
      what: "another spelling",
      given: taskWith([{ Name: "web", USER: "root" }]),
      says: [`api: the user of container web is root; ${EXPECTED}`],
    },
    {
      what: "a user that is not known",
      given: taskWith([{ name: "web", user: UNKNOWN }]),
      says: [`api: the user of container web is not known in preview; ${EXPECTED}`],
    },
  ],
});
